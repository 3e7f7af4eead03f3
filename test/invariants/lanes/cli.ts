// `npm test -- --campaign`: the campaign alone, its table on stdout, or with --json one JSON document as the last line.
import { parseArgs } from "node:util";
import { campaignJson, campaignTable } from "./play/report.ts";
import { runCampaign, SEED, SEQUENCES, STEPS, shortfalls } from "./play/run.ts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    seed: { type: "string", default: `${SEED}` },
    sequences: { type: "string", default: `${SEQUENCES}` },
  },
});
const print = (text: string) => process.stdout.write(`${text}\n`);
process.exitCode = await play();
// Chains keep a process alive.
process.exit();

async function play(): Promise<number> {
  const input = { seed: Number(values.seed), sequences: Number(values.sequences), steps: STEPS };
  const outcome = await runCampaign(input);
  print(values.json ? JSON.stringify(campaignJson(outcome)) : campaignTable(outcome));
  return outcome.failures.length + shortfalls(outcome.tally).length > 0 ? 1 : 0;
}
