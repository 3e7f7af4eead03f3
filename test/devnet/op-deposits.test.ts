import assert from "node:assert/strict";
import type { Address } from "viem";
import { batchesBySender } from "../../devnet/src/op/deposits.ts";
import { extractGenesis } from "../../devnet/src/op/extract.ts";

const alice: Address = "0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const bob: Address = "0xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

describe("deposits on their way into L2 blocks", () => {
  it("are cut where a sender comes again, and keep their order", () => {
    const deposit = (from: Address, index: number) => ({ from, raw: `0x0${index}` as const });
    const batches = batchesBySender([deposit(alice, 1), deposit(bob, 2), deposit(alice, 3), deposit(alice, 4)]);
    assert.deepEqual(
      batches.map((batch) => batch.map(({ raw }) => raw)),
      [["0x01", "0x02"], ["0x03"], ["0x04"]],
    );
    assert.deepEqual(batchesBySender([]), []);
  });
});

describe("the genesis inside supersim", () => {
  it("holds L1 and the first OP chain", () => {
    const [l1, l2] = extractGenesis([900, 901]);
    assert.equal(l1?.timestamp, "0x687004c0");
    assert.equal(Object.keys(l1?.alloc ?? {}).length, 173);
    assert.equal(Object.keys(l2?.alloc ?? {}).length, 2401);
  });

  it("names a chain it doesn't hold", () => {
    assert.throws(() => extractGenesis([31_337]), { code: "GENESIS_UNREADABLE" });
  });
});
