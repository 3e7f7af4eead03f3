/** Why an event was refused. Each code is a place where a contract reverts with a custom error. */
export type ModelErrorCode =
  | "AlreadyArrived"
  | "AmountZero"
  | "BatchEmpty"
  | "BatchInadmissible"
  | "BatchOutOfOrder"
  | "BelowMinimum"
  | "BunkerMode"
  | "DepositsExceedActivation"
  | "ExceedsAvailable"
  | "ExceedsDepositable"
  | "FeeTooHigh"
  | "FinalizeTooNew"
  | "FrameOutOfOrder"
  | "HeldAboveCap"
  | "InsufficientActivation"
  | "InsufficientBalance"
  | "InsufficientPoolEther"
  | "InsufficientReserve"
  | "LaneFrozen"
  | "LaneStopped"
  | "LockedShortfall"
  | "NoFall"
  | "NotClaimable"
  | "NotFinalized"
  | "NotSerialised"
  | "NothingNoted"
  | "ProvisionOpen"
  | "ProvisionsExceedBalance"
  | "QueueEmpty"
  | "RateNonceFell"
  | "RateStale"
  | "ReportOverdue"
  | "RequestTooLarge"
  | "RequestTooSmall"
  | "TooEarly"
  | "TotalDecreased"
  | "UnknownRateNonce"
  | "UpdateNotNewer"
  | "VaultUnderfunded"
  | "ZeroShares";

/** A refused event. The state it was given is unchanged, as after a revert. */
export class ModelError extends Error {
  readonly code: ModelErrorCode;
  readonly context: Readonly<Record<string, bigint | string>>;

  constructor(code: ModelErrorCode, context: Readonly<Record<string, bigint | string>> = {}) {
    const values = Object.entries(context).map(([name, value]) => `${name}=${value}`);
    super([code, ...values].join(" "));
    this.name = "ModelError";
    this.code = code;
    this.context = context;
  }
}
