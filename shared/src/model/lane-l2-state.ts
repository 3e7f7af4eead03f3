import type { Rate, Seconds, Shares, Wei } from "../units/quantity.ts";
import type { RateStamp, RewardLeaf } from "./lane-l1-state.ts";
import type { ModelParams } from "./params.ts";

/** Where an unstake request stands; it leaves the FIFO as soon as it is no longer waiting. */
export type UnstakeStatus =
  | Readonly<{ kind: "waiting" }>
  | Readonly<{ kind: "netted"; range: number }>
  | Readonly<{ kind: "forwarded"; nonce: number }>
  | Readonly<{ kind: "claimed"; pay: Wei }>;

/** An unstake request; its id is its place in `LaneL2.requests` plus one. */
export type UnstakeRequest = {
  readonly shares: Shares;
  /** r when the request was made: it never pays more. */
  readonly ownRate: Rate;
  readonly time: Seconds;
  status: UnstakeStatus;
};

/** Requests that are paid at one rate: a netted range, or the forwarded shares of one batch. */
export type PayRange = {
  shares: Shares;
  /** Each request pays min(own, payRate): r when netted, ρ = ⌊proceeds·1e18/w⌋ when settled; null before. */
  payRate: Rate | null;
  unclaimedShares: Shares;
  /** Part of Y set aside for the unclaimed ones. */
  unclaimedEther: Wei;
};

/** What this L2 knows of the rate. */
export type RateFeed = {
  /** r and its nonce, from the newest StateUpdate. */
  rate: Rate;
  rateNonce: number;
  refTime: Seconds;
  updateNonce: number;
  /** Nonce of the newest fall that a move has told of. */
  fallNonce: number;
  /** The newest message brought a fall: no staking, netting or flash until an update that knows it. */
  stopped: boolean;
};

/** What a fast freeze has done; `until` 0 when none holds. */
export type FreezeState = {
  /** The fall it was about. */
  rateNonce: number;
  until: Seconds;
  /** No other one is heeded before. */
  heedFrom: Seconds;
};

/** The lane's reward distributor (protocol §7). */
export type RewardState = {
  /** Its csETH: part of T, in nobody's hands yet. */
  held: Shares;
  /** Of the root. */
  frame: number;
  leaves: readonly RewardLeaf[];
  /** Cumulative shares ever paid, by operator. */
  claimed: Record<string, Shares>;
};

/** L2's half of a lane (protocol §6). */
export type LaneL2 = {
  readonly id: number;
  readonly params: ModelParams;
  /** T: supply, escrowed unstakers included. */
  supply: Shares;
  /** E */
  pool: Wei;
  /** Y: settled, unclaimed ether. */
  settled: Wei;
  /** The open batch: m, u, w. */
  open: { minted: Shares; burned: Shares; forwarded: Shares };
  batchNonce: number;
  /** E as the last closed batch left it. */
  heldAfter: Wei;
  feed: RateFeed;
  freeze: FreezeState;
  /** L1's state as of the newest StateUpdate. */
  acknowledged: { nonce: number; locked: Shares; releasedTotal: Shares };
  /** Moves off this L2 since the start, and their shares. */
  movedNonce: number;
  movedOutTotal: Shares;
  /** Moves from L1 that have arrived, by nonce, and their shares. */
  received: Record<number, true>;
  receivedTotal: Shares;
  /** Burned and forwarded shares of all closed batches, and that sum as of each unacknowledged one. */
  leftTotal: Shares;
  leftTotalAt: Record<number, Shares>;
  fundedTotal: Shares;
  rewards: RewardState;
  requests: UnstakeRequest[];
  /** Index of the first waiting request. */
  head: number;
  waitingShares: Shares;
  netted: PayRange[];
  /** By batch nonce, the open batch's included. */
  forwarded: Record<number, PayRange>;
};

/** An empty lane that knows the rate of its deployment. */
export function createLaneL2(input: { id: number; params: ModelParams; rate: RateStamp; refTime: Seconds }): LaneL2 {
  const { rate, rateNonce } = input.rate;
  return {
    id: input.id,
    params: input.params,
    supply: 0n,
    pool: 0n,
    settled: 0n,
    open: { minted: 0n, burned: 0n, forwarded: 0n },
    batchNonce: 0,
    heldAfter: 0n,
    feed: {
      rate,
      rateNonce,
      refTime: input.refTime,
      updateNonce: 0,
      fallNonce: 0,
      stopped: false,
    },
    freeze: { rateNonce: 0, until: 0n, heedFrom: 0n },
    acknowledged: { nonce: 0, locked: 0n, releasedTotal: 0n },
    movedNonce: 0,
    movedOutTotal: 0n,
    received: {},
    receivedTotal: 0n,
    leftTotal: 0n,
    leftTotalAt: { 0: 0n },
    fundedTotal: 0n,
    rewards: { held: 0n, frame: 0, leaves: [], claimed: {} },
    requests: [],
    head: 0,
    waitingShares: 0n,
    netted: [],
    forwarded: {},
  };
}
