import type { ModelErrorCode } from "../../../../shared/src/model/errors.ts";
import type { EventKind } from "./events.ts";

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
    flashExit: {
      LaneStopped: "Pool_StoppedAfterFall",
      LaneFrozen: "Pool_Frozen",
      ReportOverdue: "Pool_RateTooOld",
      ExceedsAvailable: "FlashExit_ExceedsAvailable",
      InsufficientReserve: "FlashMath_InsufficientReserve",
      AmountZero: "FlashExit_ZeroEther",
      BelowMinimum: "FlashExit_BelowMinimum",
    },
    moveToLane: { AmountZero: "MoveLedger_ZeroShares", InsufficientBalance: "ERC20InsufficientBalance" },
    moveOffLane: { ExceedsAvailable: "Pool_MoveExceedsAvailable" },
    deliverShares: { AlreadyArrived: "L2Hub_AlreadyApplied" },
    sendParked: { NotClaimable: "MoveLedger_NotParked" },
    missingTwin: { NothingNoted: "LaneHub_NotNoted", TooEarly: "LaneHub_TwinNotLate" },
    sendFastFreeze: { NoFall: "LaneHub_NoFall" },
    claimUnstake: { NotClaimable: "Pool_NotSettled" },
    claimReward: {
      NotClaimable: "RewardDistributor_NothingToClaim",
      InsufficientBalance: "ERC20InsufficientBalance",
    },
  };
