import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAbi } from "viem";
import { abiName } from "../../tools/generate/abis.ts";
import { selectors } from "../../tools/generate/snapshots.ts";
import { compare, write } from "../../tools/generate/write.ts";

describe("generated files", () => {
  let root: string;
  const generator = { name: "sample", needsArtifacts: false, ownedFolders: ["out"], generate: () => [] };
  const made = [
    { path: "out/a.txt", content: "a" },
    { path: "out/b.txt", content: "b" },
  ];

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "cseth-generated-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("are written, then up to date", () => {
    write(root, generator, made);
    assert.equal(readFileSync(join(root, "out/a.txt"), "utf8"), "a");
    assert.deepEqual(compare(root, generator, made), []);
  });

  it("are reported when changed by hand, missing, or no longer made", () => {
    write(root, generator, made);
    writeFileSync(join(root, "out/a.txt"), "edited");
    rmSync(join(root, "out/b.txt"));
    writeFileSync(join(root, "out/old.txt"), "");
    assert.deepEqual(compare(root, generator, made), [
      { path: "out/a.txt", kind: "changed" },
      { path: "out/b.txt", kind: "missing" },
      { path: "out/old.txt", kind: "stale" },
    ]);
    write(root, generator, made);
    assert.equal(existsSync(join(root, "out/old.txt")), false);
    assert.deepEqual(compare(root, generator, made), []);
  });
});

describe("ABI names", () => {
  it("are the contract's in lower camel case", () => {
    assert.equal(abiName("ILaneHub"), "iLaneHubAbi");
    assert.equal(abiName("L2StakingPool"), "l2StakingPoolAbi");
  });
});

describe("selector snapshots", () => {
  it("list functions, errors and events by what addresses them on chain (ERC-20's selectors and topic)", () => {
    const abi = parseAbi([
      "function transfer(address to, uint256 amount) returns (bool)",
      "event Transfer(address indexed from, address indexed to, uint256 value)",
      "error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)",
    ]);
    assert.deepEqual(selectors(abi).trimEnd().split("\n"), [
      "error    0xe450d38c ERC20InsufficientBalance(address,uint256,uint256)",
      "event    0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef Transfer(address,address,uint256) indexed 0,1",
      "function 0xa9059cbb transfer(address,uint256) returns (bool) nonpayable",
    ]);
  });
});
