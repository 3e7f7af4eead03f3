import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { isSolidity } from "./files.ts";
import type { Step } from "./step.ts";

type Import = Readonly<{ file: string; path: string }>;

const roots = ["l1-contracts", "l2-contracts", "shared/contracts"] as const;
const importStatement = /^\s*import\s+(?:[^"';]*?from\s+)?["']([^"']+)["']\s*;/gm;
/** The only files that may know LayerZero. */
const layerZeroGateways = /^shared\/contracts\/lanes\/LayerZero[A-Za-z]*\.sol$/;
const sharedByFolders = /(^I[A-Z][A-Za-z0-9]*|Types)\.sol$/;

/**
 * Import rules of the contracts, twin of .dependency-cruiser.mjs. A contract may import its own folder, the interfaces
 * and types (`I*.sol`, `*Types.sol`) of other folders of its chain, shared/contracts and OpenZeppelin; L1 and L2 never
 * import each other; shared/contracts imports neither. LayerZero is known to its gateway alone.
 */
export function violationOf({ file, path }: Import): string | undefined {
  if (path.startsWith("@openzeppelin/")) return undefined;
  if (path.startsWith("@layerzerolabs/") && layerZeroGateways.test(file)) return undefined;
  const target = path.startsWith(".") ? normalize(join(dirname(file), path)) : path;
  const from = roots.find((root) => file.startsWith(`${root}/`));
  const to = roots.find((root) => target.startsWith(`${root}/`));
  if (!from) return undefined;
  if (!to) return "contracts may import this project's contracts and OpenZeppelin only";
  if (to === "shared/contracts") return undefined;
  if (to !== from) return `${from} may not import ${to}`;
  const sameFolder = folderOf(file, from) === folderOf(target, to);
  const name = target.slice(target.lastIndexOf("/") + 1);
  if (sameFolder || sharedByFolders.test(name)) return undefined;
  return `of another folder only interfaces (I*.sol) and types (*Types.sol) may be imported, not ${name}`;
}

/** The first folder under the root: `core` of `l1-contracts/core/queue/Requests.sol`. */
function folderOf(file: string, root: string): string {
  return file.slice(root.length + 1).split("/")[0] ?? "";
}

export function importsOf(file: string, source: string): Import[] {
  const withoutComments = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return [...withoutComments.matchAll(importStatement)].map(([, path = ""]) => ({ file, path }));
}

export const solidityImports: Step = {
  name: "Solidity import rules",
  run: ({ root, files }) =>
    files
      .filter(isSolidity)
      .flatMap((file) => importsOf(file, readFileSync(join(root, file), "utf8")))
      .flatMap((each) => {
        const violation = violationOf(each);
        return violation ? [`${each.file} imports ${each.path}: ${violation}`] : [];
      }),
};
