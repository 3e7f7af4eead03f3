/**
 * Every command of the project, in one place. `targets`: the program, first existing file wins. `contracts`: the
 * Solidity sources are compiled before it starts. `cseth`: it runs `cseth`, which is bundled before.
 * `args`: put before the user's own arguments.
 *
 * @typedef {{ summary: string, targets: string[], contracts?: boolean, cseth?: boolean, args?: string[] }} Command
 * @type {Record<string, Command>}
 */
export const commands = {
  start: {
    summary: "run chains, contracts and relayer, and a stake there and back",
    targets: ["tools/start.ts"],
    contracts: true,
    cseth: true,
  },
  test: { summary: "run the test suites (--list, --suite, --grep, --deep)", targets: ["tools/test.ts"], cseth: true },
  threats: {
    summary: "run the tests that name an attack: attack, test, result",
    targets: ["tools/threats.ts"],
    cseth: true,
  },
  check: { summary: "formatting, linters, types, import rules, sizes, snapshots (--fix)", targets: ["tools/check.ts"] },
  bench: { summary: "repeatable measurements", targets: ["bench/src/main.ts"], contracts: true, cseth: true },
  devnet: { summary: "run the chains and keep them up", targets: ["devnet/src/cli.ts"] },
  build: { summary: "compile the contracts and print their sizes", targets: ["tools/build.ts"], contracts: true },
  generate: { summary: "write generated code, ABIs and snapshots", targets: ["tools/generate.ts"] },
  format: { summary: "format every source file", targets: ["tools/format.ts"] },
  cseth: { summary: "relayer and oracle command line", targets: ["relayer/bin/cseth.mjs"], cseth: true },
  "verify-deployment": {
    summary: "compare roles and parameters with the chain",
    targets: ["deploy/verify.ts"],
    contracts: true,
  },
};

export function usage() {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const rows = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    "Usage: npm run <command> -- [options]      (also: npm start, npm test)",
    "       node tools/setup.mjs <command> [options]",
    "",
    "Installs what is missing, compiles the contracts when they changed, then runs the command.",
    "`--help` after a command shows its own options.",
    "",
    ...rows,
  ].join("\n");
}
