import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { program } from "../../tools/check/program.ts";

const root = dirname(dirname(import.meta.dirname));

const files: Record<string, string> = {
  "package.json": '{ "type": "module" }',
  "tsconfig.json":
    '{ "compilerOptions": { "module": "nodenext", "allowImportingTsExtensions": true, "noEmit": true } }',
  "shared/src/hash.ts": 'import { createHash } from "node:crypto";\nexport const hash = createHash;',
  "shared/src/upward.ts": 'import { open } from "../../relayer/src/store/open.ts";\nexport const upward = open;',
  "relayer/src/domain/phase.ts": 'import { open } from "../store/open.ts";\nexport const phase = open;',
  "relayer/src/store/open.ts": "export const open = 1;",
  "relayer/src/chain/sibling.ts": 'import { open } from "../store/open.ts";\nexport const sibling = open;',
  "relayer/src/planner/plan.ts": 'import { open } from "../store/open.ts";\nexport const plan = open;',
  "relayer/src/app.ts": 'import { plan } from "./planner/plan.ts";\nexport const app = plan;',
  "relayer/src/bridges/op/adapter.ts": 'import { other } from "../arbitrum/adapter.ts";\nexport const op = other;',
  "relayer/src/bridges/arbitrum/adapter.ts": 'import type { Port } from "../port.ts";\nexport const other: Port = 1;',
  "relayer/src/bridges/port.ts": "export type Port = number;",
  "relayer/src/tx/devnet.ts": 'import { chain } from "../../../devnet/src/chain.ts";\nexport const tx = chain;',
  "devnet/src/chain.ts": 'import { loop } from "./loop.ts";\nexport const chain = loop;',
  "devnet/src/loop.ts": 'import { chain } from "./chain.ts";\nexport const loop: number = chain;',
};

describe("TypeScript import rules", () => {
  let folder: string;
  let output: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "cseth-imports-"));
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const config = join(root, ".dependency-cruiser.mjs");
    output = (await program(folder, "depcruise", ["--config", config, "shared", "relayer", "devnet"])).join("\n");
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  const violations: [string, RegExp][] = [
    ["a Node built-in in shared", /shared-is-browser-safe: shared\/src\/hash\.ts/],
    ["shared importing another package", /package-shared: shared\/src\/upward\.ts/],
    ["the relayer's lowest layer importing a higher one", /relayer-layer-domain: relayer\/src\/domain\/phase\.ts/],
    ["siblings of a layer meeting", /relayer-layer-chain: relayer\/src\/chain\/sibling\.ts/],
    ["a bridge adapter importing another", /adapters-know-the-port-only: relayer\/src\/bridges\/op\/adapter\.ts/],
    ["the relayer importing the devnet", /package-relayer: relayer\/src\/tx\/devnet\.ts/],
    ["modules that import each other", /no-cycles: devnet\/src\/(chain|loop)\.ts/],
  ];
  for (const [what, pattern] of violations) it(`find ${what}`, () => assert.match(output, pattern));

  it("find nothing else: downward imports, the port, and app.ts that wires everything", () => {
    assert.match(output, /\b7 dependency violations \(7 errors/);
  });
});
