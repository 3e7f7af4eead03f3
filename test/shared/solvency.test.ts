import assert from "node:assert/strict";
import { checkLane, checkLedger, type L1Facts, type L2Facts, type LaneFacts } from "@cseth/shared/solvency/solvency";

const ether = 10n ** 18n;

const l1: L1Facts = {
  coreBalance: 111n * ether,
  hubShares: 50n * ether,
  ledger: {
    buffered: 100n * ether,
    claimable: 10n * ether,
    carryReserves: 1n * ether,
    totalPooled: 150n * ether,
    totalShares: 100n * ether,
    rate: (15n * ether) / 10n,
  },
  lanes: [
    {
      laneId: 1,
      lockedShares: 50n * ether,
      held: 7n * ether,
      appliedNonce: 3n,
      fundedTotal: 2n * ether,
      releasedTotal: 4n * ether,
      sentTotal: 6n * ether,
    },
  ],
};
const lane = l1.lanes[0] as LaneFacts;

/** Batch 4 in flight: 10 minted, 4 burned, 1 forwarded at a rate of 1; it sent 5 ether and left 8 on L2. */
const l2: L2Facts = {
  laneId: 1,
  poolBalance: 12n * ether,
  totalShares: 54n * ether, // 50 + (10 − 4 − 1) + (3 − 0 − 0) − 1 of rewards, 2 of moves up, 1 of moves down in flight
  poolEther: 11n * ether,
  claimable: 1n * ether,
  rewardsFundedTotal: 1n * ether,
  movedOutTotal: 6n * ether,
  receivedTotal: 5n * ether,
  open: { minted: 3n * ether, burned: 0n, forwarded: 0n },
  closed: [
    { nonce: 3n, rate: ether, minted: ether, burned: 0n, forwarded: 0n, etherSent: 0n, heldAfter: 7n * ether },
    {
      nonce: 4n,
      rate: ether,
      minted: 10n * ether,
      burned: 4n * ether,
      forwarded: 1n * ether,
      etherSent: 5n * ether,
      heldAfter: 8n * ether,
    },
  ],
};

const broken = (findings: readonly { id: string; holds: boolean }[]) =>
  findings.filter(({ holds }) => !holds).map(({ id }) => id);

describe("solvency from chain facts", () => {
  it("finds nothing where everything is backed (LEDGER-1, LEDGER-2, LANE-1, LANE-2, LANE-3)", () => {
    assert.deepEqual(broken([...checkLedger(l1), ...checkLane({ l1: lane, l2 })]), []);
  });

  it("LEDGER-1: one wei of P less than r·S is found", () => {
    const ledger = { ...l1.ledger, totalPooled: 150n * ether - 1n };
    assert.deepEqual(broken(checkLedger({ ...l1, ledger })), ["LEDGER-1"]);
  });

  it("LEDGER-2: ether or locked csETH that is not there is found", () => {
    assert.deepEqual(broken(checkLedger({ ...l1, coreBalance: 111n * ether - 1n })), ["LEDGER-2"]);
    assert.deepEqual(broken(checkLedger({ ...l1, hubShares: 50n * ether - 1n })), ["LEDGER-2"]);
  });

  it("LANE-1: one share minted on L2 out of nothing is found", () => {
    assert.deepEqual(broken(checkLane({ l1: lane, l2: { ...l2, totalShares: l2.totalShares + 1n } })), ["LANE-1"]);
  });

  it("LANE-2: a batch one wei short of its shares is found, and so is missing pool ether", () => {
    const short = l2.closed.map((batch) => (batch.nonce === 4n ? { ...batch, etherSent: 5n * ether - 1n } : batch));
    assert.deepEqual(broken(checkLane({ l1: lane, l2: { ...l2, closed: short } })), ["LANE-2"]);
    assert.deepEqual(broken(checkLane({ l1: lane, l2: { ...l2, poolBalance: 12n * ether - 1n } })), ["LANE-2"]);
    assert.deepEqual(broken(checkLane({ l1: { ...lane, held: lane.held - 1n }, l2 })), ["LANE-2"]);
  });

  it("LANE-3: a batch that would take K below zero is found", () => {
    const greedy = l2.closed.map((batch) => (batch.nonce === 4n ? { ...batch, forwarded: 57n * ether } : batch));
    const facts = { ...l2, closed: greedy, totalShares: l2.totalShares - 56n * ether };
    assert.deepEqual(broken(checkLane({ l1: lane, l2: facts })), ["LANE-3"]);
  });
});
