import { generators } from "../generate/registry.ts";
import { compare } from "../generate/write.ts";
import type { Step } from "./step.ts";

export const generatedFiles: Step = {
  name: "generated files, ABIs and snapshots are up to date",
  run: ({ root }) => {
    const differences = generators.flatMap((generator) => compare(root, generator, generator.generate(root)));
    return differences.length === 0
      ? []
      : [...differences.map(({ path, kind }) => `${path}: ${kind}`), "run npm run generate, read the diff, commit it"];
  },
};
