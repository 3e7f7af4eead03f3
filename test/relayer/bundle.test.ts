import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runChild } from "../support/child.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

describe("the bundle of cseth", () => {
  let root: string;
  const at = (path: string) => join(root, path);
  const source = (path: string, text: string) => writeFileSync(at(path), text);
  const bundle = () => runChild(at("relayer/bin/bundle.mjs"), []);
  const cseth = async () => (await runChild(at("relayer/bin/cseth.mjs"), [])).stdout;

  // The program and, instead of the relayer, one that says where it comes from.
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "cseth-bundle-"));
    for (const folder of ["relayer/src", "shared/src"]) mkdirSync(at(folder), { recursive: true });
    for (const file of ["package-lock.json", "relayer/package.json", "shared/package.json", "relayer/bin"]) {
      cpSync(join(ROOT, file), at(file), { recursive: true });
    }
    symlinkSync(join(ROOT, "node_modules"), at("node_modules"));
    source("shared/src/word.ts", 'export const word: string = "first";');
    source(
      "relayer/src/main.ts",
      `import { word } from "../../shared/src/word.ts";
      export const main = () => console.log(word, import.meta.url.split("/").slice(-3).join("/"));`,
    );
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("is run while it is of the sources as they are; else they are", async () => {
    assert.equal(await cseth(), "first relayer/src/main.ts\n");
    assert.equal((await bundle()).code, 0);
    assert.equal(await cseth(), "first dist/bundle/cseth.mjs\n");

    source("shared/src/word.ts", 'export const word: string = "second";');
    assert.equal(await cseth(), "second relayer/src/main.ts\n");
    assert.equal((await bundle()).code, 0);
    assert.equal(await cseth(), "second dist/bundle/cseth.mjs\n");

    source("shared/src/other.ts", "export {};");
    assert.equal(await cseth(), "second relayer/src/main.ts\n");
  });

  it("stays as it is when the sources do not bundle, and says why", async () => {
    await bundle();
    source("shared/src/word.ts", "export const word = ;");
    const { code, stderr } = await bundle();
    assert.equal(code, 1);
    assert.match(stderr, /word\.ts/);
    source("shared/src/word.ts", 'export const word: string = "first";');
    assert.equal(await cseth(), "first dist/bundle/cseth.mjs\n");
  });
});
