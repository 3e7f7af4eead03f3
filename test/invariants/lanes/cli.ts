// `npm test -- --campaign`: the campaign alone, its table on stdout, or with --json one JSON document as the last line.
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { type Hunt, hunt, readCampaignMutants } from "./play/mutants.ts";
import { campaignJson, campaignTable, huntTable } from "./play/report.ts";
import { runCampaign, SEED, SEQUENCES, STEPS, shortfalls } from "./play/run.ts";

const root = dirname(dirname(dirname(import.meta.dirname)));
const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    mutants: { type: "boolean", default: false },
    grep: { type: "string", default: "" },
    seed: { type: "string", default: `${SEED}` },
    sequences: { type: "string", default: `${SEQUENCES}` },
  },
});
const print = (text: string) => process.stdout.write(`${text}\n`);
process.exitCode = values.mutants ? await huntAll() : await play();
// Chains keep a process alive.
process.exit();

async function play(): Promise<number> {
  const input = { seed: Number(values.seed), sequences: Number(values.sequences), steps: STEPS };
  const outcome = await runCampaign(input);
  print(values.json ? JSON.stringify(campaignJson(outcome)) : campaignTable(outcome));
  return outcome.failures.length + shortfalls(outcome.tally).length > 0 ? 1 : 0;
}

async function huntAll(): Promise<number> {
  const hunts: Hunt[] = [];
  const filter = new RegExp(values.grep);
  for (const mutant of readCampaignMutants(root).filter(({ name }) => filter.test(name))) {
    const found = await hunt(mutant);
    hunts.push(found);
    if (!values.json) print(huntTable([found]).split("\n")[1] ?? "");
  }
  if (values.json) print(JSON.stringify(hunts));
  return hunts.length > 0 && hunts.every(({ steps }) => steps !== null) ? 0 : 1;
}
