import assert from "node:assert/strict";
import { type Carrier, carrierFromJson, carrierToJson } from "@cseth/relayer/domain/carrier";
import { CsethError } from "@cseth/relayer/domain/errors";
import type { CarrierPhaseName, Phase, PhaseName, StoredProof, VerifiedGame } from "@cseth/relayer/domain/phase";
import { type CarrierIntent, carrierPhaseName, changeOf, type PhaseChange } from "@cseth/relayer/domain/phaseName";
import { type DepositFacts, phaseOfDeposit } from "@cseth/relayer/domain/phaseOfDeposit";
import { type ProofFacts, phaseOfWithdrawal, type WithdrawalFacts } from "@cseth/relayer/domain/phaseOfWithdrawal";
import type { Hex } from "viem";

const bytes = (digit: string, count: number): Hex => `0x${digit.repeat(2 * count)}`;
const codeOf = (code: string) => (error: unknown) => error instanceof CsethError && error.code === code;

const game: VerifiedGame = { proxy: bytes("a", 20), index: 7n, rootClaim: bytes("b", 32), l2Block: 50n };
const proof: StoredProof = { prover: bytes("c", 20), game: game.proxy, provenAt: 1_000n };
/** Proven at 1,000 with a delay of 180; the game resolves at 900 at the earliest. */
const maturing: ProofFacts = {
  proof,
  finalizable: false,
  fault: undefined,
  matureAt: 1_181n,
  game: { status: "in-progress", notBefore: 900n },
};
const start: WithdrawalFacts = {
  source: "final",
  l2Block: 40n,
  relay: { outcome: "none" },
  finalized: false,
  paused: false,
  now: 1_000n,
  proofs: [],
  game: undefined,
};
const failed = { outcome: "failed", wouldDeliver: false, reason: "Gate_Closed()" } as const;
const blacklisted: ProofFacts = { ...maturing, fault: "blacklisted" };
const resting: ProofFacts = { ...maturing, game: { status: "resolved", notBefore: 1_300n } };

describe("phase of a withdrawal", () => {
  const table: readonly [what: string, facts: Partial<WithdrawalFacts>, phase: Phase][] = [
    ["a block that may go", { source: "observed" }, { name: "OBSERVED" }],
    ["a safe block", { source: "safe" }, { name: "SAFE" }],
    ["a block that is gone", { source: "gone" }, { name: "ORPHANED" }],
    ["no game yet", {}, { name: "AWAIT_GAME", l2Block: 40n }],
    ["a true game", { game }, { name: "READY_TO_PROVE", game }],
    ["a true game, paused", { game, paused: true }, { name: "PAUSED", blocks: "prove" }],
    ["no game, paused", { paused: true }, { name: "AWAIT_GAME", l2Block: 40n }],
    ["a game before its source is final", { game, source: "safe" }, { name: "SAFE" }],
    ["a young proof", { proofs: [maturing] }, { name: "AWAIT_MATURITY", proof, waitsFor: "proof", notBefore: 1_181n }],
    [
      "an old proof whose game nobody resolves",
      { proofs: [maturing], now: 1_500n },
      { name: "AWAIT_MATURITY", proof, waitsFor: "game", notBefore: 1_181n },
    ],
    [
      "a game that was won and has to rest",
      { proofs: [resting], now: 1_200n },
      { name: "AWAIT_MATURITY", proof, waitsFor: "airgap", notBefore: 1_300n },
    ],
    ["a rested game, paused", { proofs: [resting], now: 1_300n, paused: true }, { name: "PAUSED", blocks: "finalize" }],
    [
      "a proof the portal accepts",
      { proofs: [{ ...maturing, finalizable: true }] },
      { name: "READY_TO_FINALIZE", proof },
    ],
    ["a void proof, no game", { proofs: [blacklisted] }, { name: "GAME_INVALID", proof, fault: "blacklisted" }],
    [
      "a void proof and a new game (R-23)",
      { proofs: [blacklisted], game },
      { name: "REPROVE", proof, fault: "blacklisted", game },
    ],
    [
      "a void proof beside a good one",
      { proofs: [blacklisted, maturing] },
      { name: "AWAIT_MATURITY", proof, waitsFor: "proof", notBefore: 1_181n },
    ],
    [
      "a failed delivery",
      { relay: failed, finalized: true },
      { name: "FAILED_ON_L1", wouldDeliver: false, reason: "Gate_Closed()" },
    ],
    [
      "a failed delivery, paused",
      { relay: failed, finalized: true, paused: true },
      { name: "PAUSED", blocks: "replay" },
    ],
    [
      "a delivery, whatever else is known",
      { relay: { outcome: "delivered", final: false }, source: "gone" },
      { name: "DELIVERED", final: false },
    ],
  ];
  for (const [what, facts, phase] of table) {
    it(`${phase.name} for ${what}`, () => assert.deepEqual(phaseOfWithdrawal({ ...start, ...facts }), phase));
  }

  it("is the earliest of several proofs in use", () => {
    const later = { ...maturing, proof: { ...proof, prover: bytes("d", 20) }, matureAt: 1_190n };
    const phase = phaseOfWithdrawal({ ...start, proofs: [later, maturing] });
    assert.equal(phase.name === "AWAIT_MATURITY" && phase.proof.prover, proof.prover);
  });

  it("is an error when the portal refuses what its rules allow (R-24)", () => {
    const facts = { ...start, proofs: [resting], now: 1_300n };
    assert.throws(() => phaseOfWithdrawal(facts), codeOf("BRIDGE_PORTAL_REFUSES"));
  });

  it("is an error when the portal finalized without the messenger (R-13)", () => {
    assert.throws(() => phaseOfWithdrawal({ ...start, finalized: true }), codeOf("BRIDGE_FINALIZED_UNDELIVERED"));
  });
});

describe("phase of a deposit", () => {
  const sent: DepositFacts = { source: "present", relay: { outcome: "none" }, deposit: undefined };
  const table: readonly [what: string, facts: Partial<DepositFacts>, phase: Phase][] = [
    ["a deposit L2 has not derived", {}, { name: "SENT" }],
    ["a source that is gone", { source: "gone", relay: failed }, { name: "ORPHANED" }],
    [
      "a failed target",
      { relay: failed, deposit: "success" },
      { name: "FAILED_ON_L2", wouldDeliver: false, reason: "Gate_Closed()" },
    ],
    [
      "a delivery",
      { relay: { outcome: "delivered", final: true }, deposit: "success" },
      { name: "EXECUTED", final: true },
    ],
  ];
  for (const [what, facts, phase] of table) {
    it(`${phase.name} for ${what}`, () => assert.deepEqual(phaseOfDeposit({ ...sent, ...facts }), phase));
  }

  it("is an error when the deposit reverted as a whole (T-59)", () => {
    assert.throws(() => phaseOfDeposit({ ...sent, deposit: "reverted" }), codeOf("BRIDGE_DEPOSIT_REVERTED"));
  });
});

describe("name of a carrier's phase", () => {
  const pursuing = (step: "prove" | "finalize" | "replay"): CarrierIntent => ({ kind: "pursuing", step });
  const table: readonly [Phase, CarrierIntent, CarrierPhaseName][] = [
    [{ name: "READY_TO_PROVE", game }, { kind: "none" }, "READY_TO_PROVE"],
    [{ name: "READY_TO_PROVE", game }, pursuing("prove"), "PROVING"],
    [{ name: "REPROVE", proof, fault: "retired", game }, pursuing("prove"), "PROVING"],
    [{ name: "READY_TO_FINALIZE", proof }, pursuing("finalize"), "FINALIZING"],
    // Somebody else was faster with the step before: what the chain says now counts.
    [{ name: "READY_TO_FINALIZE", proof }, pursuing("prove"), "READY_TO_FINALIZE"],
    [{ name: "FAILED_ON_L1", wouldDeliver: true, reason: undefined }, pursuing("replay"), "REPLAYING"],
    [{ name: "FAILED_ON_L2", wouldDeliver: true, reason: undefined }, pursuing("replay"), "REPLAYING"],
    [{ name: "FAILED_ON_L2", wouldDeliver: false, reason: "no" }, { kind: "given-up" }, "DEAD_LETTER"],
    [{ name: "DELIVERED", final: false }, { kind: "given-up" }, "DELIVERED"],
    [{ name: "EXECUTED", final: true }, pursuing("replay"), "EXECUTED"],
  ];
  for (const [phase, intent, name] of table) {
    const what = intent.kind === "pursuing" ? `a ${intent.step} under way` : intent.kind;
    it(`${phase.name} with ${what} is ${name}`, () => assert.equal(carrierPhaseName(phase, intent), name));
  }
});

describe("change of a phase", () => {
  const table: readonly [PhaseName, PhaseName, PhaseChange][] = [
    ["SENT", "SENT", "same"],
    ["OBSERVED", "AWAIT_GAME", "onward"],
    ["READY_TO_PROVE", "AWAIT_GAME", "onward"],
    ["AWAIT_MATURITY", "REPROVE", "onward"],
    ["REPROVE", "AWAIT_MATURITY", "onward"],
    ["AWAIT_MATURITY", "PAUSED", "onward"],
    ["FAILED_ON_L1", "DELIVERED", "onward"],
    ["DELIVERED", "READY_TO_FINALIZE", "rollback"],
    ["AWAIT_MATURITY", "READY_TO_PROVE", "rollback"],
    ["EXECUTED", "ORPHANED", "rollback"],
    ["ORPHANED", "SENT", "onward"],
  ];
  for (const [before, after, change] of table) {
    const title = `${before} to ${after} is ${change}${change === "rollback" ? " (R-12, T-69)" : ""}`;
    it(title, () => assert.equal(changeOf(before, after), change));
  }
});

describe("a stored carrier", () => {
  const carrier: Carrier = {
    kind: "op-l2-to-l1",
    direction: "l2-to-l1",
    laneId: 1,
    messageHash: bytes("1", 32),
    sourceTx: bytes("2", 32),
    sourceBlock: { number: 40n, hash: bytes("3", 32) },
    message: {
      nonce: 2n ** 240n + 5n,
      sender: "0xAbcdef0123456789aBCDEF0123456789abcdef01",
      target: bytes("5", 20),
      value: 10n ** 24n,
      minGasLimit: 200_000n,
      message: "0x",
    },
    withdrawalHash: bytes("6", 32),
    withdrawal: {
      nonce: 2n ** 240n + 6n,
      sender: bytes("7", 20),
      target: bytes("8", 20),
      value: 10n ** 24n,
      gasLimit: 500_000n,
      data: "0x00ff",
    },
  };

  it("comes back from JSON as it was, to the last wei", () => {
    const text = JSON.stringify(carrierToJson(carrier));
    assert.match(text, /"value":"1000000000000000000000000"/);
    assert.deepEqual(carrierFromJson(JSON.parse(text)), carrier);
  });

  it("is refused when a field is missing or malformed", () => {
    const { withdrawalHash: _, ...rest } = carrierToJson(carrier);
    assert.throws(() => carrierFromJson(rest), codeOf("CARRIER_MALFORMED"));
    const numeric = { ...carrierToJson(carrier), messageHash: "0x12" };
    assert.throws(() => carrierFromJson(numeric), codeOf("CARRIER_MALFORMED"));
  });
});
