import assert from "node:assert/strict";
import { type Carrier, carrierFromJson, carrierToJson } from "@cseth/relayer/domain/carrier";
import type { Phase } from "@cseth/relayer/domain/phase";
import { carrierPhaseName, changeOf, hasArrived, stepOf } from "@cseth/relayer/domain/phaseName";
import { type PacketFacts, phaseOfPacket } from "@cseth/relayer/domain/phaseOfPacket";

describe("phase of a message over LayerZero", () => {
  const sent: PacketFacts = {
    source: "present",
    received: undefined,
    verified: false,
    committed: false,
    delivery: undefined,
    isOverdue: false,
  };
  const works = { wouldDeliver: true, reason: undefined };
  const refused = { wouldDeliver: false, reason: "LaneHub_Paused()" };
  const table: readonly [what: string, facts: Partial<PacketFacts>, phase: Phase][] = [
    ["a packet that some verifier has not vouched for", { isOverdue: true }, { name: "SENT" }],
    ["one whose source a reorg took away", { source: "gone", verified: true }, { name: "ORPHANED" }],
    [
      "a committed one whose source is gone: not ours to bring",
      { source: "gone", committed: true },
      { name: "ORPHANED" },
    ],
    ["one that all vouch for", { verified: true }, { name: "VERIFIED", isOverdue: false }],
    ["one that nobody commits", { verified: true, isOverdue: true }, { name: "VERIFIED", isOverdue: true }],
    ["one that the executor may deliver", { committed: true, delivery: works }, { name: "COMMITTED" }],
    [
      "one that nobody delivers",
      { committed: true, delivery: works, isOverdue: true },
      { name: "RECEIVE_FAILED", ...works },
    ],
    ["one that its hub refuses", { committed: true, delivery: refused }, { name: "RECEIVE_FAILED", ...refused }],
    ["a delivery", { received: { final: false }, source: "gone" }, { name: "RECEIVED", final: false }],
  ];
  for (const [what, facts, phase] of table) {
    it(`${phase.name} for ${what}`, () => assert.deepEqual(phaseOfPacket({ ...sent, ...facts }), phase));
  }

  it("leads on by committing, then by delivering, and ends when it has arrived", () => {
    assert.equal(stepOf("VERIFIED"), "commit");
    assert.equal(stepOf("RECEIVE_FAILED"), "receive");
    const failed: Phase = { name: "RECEIVE_FAILED", ...works };
    assert.equal(carrierPhaseName(failed, { kind: "pursuing", step: "receive" }), "RETRYING");
    assert.equal(
      carrierPhaseName({ name: "VERIFIED", isOverdue: true }, { kind: "pursuing", step: "commit" }),
      "COMMITTING",
    );
    assert.equal(carrierPhaseName({ name: "RECEIVED", final: false }, { kind: "given-up" }), "RECEIVED");
    assert.equal(hasArrived({ name: "RECEIVED", final: true }), true);
    assert.equal(hasArrived(failed), false);
  });

  it("goes back only by a reorg (R-12, T-69)", () => {
    assert.equal(changeOf("RECEIVED", "COMMITTED"), "rollback");
    assert.equal(changeOf("COMMITTED", "RECEIVE_FAILED"), "onward");
    assert.equal(changeOf("RECEIVE_FAILED", "COMMITTED"), "onward");
    assert.equal(changeOf("SENT", "VERIFIED"), "onward");
  });

  it("is of a carrier that comes back from JSON as it was", () => {
    const carrier: Carrier = {
      kind: "layer-zero-l2-to-l1",
      direction: "l2-to-l1",
      laneId: 1,
      messageHash: `0x${"1".repeat(64)}`,
      sourceTx: `0x${"2".repeat(64)}`,
      sourceBlock: { number: 40n, hash: `0x${"3".repeat(64)}` },
      packet: {
        nonce: 2n ** 63n,
        srcEid: 30_901,
        sender: `0x${"a".repeat(40)}`,
        dstEid: 30_900,
        receiver: `0x${"b".repeat(40)}`,
        message: "0xc0de",
      },
      gas: 220_000n,
    };
    assert.deepEqual(carrierFromJson(JSON.parse(JSON.stringify(carrierToJson(carrier)))), carrier);
  });
});
