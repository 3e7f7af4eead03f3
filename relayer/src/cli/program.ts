import { Command, CommanderError, Option } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { CsethError } from "../domain/errors.ts";
import { EXIT } from "../telemetry/exitCodes.ts";
import { addOracleCommands, type StartHttp } from "./oracle.ts";
import type { ReplaceOptions } from "./replace.ts";
import { parseAddress, parseWhole } from "./user/amounts.ts";
import { addUserCommands } from "./user/commands.ts";

export type GlobalOptions = { config?: string; json: boolean };

/** What each command does; `main.ts` supplies it. Resolves to the exit code. */
export type Actions = {
  run: (options: GlobalOptions) => Promise<number>;
  dryRun: (options: GlobalOptions) => Promise<number>;
  doctor: (options: GlobalOptions) => Promise<number>;
  status: (options: GlobalOptions) => Promise<number>;
  explain: (id: string, options: GlobalOptions & { lane?: number }) => Promise<number>;
  retry: (step: string, options: GlobalOptions) => Promise<number>;
  skip: (step: string, options: GlobalOptions) => Promise<number>;
  reindex: (chain: string, options: GlobalOptions) => Promise<number>;
  replace: (chain: string, nonce: number, options: ReplaceOptions) => Promise<number>;
};

/** What commands take from layers beside theirs. */
export type Surroundings = { startHttp: StartHttp };

/** The command line: names, options, help. @returns the exit code */
export async function runProgram(
  argv: readonly string[],
  actions: Actions,
  { startHttp }: Surroundings,
): Promise<number> {
  let exitCode = 0;
  const program = new Command("cseth")
    .description("csETH: stake, operate nodes, relay, report")
    .version(packageJson.version)
    .exitOverride()
    // Errors are reported once, typed; help that nobody asked for goes where errors go.
    .configureOutput({ writeErr: (text) => void (text.startsWith("error:") || process.stderr.write(text)) });
  const relayer = program.command("relayer").description("carry messages between L1 and the lanes");

  const command = (name: string, description: string) =>
    relayer
      .command(name)
      .description(description)
      .option("-c, --config <file>", "configuration file (JSON); CSETH_CONFIG and CSETH__… in the environment work too")
      .option("--json", "answer with one JSON document on standard output", false);
  const add = (name: "run" | "doctor" | "status", description: string) => {
    command(name, description).action(async (options: GlobalOptions) => {
      exitCode = await actions[name](options);
    });
  };
  add("run", "run until interrupted");
  command("dry-run", "show what would be sent now, simulated and priced; sends and writes nothing").action(
    async (options: GlobalOptions) => {
      exitCode = await actions.dryRun(options);
    },
  );
  add("doctor", "check configuration, RPC endpoints, keys and database, and say how to mend each");
  add("status", "show how far chains and lanes are, what is under way, and open incidents");
  command("explain", "say what a batch, message or action is, what it waits for, and what was sent for it")
    .argument("<id>", "batch nonce, message hash or action id")
    .addOption(new Option("--lane <id>", "lane of a batch nonce; the first by default").argParser(Number))
    .action(async (id: string, options: GlobalOptions & { lane?: number }) => {
      exitCode = await actions.explain(id, options);
    });
  for (const name of ["retry", "skip"] as const) {
    const what = name === "retry" ? "try a step again that was given up" : "leave a step that was given up";
    command(name, what)
      .argument("<step>", "its name in `relayer status`, for example lane-1/push/5/2")
      .action(async (step: string, options: GlobalOptions) => {
        exitCode = await actions[name](step, options);
      });
  }

  command("reindex", "read all events of a chain again, once an endpoint that had left one out is mended")
    .argument("<chain>", "l1, or lane-1")
    .action(async (chain: string, options: GlobalOptions) => {
      exitCode = await actions.reindex(chain, options);
    });
  command("replace", "pay more for a transaction that waits, or send a no-op in its place")
    .argument("<chain>", "l1, or lane-1")
    .argument("<nonce>", "its nonce; `relayer status` shows the first that waits", nonceOf)
    .option("--cancel", "a no-op instead; what is still due is sent again under another nonce", false)
    .addOption(new Option("--signer <address>", "whose, if several have used the nonce").argParser(parseAddress))
    .addOption(new Option("--wait-seconds <number>", "for the relayer to do it").argParser(secondsOf).default(30))
    .option("--dry-run", "show what waits and what would be asked", false)
    .option("-y, --yes", "do not ask", false)
    .action(async (chain: string, nonce: number, options: ReplaceOptions) => {
      exitCode = await actions.replace(chain, nonce, options);
    });

  const finish = (code: number) => {
    exitCode = code;
  };
  addOracleCommands({ program, startHttp, finish });
  addUserCommands(program, finish);

  try {
    await program.parseAsync([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version end commander by an error too.
    if (error.exitCode === 0) return 0;
    // No command was given: commander has written the help.
    if (error.code === "commander.help") return EXIT.usage;
    throw new CsethError({
      code: "USAGE_INVALID",
      retry: "never",
      message: error.message.replace(/^error: /, ""),
      fix: "See cseth --help.",
      cause: undefined,
    });
  }
  return exitCode;
}

const nonceOf = (text: string) => Number(parseWhole("a nonce", 2n ** 31n - 1n)(text));
const secondsOf = (text: string) => Number(parseWhole("a number of seconds", 86_400n)(text));
