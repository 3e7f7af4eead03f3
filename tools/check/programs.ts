import { isGenerated, isSolidity } from "./files.ts";
import { program } from "./program.ts";
import type { Step } from "./step.ts";

/** Checks that are someone else's program. */
export const biome: Step = {
  name: "biome (format and lint of ts, mjs, json)",
  run: ({ root, fix }) => program(root, "biome", ["check", "--error-on-warnings", ...(fix ? ["--write"] : [])]),
};

export const prettier: Step = {
  name: "prettier (format of sol)",
  run: async ({ root, files, fix }) => {
    const sources = solidityOf(files);
    if (sources.length === 0) return [];
    return program(root, "prettier", [fix ? "--write" : "--check", "--log-level", "warn", ...sources]);
  },
};

export const solhint: Step = {
  name: "solhint",
  run: async ({ root, files }) => {
    const sources = solidityOf(files).filter((file) => !file.startsWith("test/"));
    if (sources.length === 0) return [];
    return program(root, "solhint", ["--noPoster", "--max-warnings", "0", ...sources]);
  },
};

export const tsc: Step = { name: "tsc", run: ({ root }) => program(root, "tsc", ["-p", "."]) };

export const importRules: Step = {
  name: "TypeScript import rules",
  run: ({ root, files }) => {
    const folders = ["shared", "relayer", "devnet", "bench", "deploy", "rocketh", "tools", "test"];
    const present = folders.filter((folder) => files.some((file) => file.startsWith(`${folder}/`)));
    return program(root, "depcruise", ["--config", ".dependency-cruiser.mjs", "hardhat.config.ts", ...present]);
  },
};

export const knip: Step = {
  name: "knip (unused files, exports, dependencies)",
  run: ({ root }) => program(root, "knip", ["--no-progress", "--no-config-hints"]),
};

function solidityOf(files: readonly string[]): string[] {
  return files.filter((file) => isSolidity(file) && !isGenerated(file));
}
