import { parseArgs } from "node:util";

/** What `--break` withholds or alters; each must make the scenario fail at the step it names. */
export const breaks = {
  canonical: "no dispute game is proposed for the L2, so nothing can be proven",
  leaf: "the L2 hub's action tree is altered in storage before the batch closes",
  landing: "the L1 hub is made to forget the lane's gateway, so the batch cannot land",
} as const;

export type Break = keyof typeof breaks;

export type StartOptions = Readonly<{
  once: boolean;
  json: boolean;
  broken?: Break;
  /** Failpoints at which the relayer is killed, one incarnation each. */
  killAt: readonly string[];
  /** Chain seconds per second of wall time. */
  speed: number;
  verbose: boolean;
  help: boolean;
}>;

/** Options that cannot be understood; the message says what exists. */
export class StartOptionsError extends Error {
  override readonly name = "StartOptionsError";
}

export const startHelp = `Usage: npm start -- [options]

Brings up L1 with its beacon chain, an OP-stack L2 with the real bridge contracts, every contract of csETH, a relayer
and five oracle processes, and follows one stake to L1 and back. Then it stays up for use; Ctrl-C ends everything.

  --once           end after one round; exit code 0 only if every step and every invariant held
  --json           print the summary as one JSON object, the last line of stdout
  --break <what>   show that a broken part is noticed: must exit 1 with "failedAt" naming the step
${Object.entries(breaks)
  .map(([name, what]) => `                     ${name.padEnd(10)} ${what}`)
  .join("\n")}
  --kill-at <a,b>  kill -9 the relayer at these failpoints, one after the other, and start it again
  --speed <n>      chain seconds per second (48)
  --verbose        show what relayer and oracles log
  --help`;

export function parseStartOptions(args: readonly string[]): StartOptions {
  const { values } = parse(args);
  const broken = values.break;
  if (broken !== undefined && !(broken in breaks)) {
    throw new StartOptionsError(`--break knows ${Object.keys(breaks).join(", ")}; not "${broken}".`);
  }
  const speed = Number(values.speed ?? 48);
  if (!(speed >= 1 && speed <= 200)) throw new StartOptionsError("--speed is a number from 1 to 200.");
  return {
    once: values.once ?? false,
    json: values.json ?? false,
    ...(broken === undefined ? {} : { broken: broken as Break }),
    killAt: values["kill-at"]?.split(",").filter((name) => name !== "") ?? [],
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
        speed: { type: "string" },
        verbose: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new StartOptionsError(`${(error as Error).message} See --help.`);
  }
}
