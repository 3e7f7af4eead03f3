import assert from "node:assert/strict";
import { CsethError } from "@cseth/relayer/domain/errors";
import { type NonceSlot, type SlotEvent, transition } from "@cseth/relayer/domain/nonceSlot";

const mined = {
  hash: `0x${"11".repeat(32)}`,
  blockHash: `0x${"22".repeat(32)}`,
  blockNumber: 5n,
  succeeded: true,
  costWei: 21_000n,
} as const;
const other = { ...mined, blockHash: `0x${"33".repeat(32)}` } as const;

const SLOTS: Record<NonceSlot["state"], NonceSlot> = {
  RESERVED: { state: "RESERVED" },
  SIGNED: { state: "SIGNED" },
  BROADCAST: { state: "BROADCAST" },
  INCLUDED: { state: "INCLUDED", mined },
  FINAL: { state: "FINAL", mined },
  FREED: { state: "FREED" },
};
const EVENTS: Record<SlotEvent["type"], SlotEvent> = {
  reserved: { type: "reserved" },
  signed: { type: "signed" },
  accepted: { type: "accepted" },
  included: { type: "included", mined: other },
  vanished: { type: "vanished" },
  finalized: { type: "finalized" },
  freed: { type: "freed" },
};

// The whole table, written out: 6 states by 7 events; "-" is refused.
const TABLE: Record<NonceSlot["state"], Record<SlotEvent["type"], string>> = {
  RESERVED: {
    reserved: "-",
    signed: "SIGNED",
    accepted: "-",
    included: "-",
    vanished: "-",
    finalized: "-",
    freed: "FREED",
  },
  SIGNED: {
    reserved: "-",
    signed: "SIGNED",
    accepted: "BROADCAST",
    included: "INCLUDED",
    vanished: "-",
    finalized: "-",
    freed: "FREED",
  },
  BROADCAST: {
    reserved: "-",
    signed: "BROADCAST",
    accepted: "BROADCAST",
    included: "INCLUDED",
    vanished: "-",
    finalized: "-",
    freed: "FREED",
  },
  INCLUDED: {
    reserved: "-",
    signed: "-",
    accepted: "INCLUDED",
    included: "INCLUDED",
    vanished: "BROADCAST",
    finalized: "FINAL",
    freed: "-",
  },
  FINAL: { reserved: "-", signed: "-", accepted: "-", included: "-", vanished: "-", finalized: "-", freed: "-" },
  FREED: {
    reserved: "RESERVED",
    signed: "-",
    accepted: "-",
    included: "INCLUDED",
    vanished: "-",
    finalized: "-",
    freed: "-",
  },
};

describe("nonce slot", () => {
  for (const [state, row] of Object.entries(TABLE) as [NonceSlot["state"], Record<SlotEvent["type"], string>][]) {
    for (const [event, expected] of Object.entries(row) as [SlotEvent["type"], string][]) {
      it(`${state} + ${event} → ${expected === "-" ? "refused" : expected}`, () => {
        const run = () => transition(SLOTS[state], EVENTS[event]);
        if (expected !== "-") assert.equal(run().state, expected);
        else assert.throws(run, (error) => error instanceof CsethError && error.code === "TX_ILLEGAL_TRANSITION");
      });
    }
  }

  it("R-12 takes the new block when a reorg includes the transaction elsewhere", () => {
    assert.deepEqual(transition(SLOTS.INCLUDED, EVENTS.included), { state: "INCLUDED", mined: other });
  });
});
