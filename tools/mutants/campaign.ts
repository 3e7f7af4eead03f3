import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { MutantError, patchedFiles } from "./patch.ts";

/** A mistake somebody could make in a contract, that the campaign must find by itself. */
export type CampaignMutant = Readonly<{
  name: string;
  what: string;
  diff: string;
  /** Contracts it patches, from the root. */
  files: readonly string[];
}>;

/** Reads `what:` from the lines before the diff. No test is named: whatever differs first will do. */
export function parseCampaignMutant(file: string, text: string): CampaignMutant {
  const start = text.search(/^(?:diff --git|--- )/m);
  const what = text
    .slice(0, Math.max(0, start))
    .match(/^#?\s*what:\s*(.+)$/m)?.[1]
    ?.trim();
  if (start < 0 || !what) throw new MutantError(`${file} must be a diff behind the line "what: …"`);
  const diff = text.slice(start);
  return { name: basename(file, ".patch"), what, diff, files: patchedFiles(file, diff) };
}

/** The sources with the mistake in them; those given stay as they are. Throws where the patch no longer applies. */
export function applyTo(
  contents: ReadonlyMap<string, string>,
  { name, diff, files }: CampaignMutant,
): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "cseth-mutant-"));
  try {
    for (const file of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), contents.get(file) ?? "");
    }
    // A repository around the temporary folder must not make git apply relative to its own root.
    const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(folder) };
    execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd: folder, input: diff, env, stdio: "pipe" });
    return new Map([...contents, ...files.map((file) => [file, readFileSync(join(folder, file), "utf8")] as const)]);
  } catch (error) {
    const reason = String((error as { stderr?: Buffer }).stderr ?? error).trim();
    throw new MutantError(`${name} no longer applies, make it anew: ${reason}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
