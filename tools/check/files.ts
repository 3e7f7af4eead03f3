import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Tracked files and new ones that are not ignored: what a commit would hold. */
export function projectFiles(root: string): string[] {
  const output = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return output
    .split("\0")
    .filter((file) => file !== "" && existsSync(join(root, file)))
    .sort();
}

/** Written by `npm run generate`, by deployments or taken from elsewhere: not ours to format or measure. */
export function isGenerated(file: string): boolean {
  return /^(shared\/src\/abi|shared\/vectors|snapshots|deployments|devnet\/assets)\/|^package-lock\.json$/.test(file);
}

export const isSolidity = (file: string): boolean => file.endsWith(".sol");
export const isCode = (file: string): boolean => /\.(ts|tsx|mjs|sol)$/.test(file);
