import { parseArgs } from "node:util";
import { FAILPOINTS, isFailpoint } from "@cseth/relayer/domain/failpoints";
import { optionProblem } from "../options.ts";
import { ARBITRUM_LANE, FIRST_LANE } from "./lanes.ts";
import type { StepName } from "./steps.ts";

/** What `--break` withholds or alters, and the step at which the scenario must fail then. */
export const breaks = {
  canonical: {
    what: "no dispute game is proposed for the L2, so nothing can be proven",
    ...silence("prove"),
  },
  leaf: {
    what: "the L2 hub's action tree is altered in storage before the batch closes",
    ...silence("action"),
  },
  landing: {
    what: "the L1 hub is made to forget the lane's gateway, so the batch cannot land",
    ...silence("land"),
  },
  "fast-forged": {
    what: "LayerZero's verifiers all vouch for a note of the batch that nobody sent",
    failsAt: "fast",
  },
  "lying-oracle": {
    what: "three of five members sign a gain that is none: L1 takes it, whoever rebuilds the report sees it",
    failsAt: "report",
  },
  "wrong-credentials": {
    what: "the operator deposits for its key first, with credentials of its own: no top-up, its bond pays",
    failsAt: "validatorFunded",
  },
  "retryable-fails": {
    what: "lane 2's gateway on the L2 reverts, so that no ticket can be redeemed",
    ...silence("stateUpdate", ARBITRUM_LANE),
  },
} as const satisfies Record<string, { what: string; failsAt: StepName; silentOn?: number }>;

/** Shows by what does not happen on a lane. */
function silence<Name extends StepName>(failsAt: Name, silentOn: number = FIRST_LANE) {
  return { failsAt, silentOn } as const;
}

export type Break = keyof typeof breaks;

export type StartOptions = Readonly<{
  once: boolean;
  json: boolean;
  broken?: Break;
  /** Failpoints at which the relayer, or the first oracle, is killed, one incarnation each. */
  killAt: readonly string[];
  /** Deploys all contracts, instead of going on from chains that are kept with these very ones on them. */
  fresh: boolean;
  /** Chain seconds per second of wall time. */
  speed: number;
  verbose: boolean;
  help: boolean;
}>;

export const isOraclesFailpoint = (name: string): boolean => name.startsWith("oracle-");

/** Options that cannot be understood; the message says what exists. */
export class StartOptionsError extends Error {
  override readonly name = "StartOptionsError";
}

export const startHelp = `Usage: npm start -- [options]

Brings up L1 with its beacon chain, an OP-stack L2 and an Arbitrum L2 with the real bridge contracts, every contract of
csETH with a lane to each, a relayer and five oracle processes, and plays the whole circle on each lane, side by side: a
stake lands and funds a validator, which earns; the gain comes back as a higher rate, its operator claims its part, and
stakers are paid in ether. Then it stays up for use; Ctrl-C ends everything.

  --once           end after one round; exit code 0 only if every step and every invariant held
  --json           print the summary as one JSON object, the last line of stdout
  --break <what>   show that a broken part is noticed: must exit 1 with "failedAt" naming the step
${Object.entries(breaks)
  .map(([name, { what }]) => `                     ${name.padEnd(18)} ${what}`)
  .join("\n")}
  --kill-at <a,b>  kill -9 the relayer at these failpoints, one after the other, and start it again; tx-sent, tx-sent:3
                   for the third time, … (a wrong one makes it list all); the first oracle at those named oracle-…
  --fresh          deploy every contract, instead of going on from chains that an earlier start has kept with them
  --speed <n>      chain seconds per second, 1 to 200 (96)
  --verbose        show what relayer and oracles log
  --help

Listens on 127.0.0.1 only and writes to this checkout and a temporary folder, which it removes. Chains with everything
just deployed are kept in .cache/instances; after any change of sources or compiled contracts all is deployed anew. Exit codes: 0 all held,
1 something did not, 2 bad usage, 130 interrupted.`;

export function parseStartOptions(args: readonly string[]): StartOptions {
  const { values } = parse(args);
  const broken = values.break;
  if (broken !== undefined && !(broken in breaks)) {
    throw new StartOptionsError(`--break knows ${Object.keys(breaks).join(", ")}; not "${broken}".`);
  }
  const killAt = values["kill-at"]?.split(",") ?? [];
  const unknown = killAt.find((name) => !isFailpoint(name));
  if (unknown !== undefined) {
    throw new StartOptionsError(`--kill-at knows ${FAILPOINTS.join(", ")}; not "${unknown}".`);
  }
  const speed = Number(values.speed ?? 96);
  if (!(speed >= 1 && speed <= 200))
    throw new StartOptionsError(`--speed is a number from 1 to 200, not "${values.speed}".`);
  return {
    once: values.once ?? false,
    json: values.json ?? false,
    ...(broken === undefined ? {} : { broken: broken as Break }),
    killAt,
    fresh: values.fresh ?? false,
    speed,
    verbose: values.verbose ?? false,
    help: values.help ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        once: { type: "boolean" },
        json: { type: "boolean" },
        break: { type: "string" },
        "kill-at": { type: "string" },
        fresh: { type: "boolean" },
        speed: { type: "string" },
        verbose: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new StartOptionsError(`${optionProblem(error)}; see --help.`);
  }
}
