import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { type ContractDefinition, indexNodes, type SourceUnit } from "../../tools/contracts/ast.ts";
import { erc7201Slot, storageLayout } from "../../tools/contracts/storage-layout.ts";

type SolcOutput = {
  sources: { "A.sol": { ast: SourceUnit } };
  contracts: { "A.sol": Record<string, { storageLayout: SolcLayout }> };
};
type SolcLayout = {
  storage: { label: string; slot: string; offset: number; type: string }[];
  types: Record<string, { label: string; numberOfBytes: string; members?: SolcLayout["storage"] }>;
};

/** One struct with a member of every kind of type that packs differently. */
const source = `// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;
type Shares is uint96;
enum Phase { Open, Closed }
interface IToken {}
struct Inner { uint64 a; address b; bool c; uint8[40] d; }
contract Base { uint128 first; uint64 private second; uint256 constant FIXED = 1; address immutable owner = msg.sender; }
contract A is Base {
    /// @custom:storage-location erc7201:cseth.storage.A
    struct Layout {
        uint128 a; Shares b; Phase c; IToken d; bool e; Inner f; bytes32 g; uint16[5] h; bytes4 i;
        mapping(uint256 => Inner) j; uint256[] k; string l; Inner[2] m; int24 n; address payable o;
    }
    bool third;
    Layout internal layout_;
    uint8 last;
}`;

describe("storage layouts", () => {
  let output: SolcOutput;

  before(function () {
    this.timeout(60_000);
    const solc = createRequire(import.meta.url)("solc") as { compile: (input: string) => string };
    const settings = { outputSelection: { "*": { "": ["ast"], "*": ["storageLayout"] } } };
    const input = { language: "Solidity", sources: { "A.sol": { content: source } }, settings };
    output = JSON.parse(solc.compile(JSON.stringify(input))) as SolcOutput;
  });

  function layoutOfA() {
    const unit = output.sources["A.sol"].ast;
    const definition = unit.nodes.find(
      (node): node is ContractDefinition => node.nodeType === "ContractDefinition" && node.name === "A",
    );
    assert.ok(definition);
    return storageLayout(definition, indexNodes([unit]));
  }

  const placed = (items: readonly { label: string; slot: bigint | string; offset: number }[]) =>
    items.map(({ label, slot, offset }) => `${label} ${slot}:${offset}`);

  it("of plain variables are the compiler's own, bases first", () => {
    const solc = output.contracts["A.sol"].A?.storageLayout.storage ?? [];
    assert.deepEqual(placed(layoutOfA().variables), placed(solc));
    assert.deepEqual(placed(solc).slice(0, 3), ["first 0:0", "second 0:16", "third 0:24"]);
  });

  it("of an ERC-7201 namespace place members where the compiler does", () => {
    const { storage, types } = output.contracts["A.sol"].A?.storageLayout ?? { storage: [], types: {} };
    const type = storage.find(({ label }) => label === "layout_")?.type ?? "";
    const [namespace] = layoutOfA().namespaces;
    assert.equal(namespace?.id, "cseth.storage.A");
    assert.deepEqual(placed(namespace?.items ?? []), placed(types[type]?.members ?? []));
    assert.equal(namespace?.items.length, 15);
  });

  it("hold every struct that a mapping or an array leads to, placed where the compiler does", () => {
    const [inner, ...others] = layoutOfA().structs.filter(({ struct }) => struct === "Inner");
    assert.deepEqual(placed(inner?.items ?? []), ["a 0:0", "b 0:8", "c 0:28", "d 1:0"]);
    assert.deepEqual(others, []);
  });

  it("start a namespace at the slot of ERC-7201's own example", () => {
    assert.equal(erc7201Slot("example.main"), "0x183a6125c38840424c4a85fa12bab2ab606c4b6d0e7cc73c0c06ba5300eab500");
  });
});
