// Everything that can happen in a sequence: with its whole input, so that a sequence can be replayed and shortened.
import type { Address } from "viem";
import type { ModelErrorCode } from "../../../shared/src/model/errors.ts";
import type { Seconds, Shares, Wei } from "../../../shared/src/units/quantity.ts";
import type { Hub, User } from "./world.ts";

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
  /** Shares to fund beyond what the lane has, and whether the leaves promise twice that; null leaves the lane out. */
  rewards: Readonly<{ more: Shares; inflated: boolean }> | null;
}>;

/** Brought by the fast gateway, true or forged. */
export type FastEvent =
  /** A note of the n-th batch, closed or not yet. */
  | Readonly<{ kind: "fastNote"; batch: number; forged: boolean }>
  | Readonly<{ kind: "fastFreeze"; rateNonce: number }>
  /** Anyone says that the note of this batch has no twin. */
  | Readonly<{ kind: "missingTwin"; nonce: number }>;

/** An implementation of a hub that writes this version of the envelope, through the hub's timelock. */
export type UpgradeEvent = Readonly<{
  kind: "scheduleUpgrade" | "upgrade";
  hub: Hub;
  implementation: Address;
  version: number;
}>;

export type Event =
  | Readonly<{ kind: "wait"; seconds: Seconds }>
  | Readonly<{ kind: "deposit"; user: User; amount: Wei; minShares: Shares }>
  | Readonly<{ kind: "request"; user: User; shares: Shares }>
  | Readonly<{ kind: "claim"; user: User; id: number }>
  | Readonly<{ kind: "claimMany"; user: User; ids: readonly number[] }>
  | Readonly<{ kind: "pushWithdrawals"; ids: readonly number[] }>
  | Readonly<{ kind: "skim" }>
  | Readonly<{ kind: "force"; target: "core" | "pool"; amount: Wei }>
  | ReportEvent
  | FastEvent
  | UpgradeEvent
  | Readonly<{ kind: "pushStateUpdate" }>
  /** Relays the n-th batch, which may have landed or be out of turn. */
  | Readonly<{ kind: "land"; batch: number }>
  /** Relays the n-th StateUpdate, which may be applied already or be older than another. */
  | Readonly<{ kind: "deliver"; update: number }>
  | Readonly<{ kind: "stake"; user: User; amount: Wei; minShares: Shares }>
  | Readonly<{ kind: "requestUnstake"; user: User; shares: Shares }>
  | Readonly<{ kind: "net" }>
  | Readonly<{ kind: "forward" }>
  | Readonly<{ kind: "closeBatch" }>
  | Readonly<{ kind: "claimUnstake"; user: User; id: number }>
  /** Of the lane's newest root; `excess` more than the leaf says must prove nothing. */
  | Readonly<{ kind: "claimReward"; operator: string; excess: Shares }>
  | Readonly<{ kind: "viewWithdrawal"; id: number }>
  | Readonly<{ kind: "viewUnstake"; id: number }>;

export type EventKind = Event["kind"];

/** The error each refusal of the model is on chain. A code that is missing here may not occur. */
export const CONTRACT_ERRORS: Readonly<Partial<Record<EventKind, Readonly<Partial<Record<ModelErrorCode, string>>>>>> =
  {
    deposit: {
      RateStale: "Core_RateTooOld",
      ZeroShares: "Core_ZeroShares",
      BelowMinimum: "Core_SharesBelowMinimum",
    },
    request: {
      RequestTooSmall: "Core_RequestTooSmall",
      RequestTooLarge: "Core_RequestTooLarge",
      InsufficientBalance: "ERC20InsufficientBalance",
    },
    claim: { NotFinalized: "Core_NotFinalized", NotClaimable: "Core_AlreadyClaimed" },
    claimMany: { NotFinalized: "Core_NotFinalized", NotClaimable: "Core_AlreadyClaimed" },
    report: {
      FrameOutOfOrder: "Core_WrongFrame",
      TotalDecreased: "Core_FlowFell",
      VaultUnderfunded: "Core_VaultUnderfunded",
      DepositsExceedActivation: "Core_ActivationUnderflow",
      ProvisionsExceedBalance: "Core_ProvisionsExceedBalance",
      FeeTooHigh: "Core_AboveLimit",
    },
    land: {
      BatchOutOfOrder: "LaneHub_BatchOutOfOrder",
      // These two would break LANE-2 and LANE-3; the tests require that they never occur.
      BatchInadmissible: "Core_BatchInadmissible",
      LockedShortfall: "Core_LockedSharesExceeded",
    },
    stake: {
      LaneStopped: "Pool_StoppedAfterFall",
      LaneFrozen: "Pool_Frozen",
      RateStale: "Pool_RateTooOld",
      ZeroShares: "Pool_ZeroShares",
      BelowMinimum: "Pool_SharesBelowMinimum",
    },
    requestUnstake: {
      AmountZero: "Pool_RequestTooSmall",
      RequestTooSmall: "Pool_RequestTooSmall",
      RequestTooLarge: "Pool_RequestTooLarge",
    },
    net: { LaneStopped: "Pool_StoppedAfterFall", LaneFrozen: "Pool_Frozen" },
    missingTwin: { NothingNoted: "LaneHub_NotNoted", TooEarly: "LaneHub_TwinNotLate" },
    claimUnstake: { NotClaimable: "Pool_NotSettled" },
    claimReward: {
      NotClaimable: "RewardDistributor_NothingToClaim",
      InsufficientBalance: "ERC20InsufficientBalance",
    },
  };
