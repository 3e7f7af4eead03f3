import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * Bundles `cseth` if its sources changed since the last time. Without a bundle it starts from them, only slower, so a
 * failure here ends nothing.
 *
 * @param {{ root: string, node: string, say: (line: string) => void }} options
 */
export function bundleCseth({ root, node, say }) {
  const program = join(root, "relayer/bin/bundle.mjs");
  if (!existsSync(program)) return;
  const { status, stderr, error } = spawnSync(node, [program], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0) say(`cseth could not be bundled and starts a second slower: ${error?.message ?? stderr}`);
}
