import assert from "node:assert/strict";
import { type Carrier, carrierFromJson, carrierToJson } from "@cseth/relayer/domain/carrier";
import { CsethError } from "@cseth/relayer/domain/errors";
import type { CarrierPhaseName, Phase, PhaseName } from "@cseth/relayer/domain/phase";
import { alarmOf, type CarrierIntent, carrierPhaseName, changeOf } from "@cseth/relayer/domain/phaseName";
import { type OutboxFacts, phaseOfOutbox } from "@cseth/relayer/domain/phaseOfOutbox";
import { phaseOfTicket, type TicketFacts, type TicketsFacts } from "@cseth/relayer/domain/phaseOfTicket";
import type { Hex } from "viem";

const bytes = (digit: string, count: number): Hex => `0x${digit.repeat(2 * count)}`;
const [first, second] = [bytes("1", 32), bytes("2", 32)];

/** Sent at 1,000 with a ticket that lives for 700 and is kept alive in its last 200. */
const sent: TicketsFacts = {
  source: "present",
  delivered: undefined,
  tickets: [{ ticketId: first, state: "pending" }],
  now: 1_100n,
  keepaliveMargin: 200n,
  resend: { notBefore: 1_800n, l1Block: 90n, l1Time: 1_100n },
};
const open: TicketFacts = { ticketId: first, state: "open", timeout: 1_700n, wouldDeliver: false, reason: "Closed()" };
const closed: TicketFacts = { ticketId: first, state: "closed" };

describe("phase of a message by tickets", () => {
  const failed = { name: "REDEEM_FAILED", ticketId: first, timeout: 1_700n, wouldDeliver: false, reason: "Closed()" };
  const again = { ticketId: second, state: "open", timeout: 2_500n, wouldDeliver: true, reason: undefined } as const;
  const table: readonly [what: string, facts: Partial<TicketsFacts>, phase: object][] = [
    ["a ticket that L2 has not created", {}, { name: "SENT" }],
    ["a source that is gone", { source: "gone", tickets: [] }, { name: "ORPHANED" }],
    ["a ticket whose first attempt failed", { tickets: [open] }, failed],
    ["a ticket with time left", { tickets: [open], now: 1_499n }, failed],
    [
      "a ticket about to expire (R-25)",
      { tickets: [open], now: 1_500n },
      { name: "EXPIRING", ticketId: first, timeout: 1_700n },
    ],
    [
      "a ticket about to expire that would deliver: time comes first (R-25)",
      { tickets: [{ ...open, wouldDeliver: true }], now: 1_700n },
      { name: "EXPIRING", ticketId: first, timeout: 1_700n },
    ],
    [
      "a ticket that is gone without its message (T-58)",
      { tickets: [closed], now: 1_701n },
      { name: "EXPIRED", notBefore: 1_800n, resendable: false, l1Block: 90n },
    ],
    [
      "an expired ticket once its gateway sends it again (T-58)",
      { tickets: [closed], resend: { notBefore: 1_800n, l1Block: 95n, l1Time: 1_800n } },
      { name: "EXPIRED", notBefore: 1_800n, resendable: true, l1Block: 95n },
    ],
    [
      "one sent again, that L2 has not created",
      { tickets: [{ ticketId: second, state: "pending" }, closed] },
      { name: "SENT" },
    ],
    [
      "the one of two tickets that would deliver",
      { tickets: [open, again] },
      { name: "REDEEM_FAILED", ticketId: second, timeout: 2_500n, wouldDeliver: true, reason: undefined },
    ],
    ["a delivery", { delivered: { final: false }, tickets: [] }, { name: "EXECUTED", final: false }],
  ];
  for (const [what, facts, phase] of table) {
    it(`is as it should be for ${what}`, () => assert.deepEqual(phaseOfTicket({ ...sent, ...facts }), phase));
  }

  it("is an error when L2 refused to create the ticket", () => {
    const tickets: TicketFacts[] = [{ ticketId: first, state: "rejected" }];
    assert.throws(
      () => phaseOfTicket({ ...sent, tickets }),
      (error: unknown) => error instanceof CsethError && error.code === "BRIDGE_TICKET_REJECTED",
    );
  });
});

describe("phase of a message for the outbox", () => {
  const confirmed = { count: 6n, root: second };
  const start: OutboxFacts = { source: "final", position: 5n, executed: undefined, confirmed };
  const table: readonly [what: string, facts: Partial<OutboxFacts>, phase: Phase][] = [
    ["a block that may go", { source: "observed" }, { name: "OBSERVED" }],
    ["a safe block", { source: "safe" }, { name: "SAFE" }],
    ["a block that is gone", { source: "gone" }, { name: "ORPHANED" }],
    ["the last message that is confirmed", {}, { name: "READY_FOR_OUTBOX", confirmed }],
    ["the first that is not", { position: 6n }, { name: "AWAIT_ASSERTION", covered: 6n }],
    ["an execution", { source: "gone", executed: { final: true } }, { name: "DELIVERED", final: true }],
  ];
  for (const [what, facts, phase] of table) {
    it(`is ${phase.name} for ${what}`, () => assert.deepEqual(phaseOfOutbox({ ...start, ...facts }), phase));
  }
});

describe("names of a message's phases over Arbitrum", () => {
  const expiring: Phase = { name: "EXPIRING", ticketId: first, timeout: 1n };
  const expired: Phase = { name: "EXPIRED", notBefore: 1n, resendable: true, l1Block: 1n };
  const ready: Phase = { name: "READY_FOR_OUTBOX", confirmed: { count: 1n, root: first } };
  const failed: Phase = { name: "REDEEM_FAILED", ticketId: first, timeout: 1n, wouldDeliver: true, reason: undefined };
  const table: readonly [Phase, CarrierIntent, CarrierPhaseName][] = [
    [ready, { kind: "pursuing", step: "execute" }, "EXECUTING"],
    [failed, { kind: "pursuing", step: "redeem" }, "REDEEMING"],
    [expiring, { kind: "pursuing", step: "keepalive" }, "KEEPING_ALIVE"],
    [expiring, { kind: "pursuing", step: "redeem" }, "EXPIRING"],
    [expired, { kind: "pursuing", step: "resend" }, "RESENDING"],
  ];
  for (const [phase, intent, name] of table) {
    it(`${phase.name} with ${intent.kind === "pursuing" ? intent.step : intent.kind} is ${name}`, () =>
      assert.equal(carrierPhaseName(phase, intent), name));
  }

  it("only an expired ticket is an incident", () => {
    const names: PhaseName[] = ["SENT", "REDEEM_FAILED", "EXPIRING", "EXPIRED", "EXECUTED"];
    assert.deepEqual(names.map(alarmOf), [undefined, undefined, undefined, "TICKET_EXPIRED", undefined]);
  });

  it("being sent again is no rollback, losing a delivery is one (R-12)", () => {
    assert.equal(changeOf("EXPIRED", "SENT"), "onward");
    assert.equal(changeOf("EXECUTED", "REDEEM_FAILED"), "rollback");
    assert.equal(changeOf("DELIVERED", "READY_FOR_OUTBOX"), "rollback");
  });
});

describe("a stored carrier over Arbitrum", () => {
  const base = {
    laneId: 2,
    messageHash: bytes("1", 32),
    sourceTx: bytes("2", 32),
    sourceBlock: { number: 40n, hash: bytes("3", 32) },
  };
  const carriers: Carrier[] = [
    {
      ...base,
      kind: "arbitrum-l2-to-l1",
      direction: "l2-to-l1",
      send: {
        position: 2n ** 60n,
        caller: bytes("4", 20),
        destination: bytes("5", 20),
        arbBlockNum: 1n,
        ethBlockNum: 2n,
        timestamp: 3n,
        callvalue: 10n ** 24n,
        data: "0x00ff",
      },
    },
    {
      ...base,
      kind: "arbitrum-l1-to-l2",
      direction: "l1-to-l2",
      ticketId: bytes("6", 32),
      submission: {
        requestId: bytes("7", 32),
        from: bytes("8", 20),
        l1BaseFee: 1n,
        deposit: 10n ** 24n,
        gasFeeCap: 10n ** 9n,
        gas: 1_000_000n,
        retryTo: bytes("9", 20),
        retryValue: 5n,
        beneficiary: bytes("9", 20),
        maxSubmissionFee: 6n,
        feeRefund: bytes("a", 20),
        data: "0x",
      },
    },
  ];
  for (const carrier of carriers) {
    it(`of kind ${carrier.kind} comes back from JSON as it was`, () => {
      assert.deepEqual(carrierFromJson(JSON.parse(JSON.stringify(carrierToJson(carrier)))), carrier);
    });
  }
});
