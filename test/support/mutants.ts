import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A mistake to plant: a unified diff (-p1 from the root) whose header says what must catch it. */
export type Mutant = Readonly<{
  name: string;
  path: string;
  /** The id in the header line `Expected: <id>`. */
  expected: string;
  /** What the mistake is, in the patch's own words. */
  description: string;
}>;

/** Reads every `*.patch` of a folder below the root. Throws when one has no header, or when there is none. */
export function readMutants(folder: string): Mutant[] {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".patch"));
  if (names.length === 0) throw new MutantError("NoMutants", `${folder} has no .patch file`);
  return names.sort().map((name) => readMutant(join(root, folder, name)));
}

function readMutant(path: string): Mutant {
  const header = readFileSync(path, "utf8").split(/^(?:diff|---) /m)[0] ?? "";
  const expected = /^Expected: (\S+)$/m.exec(header)?.[1];
  const description = /^Mistake: (.+)$/m.exec(header)?.[1];
  if (expected === undefined || description === undefined) {
    throw new MutantError("NoHeader", `${path} must begin with the lines "Mistake: …" and "Expected: <invariant id>"`);
  }
  return { name: basename(path, ".patch"), path, expected, description };
}

/**
 * Copies `sources` (paths from the root) to a temporary folder, applies the mutant there, runs `use` and removes the
 * copy. The working tree is never touched. A patch that no longer applies throws: it must follow the source.
 */
export async function withMutant<Result>(
  input: { mutant: Mutant; sources: readonly string[] },
  use: (copy: string) => Promise<Result>,
): Promise<Result> {
  const copy = mkdtempSync(join(tmpdir(), "cseth-mutant-"));
  try {
    for (const source of input.sources) {
      mkdirSync(dirname(join(copy, source)), { recursive: true });
      cpSync(join(root, source), join(copy, source), { recursive: true });
    }
    writeFileSync(join(copy, "package.json"), JSON.stringify({ type: "module" }));
    applyPatch(copy, input.mutant);
    return await use(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function applyPatch(copy: string, mutant: Mutant): void {
  try {
    // A repository around the temporary folder must not make git apply relative to its own root.
    const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(copy) };
    execFileSync("git", ["apply", "-p1", mutant.path], { cwd: copy, env, stdio: "pipe" });
  } catch (error) {
    throw new MutantError("DoesNotApply", `${mutant.path} no longer applies; update it to the source`, error);
  }
}

export class MutantError extends Error {
  readonly code: "NoMutants" | "NoHeader" | "DoesNotApply";

  constructor(code: MutantError["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "MutantError";
    this.code = code;
  }
}
