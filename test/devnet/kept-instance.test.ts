import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openKeptInstance } from "../../devnet/src/kept-instance.ts";

/** A checkout as far as it decides what is deployed, and files that do not. */
const checkout = {
  "artifacts/l1-contracts/core/LiquidStakingCore.sol/LiquidStakingCore.json": "code",
  "artifacts/build-info/solc.json": "input",
  "deploy/l1/01_timelock.ts": "script",
  "devnet/assets/precompiles.json": "{}",
  "devnet/src/devnet.ts": "chains",
  "package-lock.json": "{}",
  "rocketh/config.ts": "accounts",
  "shared/params.json": "{}",
  "shared/src/params.ts": "params",
  "docs/architecture.md": "words",
};

describe("an instance that is kept", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "cseth-kept-"));
    for (const [file, content] of Object.entries(checkout)) write(file, content);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  };
  const open = (told = {}) => openKeptInstance({ root, home: join(root, "home"), told });
  const kept = () => readdirSync(join(root, "home"));

  it("is found again by whoever has the same sources and was told the same", async () => {
    const first = await open();
    assert.equal(first.isThere(), false);
    await first.keep(async (draft) => writeFileSync(join(draft, "state"), "chains"));
    const second = await open();
    assert.equal(second.isThere(), true);
    assert.equal(readFileSync(join(second.folder, "state"), "utf8"), "chains");
    assert.equal((await open({ validators: 32 })).isThere(), false);
    await second.drop();
    assert.equal((await open()).isThere(), false);
  });

  it("is another one after any change of what is deployed, and of nothing else", async () => {
    const { folder } = await open();
    write("docs/architecture.md", "other words");
    write("artifacts/build-info/solc.json", "other input");
    assert.equal((await open()).folder, folder);
    for (const file of Object.keys(checkout).filter((name) => !/^docs|build-info/.test(name))) {
      write(file, "changed");
      assert.notEqual((await open()).folder, folder, file);
      write(file, checkout[file as keyof typeof checkout]);
    }
    write("deploy/l1/02_core.ts", "one more");
    assert.notEqual((await open()).folder, folder);
  });

  it("is there whole or not at all, and the first of several stays", async () => {
    const one = await open();
    await assert.rejects(
      one.keep(async (draft) => {
        writeFileSync(join(draft, "state"), "half");
        throw new RangeError("interrupted");
      }),
      RangeError,
    );
    assert.deepEqual(kept(), []);
    await one.keep(async (draft) => {
      await (await open()).keep(async (other) => writeFileSync(join(other, "state"), "first"));
      writeFileSync(join(draft, "state"), "second");
    });
    assert.equal(kept().length, 1);
    assert.equal(readFileSync(join(one.folder, "state"), "utf8"), "first");
  });

  it("goes when another is kept, an hour after its sources did", async () => {
    const old = await open();
    await old.keep(async () => {});
    write("shared/params.json", "changed");
    const next = await open();
    await next.keep(async () => {});
    assert.equal(kept().length, 2);
    const hoursAgo = Date.now() / 1_000 - 2 * 3_600;
    utimesSync(old.folder, hoursAgo, hoursAgo);
    write("shared/params.json", "changed again");
    await (await open()).keep(async () => {});
    assert.equal(old.isThere(), false);
    assert.equal(next.isThere(), true);
  });
});
