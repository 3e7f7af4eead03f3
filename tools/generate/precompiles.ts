import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { GeneratedFile } from "./generator.ts";

type ArtifactFile = { contractName: string; sourceName: string; deployedBytecode: string };

const noCode = "0x";

/**
 * Runtime code of the precompiles that the devnet emulates. Kept in the repository, so that the devnet starts without
 * a compiler.
 */
export function generatePrecompiles(root: string): GeneratedFile[] {
  const folder = join(root, "artifacts");
  const code = globSync("devnet/contracts/*.sol/*.json", { cwd: folder })
    .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as ArtifactFile)
    .filter(({ sourceName, deployedBytecode }) => existsSync(join(root, sourceName)) && deployedBytecode !== noCode)
    .map(({ contractName, deployedBytecode }) => [contractName, withoutMetadata(deployedBytecode)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const content = `${JSON.stringify(Object.fromEntries(code), null, 2)}\n`;
  return [{ path: "devnet/assets/precompiles.json", content }];
}

/** The compiler appends a hash of the source and, in the last two bytes, how long that is: a comment would change it. */
function withoutMetadata(code: string): string {
  const lengthDigits = 4;
  const metadataBytes = Number.parseInt(code.slice(-lengthDigits), 16);
  return code.slice(0, -(2 * metadataBytes + lengthDigits));
}
