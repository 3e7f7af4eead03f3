// Everything that can happen in a sequence: with its whole input, so that a sequence can be replayed and shortened. How
// one is added stands in the README.
import type { Address } from "viem";
import type { Seconds, Shares, Wei } from "../../../../shared/src/units/quantity.ts";
import type { LaneId } from "../chain/peers.ts";
import type { User } from "./world.ts";

/** What a report says of a lane's rewards: shares beyond what the lane has, and whether leaves promise twice that. */
export type ReportedRewards = Readonly<{ lane: LaneId; more: Shares; inflated: boolean }>;

export type ReportEvent = Readonly<{
  kind: "report";
  /** 1 for the next frame. */
  frames: number;
  /** C, and the changes of the cumulative totals; whole gwei as all reports. */
  consensus: Wei;
  withdrawn: Wei;
  execution: Wei;
  processed: Wei;
  provisions: Wei;
  covered: Wei;
  operatorFeeBps: bigint;
  finalizeUpTo: number;
  /** In the order of lanes; a lane may be left out. */
  rewards: readonly ReportedRewards[];
}>;

/** On L1's core. */
export type CoreEvent =
  | Readonly<{ kind: "deposit"; user: User; amount: Wei; minShares: Shares }>
  | Readonly<{ kind: "request"; user: User; shares: Shares }>
  | Readonly<{ kind: "claim"; user: User; id: number }>
  | Readonly<{ kind: "claimMany"; user: User; ids: readonly number[] }>
  | Readonly<{ kind: "pushWithdrawals"; ids: readonly number[] }>
  | Readonly<{ kind: "skim" }>
  | Readonly<{ kind: "force"; amount: Wei }>;

/** On a lane's L2. */
export type PoolEvent =
  | Readonly<{ kind: "stake"; lane: LaneId; user: User; amount: Wei; minShares: Shares }>
  | Readonly<{ kind: "requestUnstake"; lane: LaneId; user: User; shares: Shares }>
  | Readonly<{ kind: "net"; lane: LaneId }>
  | Readonly<{ kind: "forward"; lane: LaneId }>
  | Readonly<{ kind: "closeBatch"; lane: LaneId }>
  | Readonly<{ kind: "claimUnstake"; lane: LaneId; user: User; id: number }>
  /** Of at least one share. */
  | Readonly<{ kind: "flashExit"; lane: LaneId; user: User; shares: Shares; minEther: Wei }>
  | Readonly<{ kind: "forcePool"; lane: LaneId; amount: Wei }>;

/** csETH between the chains. */
export type MoveEvent =
  | Readonly<{ kind: "moveToLane"; lane: LaneId; user: User; recipient: User; shares: Shares }>
  /** To a lane, to 0, which is L1, or to {@link NOWHERE}: that comes back. */
  | Readonly<{ kind: "moveOffLane"; lane: LaneId; user: User; recipient: User; shares: Shares; destination: number }>
  /** Relays the n-th SHARES message to the lane, which may have arrived already or be younger than others under way. */
  | Readonly<{ kind: "deliverShares"; lane: LaneId; message: number; starved?: true }>
  /** Sends the n-th SHARES message to the lane again. Arbitrum only. */
  | Readonly<{ kind: "resendShares"; lane: LaneId; message: number }>
  /** Sends on the lane's move of this nonce, from 1, which may be parked or not. */
  | Readonly<{ kind: "sendParked"; lane: LaneId; nonce: number }>;

/** A lane that nobody knows. */
export const NOWHERE = 9;

/** What the scheduler does with canonical messages: whenever, in any order, again, with too little gas. */
export type MessageEvent =
  | Readonly<{ kind: "pushStateUpdate"; lane: LaneId }>
  /** Relays the n-th batch, which may have landed or be out of turn. */
  | Readonly<{ kind: "land"; lane: LaneId; batch: number; starved?: true }>
  /** Relays the n-th StateUpdate, which may be applied already or be older than another. */
  | Readonly<{ kind: "deliver"; lane: LaneId; update: number; starved?: true }>
  /** The n-th StateUpdate's ticket was not redeemed in time: its ether arrives without it. Arbitrum only. */
  | Readonly<{ kind: "expire"; lane: LaneId; update: number }>
  /** Sends the n-th StateUpdate again, without its ether. Arbitrum only. */
  | Readonly<{ kind: "resend"; lane: LaneId; update: number }>;

/**
 * A note of the n-th batch: true; of a share more; or of a batch the L2 closed in a block that a reorganisation took
 * back, as the open one stands now.
 */
export type Story = "true" | "forged" | "reverted";

/** Brought by the fast gateways, as ones whose verifiers are all bribed. */
export type FastEvent =
  | Readonly<{ kind: "fastNote"; lane: LaneId; batch: number; story: Story }>
  | Readonly<{ kind: "fastFreeze"; lane: LaneId; rateNonce: number }>
  /** Anyone says that the note of this batch has no twin. */
  | Readonly<{ kind: "missingTwin"; lane: LaneId; nonce: number }>
  /** What the hubs themselves send. */
  | Readonly<{ kind: "sendFastNote"; lane: LaneId; batch: number }>
  | Readonly<{ kind: "sendFastFreeze"; lane: LaneId }>;

/** Operators' actions, from an L2's outbox to L1's executor. */
export type ActionEvent =
  | Readonly<{ kind: "append"; lane: LaneId; action: number; gas: number; openAt: Seconds; manner: number }>
  /** A run of the n-th batch from its cursor on; `ahead` starts behind it. */
  | Readonly<{ kind: "execute"; lane: LaneId; batch: number; length: number; ahead: number; starved?: true }>
  | Readonly<{ kind: "retry"; lane: LaneId; batch: number; index: number }>;

export type RewardEvent = Readonly<{
  kind: "claimReward";
  lane: LaneId;
  operator: string;
  /** More than the leaf of the lane's newest root says, which must prove nothing. */
  excess: Shares;
}>;

/** Single requests and batches, which no sum shows. */
export type ViewEvent =
  | Readonly<{ kind: "viewWithdrawal"; id: number }>
  | Readonly<{ kind: "viewUnstake"; lane: LaneId; id: number }>
  | Readonly<{ kind: "viewBatch"; lane: LaneId; batch: number }>;

/** An implementation of a hub that writes this version of the envelope, through the hub's timelock. */
export type UpgradeEvent = Readonly<{
  kind: "scheduleUpgrade" | "upgrade";
  /** The lane whose L2 hub it is, null for the lane hub of all. */
  lane: LaneId | null;
  implementation: Address;
  version: number;
}>;

export type CallEvent =
  | CoreEvent
  | ReportEvent
  | PoolEvent
  | MoveEvent
  | MessageEvent
  | FastEvent
  | ActionEvent
  | RewardEvent
  | ViewEvent
  | UpgradeEvent;

export type Event = Readonly<{ kind: "wait"; seconds: Seconds }> | CallEvent;
export type EventKind = Event["kind"];
