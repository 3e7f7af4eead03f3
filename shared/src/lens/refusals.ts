/** Why a lens says that a call would be refused: `Refusal` of shared/contracts/lens/DoorTypes.sol, in its order. */
export const REFUSALS = [
  "None",
  "DepositsPaused",
  "StoppedAfterFall",
  "Frozen",
  "RateTooOld",
  "AmountTooSmall",
  "AmountTooLarge",
  "LimitReached",
  "CapReached",
  "BatchFull",
  "BalanceTooLow",
  "NotAcknowledged",
  "ReserveTooLow",
  "NothingWaits",
  "RequestTooYoung",
  "PoolEtherTooLow",
  "NetFirst",
  "NothingToClose",
  "TooEarly",
  "InvalidDestination",
] as const;
export type Refusal = (typeof REFUSALS)[number];
