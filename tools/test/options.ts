import { parseArgs } from "node:util";
import { optionProblem } from "../options.ts";

export type TestOptions = Readonly<{
  deep: boolean;
  suites: readonly string[];
  grep: string | undefined;
  list: boolean;
  verbose: boolean;
  help: boolean;
  /** What to tell the campaign's own command line, undefined for a run of suites. */
  campaign: readonly string[] | undefined;
}>;

/** Options that cannot be understood; the message says which and what exists. */
export class OptionsError extends Error {
  readonly code = "TEST_OPTIONS";
  override readonly name = "OptionsError";
}

export const testHelp = `Usage: npm test -- [options]

  --suite <name>   run this suite only; may be given several times
  --grep <text>    run only tests whose title matches this regular expression
  --deep           longer campaigns: more seeds, more runs, every mutant (sets CSETH_DEEP=1)
  --list           print the suites and their files, run nothing
  --verbose        show what the tests print
  --campaign       play the campaign alone (test/invariants/lanes) and print its table; with
      --json       print one JSON document as the last line instead
      --seed <n>   play other sequences
      --mutants    plant the mistakes of test/mutants/campaign instead, those whose name --grep matches, and print how
                   many steps it takes to find each
  --help

Two suites run at a time. Ends with "N passed, N failed"; the exit code is 0 only if nothing failed, no suite crashed
and every suite ran tests.`;

export function parseTestOptions(args: readonly string[], suiteNames: readonly string[]): TestOptions {
  const { values } = parse(args);
  const suites = values.suite ?? [];
  const unknown = suites.filter((name) => !suiteNames.includes(name));
  if (unknown.length > 0) {
    throw new OptionsError(`there is no suite "${unknown.join('", "')}"; the suites are: ${suiteNames.join(", ")}`);
  }
  return {
    deep: values.deep ?? false,
    suites,
    grep: values.grep,
    list: values.list ?? false,
    verbose: values.verbose ?? false,
    help: values.help ?? false,
    campaign: campaignArguments(values),
  };
}

type Values = ReturnType<typeof parse>["values"];

function campaignArguments({ campaign, json, mutants, seed, grep }: Values): readonly string[] | undefined {
  if (campaign) {
    const flags = [...(json ? ["--json"] : []), ...(mutants ? ["--mutants"] : [])];
    return [...flags, ...(seed ? ["--seed", seed] : []), ...(grep ? ["--grep", grep] : [])];
  }
  const [stray] = Object.entries({ json, mutants, seed }).filter(([, value]) => value !== undefined);
  if (stray) throw new OptionsError(`--${stray[0]} goes with --campaign; see npm test -- --help.`);
  return undefined;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        deep: { type: "boolean" },
        suite: { type: "string", multiple: true },
        grep: { type: "string" },
        list: { type: "boolean" },
        verbose: { type: "boolean" },
        campaign: { type: "boolean" },
        json: { type: "boolean" },
        mutants: { type: "boolean" },
        seed: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new OptionsError(`${optionProblem(error)}; see npm test -- --help.`, { cause: error });
  }
}
