import type { Rate, Seconds, Shares, Wei } from "../units/quantity.ts";

/** What an L2 batch tells L1 (protocol §6, row "close"). */
export type Batch = Readonly<{
  nonce: number;
  /** Nonce of the rate the whole batch was minted and burnt under. */
  rateNonce: number;
  /** m */
  minted: Shares;
  /** u: burnt against pool ether. */
  burned: Shares;
  /** w: to be redeemed through L1's queue. */
  forwarded: Shares;
  /** e */
  ether: Wei;
  heldAfter: Wei;
  /** Whatever tells its actions apart; no part of the arithmetic, but of what a fast note says. */
  actions?: string;
}>;

/** A batch's forwarded shares on their way through the L1 queue. */
export type Forward = {
  readonly shares: Shares;
  readonly requestIds: readonly number[];
  unclaimed: number;
  proceeds: Wei;
};

/** L1's half of a lane. Locked shares are part of S, held ether part of P, the carry reserve of neither. */
export type LaneL1 = {
  readonly id: number;
  /** K */
  locked: Shares;
  /** X */
  carry: Wei;
  /** H */
  held: Wei;
  appliedNonce: number;
  /** Of the last landed batch. */
  rateNonce: number;
  /** Shares released on arrival of moves L2→L1 since the start. */
  releasedTotal: Shares;
  /** Moves from the L2 that have arrived, by their nonce. */
  arrived: Record<number, true>;
  /** Moves to the L2 sent since the start, and their shares. */
  sentNonce: number;
  sentTotal: Shares;
  /** Reward shares sent since the start. */
  fundedTotal: Shares;
  updateNonce: number;
  /** Nonce of the rate that the last StateUpdate carried. */
  toldRateNonce: number;
  /** Batches with shares in the queue, by batch nonce, until a StateUpdate has carried their ether away. */
  forwards: Record<number, Forward>;
  /** Claimed ether that the lane's hub holds until the next StateUpdate. */
  proceedsHeld: Wei;
  fast: FastState;
};

/** Fast legs may freeze; they never touch K, P, S or r (LANE-4). */
export type FastState = {
  /** What each fast note claimed, by batch nonce, until its canonical twin lands. */
  notes: Record<number, Readonly<{ digest: string; notedAt: Seconds }>>;
  frozen: boolean;
};

/** Fast, L1→L2: r has fallen under this nonce. */
export type FastFreeze = Readonly<{ rateNonce: number }>;

/** Every canonical L1→L2 message carries the rate of its sending. */
export type RateStamp = Readonly<{ rateNonce: number; rate: Rate }>;

export type Settlement = Readonly<{ nonce: number; proceeds: Wei }>;

/** One operator's leaf of a lane's cumulative reward tree (protocol §7). */
export type RewardLeaf = Readonly<{ operator: string; recipient: string; cumulative: Shares }>;

/** What a report says of one lane's rewards; `total` is the sum of the leaves, if the report is true. */
export type LaneRewards = Readonly<{ frame: number; total: Shares; leaves: readonly RewardLeaf[] }>;

/** The ONE canonical message per lane and report (protocol §6). Its ether is the sum of its settlements. */
export type StateUpdate = RateStamp &
  Readonly<{
    nonce: number;
    refTime: Seconds;
    appliedNonce: number;
    locked: Shares;
    releasedTotal: Shares;
    fundedTotal: Shares;
    /** Null when the report has none for the lane, or none that could be funded. */
    rewards: LaneRewards | null;
    settlements: readonly Settlement[];
  }>;

/** Shares locked on L1 on their way to a lane's L2. */
export type MoveDown = RateStamp & Readonly<{ nonce: number; shares: Shares }>;

/** Shares burnt on an L2 on their way to L1; to `destination`, another lane, or 0 to stay there. */
export type MoveUp = Readonly<{
  nonce: number;
  account: string;
  /** The fee included. */
  shares: Shares;
  fee: Shares;
  destination: number;
}>;

export function createLaneL1(id: number): LaneL1 {
  return {
    id,
    locked: 0n,
    carry: 0n,
    held: 0n,
    appliedNonce: 0,
    rateNonce: 0,
    releasedTotal: 0n,
    arrived: {},
    sentNonce: 0,
    sentTotal: 0n,
    fundedTotal: 0n,
    updateNonce: 0,
    toldRateNonce: 0,
    forwards: {},
    proceedsHeld: 0n,
    fast: { notes: {}, frozen: false },
  };
}
