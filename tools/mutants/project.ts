import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Mutant, MutantError } from "./patch.ts";

export type MutantProject = {
  planted: { mutant: Mutant; folder: string; test: string }[];
  refused: { mutant: Mutant; reason: string }[];
};

const solidityFolders = ["l1-contracts", "l2-contracts", "shared/contracts", "test"];
/** Read by tests at run time, from the project's root. */
const dataPaths = ["shared/vectors", "shared/params.json"];

/**
 * A Hardhat project in `folder` that holds every mutant beside the others, each a full copy of the Solidity sources with
 * its patch applied. One compilation of all shares the parsing of forge-std and OpenZeppelin, which is most of its time.
 *
 * @returns the planted mutants, with paths from the folder: the copy of each, and its test file; and those that cannot
 * be planted, with the reason
 */
export function createMutantProject(root: string, folder: string, mutants: readonly Mutant[]): MutantProject {
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  cpSync(join(root, "remappings.txt"), join(folder, "remappings.txt"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module", "private": true }\n');
  writeFileSync(join(folder, "hardhat.config.ts"), config(root));
  for (const path of dataPaths.filter((each) => existsSync(join(root, each)))) {
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  const project: MutantProject = { planted: [], refused: [] };
  for (const [index, mutant] of mutants.entries()) {
    const copy = `mutants/m${String(index).padStart(3, "0")}`;
    try {
      plant(mutant, root, join(folder, copy));
      project.planted.push({ mutant, folder: copy, test: join(copy, mutant.test) });
    } catch (error) {
      if (!(error instanceof MutantError)) throw error;
      rmSync(join(folder, copy), { recursive: true });
      project.refused.push({ mutant, reason: error.message });
    }
  }
  return project;
}

function plant(mutant: Mutant, root: string, copy: string): void {
  copySolidity(root, copy);
  if (!existsSync(join(copy, mutant.test))) throw new MutantError(`${mutant.file}: ${mutant.test} does not exist`);
  apply(mutant, copy);
}

function config(root: string): string {
  return `import base from ${JSON.stringify(join(root, "hardhat.config.ts"))};
export default { ...base, paths: { sources: { solidity: ["./mutants"] }, tests: { solidity: "./mutants" } } };
`;
}

function copySolidity(root: string, copy: string): void {
  for (const folder of solidityFolders.filter((each) => existsSync(join(root, each)))) {
    mkdirSync(join(copy, folder), { recursive: true });
    cpSync(join(root, folder), join(copy, folder), {
      recursive: true,
      filter: (source) => source.endsWith(".sol") || !/\.\w+$/.test(source),
    });
  }
}

function apply({ file, diff }: Mutant, copy: string): void {
  try {
    execFileSync("git", ["apply", "--whitespace=nowarn", "-"], {
      cwd: copy,
      input: diff,
      stdio: ["pipe", "pipe", "pipe"],
    });
  } catch (error) {
    const reason = String((error as { stderr?: Buffer }).stderr ?? error).trim();
    throw new MutantError(`${file} no longer applies, make it anew: ${reason}`);
  }
}
