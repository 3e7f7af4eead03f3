/**
 * What must hold between L1 and its lanes at any moment, from numbers read off the chains: nothing here trusts a
 * relayer, a database or an event order. Ids are those of docs/invariants.md. Shares and wei, exact.
 */

const ONE = 10n ** 18n;

/** L1 as one block shows it; names as in docs/glossary.md. */
export type L1Facts = Readonly<{
  /** Ether of the core contract, wei. */
  coreBalance: bigint;
  /** csETH of the lane hub, shares. */
  hubShares: bigint;
  /** B, U, ΣX, P in wei, S in shares, r in wei per 1e18 shares. */
  ledger: Readonly<{
    buffered: bigint;
    claimable: bigint;
    carryReserves: bigint;
    totalPooled: bigint;
    totalShares: bigint;
    rate: bigint;
  }>;
  lanes: readonly LaneFacts[];
}>;

/** One lane's account on L1. */
export type LaneFacts = Readonly<{
  laneId: number;
  /** K, shares. */
  lockedShares: bigint;
  /** H, wei. */
  held: bigint;
  appliedNonce: bigint;
  /** Shares ever funded for operators' rewards. */
  fundedTotal: bigint;
  /** Shares ever released of moves off the L2, and ever sent by moves to it. */
  releasedTotal: bigint;
  sentTotal: bigint;
}>;

/** A closed batch as its L2 recorded it. `rate` is what L1 promised at its `rateNonce`, wei per 1e18 shares. */
export type ClosedBatch = Readonly<{
  nonce: bigint;
  rate: bigint;
  minted: bigint;
  burned: bigint;
  forwarded: bigint;
  etherSent: bigint;
  heldAfter: bigint;
}>;

/** One L2 as one block shows it. Must be read before L1, so that no batch has landed that it does not know. */
export type L2Facts = Readonly<{
  laneId: number;
  /** Ether of the pool contract, wei. */
  poolBalance: bigint;
  /** T, shares; E and Y, wei. */
  totalShares: bigint;
  poolEther: bigint;
  claimable: bigint;
  /** Reward shares ever minted there. */
  rewardsFundedTotal: bigint;
  /** Shares that ever left it by a move, and that ever came to it by one. */
  movedOutTotal: bigint;
  receivedTotal: bigint;
  open: Readonly<{ minted: bigint; burned: bigint; forwarded: bigint }>;
  /** Every batch L1 has not applied, and the last one it has, ascending. */
  closed: readonly ClosedBatch[];
}>;

export type InvariantId =
  | "LEDGER-1"
  | "LEDGER-2"
  | "LANE-1"
  | "LANE-2"
  | "LANE-3"
  | "LANE-5"
  | "ACT-1"
  | "REW-1"
  | "VAL-1"
  | "VAL-2";

/** One invariant, checked: `left relation right`. */
export type Finding = Readonly<{
  id: InvariantId;
  /** What is compared, in words. */
  statement: string;
  laneId?: number;
  left: bigint;
  relation: "=" | ">=";
  right: bigint;
  holds: boolean;
}>;

const atLeast = (id: InvariantId, statement: string, left: bigint, right: bigint, laneId?: number): Finding => ({
  id,
  statement,
  ...(laneId === undefined ? {} : { laneId }),
  left,
  relation: ">=",
  right,
  holds: left >= right,
});

const equal = (id: InvariantId, statement: string, left: bigint, right: bigint, laneId: number): Finding => ({
  id,
  statement,
  laneId,
  left,
  relation: "=",
  right,
  holds: left === right,
});

/** Checks L1's ledger. */
export function checkLedger({ coreBalance, hubShares, ledger, lanes }: L1Facts): Finding[] {
  const locked = lanes.reduce((sum, { lockedShares }) => sum + lockedShares, 0n);
  return [
    atLeast("LEDGER-1", "P·1e18 covers r·S", ledger.totalPooled * ONE, ledger.rate * ledger.totalShares),
    atLeast(
      "LEDGER-2",
      "the core's ether covers B + U + ΣX",
      coreBalance,
      ledger.buffered + ledger.claimable + ledger.carryReserves,
    ),
    atLeast("LEDGER-2", "the hub's csETH covers ΣK", hubShares, locked),
  ];
}

/** Checks one lane across both chains. Batches in flight count where they will land. */
export function checkLane({ l1, l2 }: { l1: LaneFacts; l2: L2Facts }): Finding[] {
  const { laneId } = l2;
  const waiting = l2.closed.filter(({ nonce }) => nonce > l1.appliedNonce);
  const applied = l2.closed.find(({ nonce }) => nonce === l1.appliedNonce);
  const change = ({ minted, burned, forwarded }: { minted: bigint; burned: bigint; forwarded: bigint }) =>
    minted - burned - forwarded;
  const inFlight = waiting.reduce((sum, batch) => sum + change(batch), 0n);
  const undelivered = l1.fundedTotal - l2.rewardsFundedTotal;
  const [up, down] = [l2.movedOutTotal - l1.releasedTotal, l1.sentTotal - l2.receivedTotal];
  return [
    equal(
      "LANE-1",
      "K + batches in flight + open batch = T + rewards in flight + moves up and down",
      l1.lockedShares + inFlight + change(l2.open),
      l2.totalShares + undelivered + up + down,
      laneId,
    ),
    atLeast("LANE-5", "no more has moved to L1 than has left the L2", l2.movedOutTotal, l1.releasedTotal, laneId),
    atLeast("LANE-5", "no more has moved to the L2 than has left L1", l1.sentTotal, l2.receivedTotal, laneId),
    equal("LANE-2", "H is what the last applied batch held", l1.held, applied?.heldAfter ?? 0n, laneId),
    ...backing({ laneId, held: l1.held, waiting }),
    atLeast("LANE-2", "the pool's ether covers E + Y", l2.poolBalance, l2.poolEther + l2.claimable, laneId),
    atLeast("LANE-3", "K stays above 0 as batches land in order", lowestLocked(l1.lockedShares, waiting), 0n, laneId),
  ];
}

function backing({ laneId, held, waiting }: { laneId: number; held: bigint; waiting: readonly ClosedBatch[] }) {
  let before = held;
  return waiting.map(({ nonce, rate, minted, burned, etherSent, heldAfter }) => {
    const backed = etherSent + heldAfter - before;
    before = heldAfter;
    return atLeast("LANE-2", `batch ${nonce}: e + ΔH covers (m − u)·r`, backed * ONE, (minted - burned) * rate, laneId);
  });
}

function lowestLocked(locked: bigint, waiting: readonly ClosedBatch[]): bigint {
  let [now, lowest] = [locked, locked];
  for (const { minted, burned, forwarded } of waiting) {
    now += minted - burned - forwarded;
    if (now < lowest) lowest = now;
  }
  return lowest;
}
