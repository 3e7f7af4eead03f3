import { REFUSALS, type Refusal } from "@cseth/shared/lens/refusals";

/** As a lens answers; 0 is "not known". */
export type Door = Readonly<{ refusal: number; since: bigint; opensAt: bigint; opensAtRateNonce: bigint }>;

const DATE_DIGITS = 19;

const REASONS: Readonly<Record<Refusal, string>> = {
  None: "open",
  DepositsPaused: "the timelock has paused deposits",
  StoppedAfterFall: "the rate fell, and no update since has shown that the lane knows all of it",
  Frozen: "L1 said in a hurry that the rate fell",
  RateTooOld: "the rate is too old, until the next report",
  AmountTooSmall: "too little",
  AmountTooLarge: "more than may be at once, at any time",
  LimitReached: "the limit of new stake is reached; it refills",
  CapReached: "the protocol holds as much as it may",
  BatchFull: "the open batch is full; the next one has room",
  BalanceTooLow: "the account has less",
  NotAcknowledged: "L1 has not acknowledged as much, or who waits in the queue needs it",
  ReserveTooLow: "the pool has too little ether that nobody waits for",
  NothingWaits: "nobody waits",
  RequestTooYoung: "the first request that waits is too young",
  PoolEtherTooLow: "the pool's ether does not cover the first request that waits",
  NetFirst: "what waits first can be netted: net, then forward the rest",
  NothingToClose: "the open batch is empty",
  TooEarly: "the open batch is too young",
  InvalidDestination: "it cannot go there",
};

const refusalOf = ({ refusal }: Door): Refusal => REFUSALS[refusal] ?? "None";

export const isOpen = ({ refusal }: Door): boolean => refusal === 0;

/** What does not depend on who asks. */
export const forAnyHolder = (door: Door): Door =>
  refusalOf(door) === "BalanceTooLow" ? { ...door, refusal: 0 } : door;

export function doorValues(door: Door) {
  const { since, opensAt, opensAtRateNonce } = door;
  return {
    open: isOpen(door),
    ...(isOpen(door) ? {} : { refusal: refusalOf(door) }),
    ...(since === 0n ? {} : { since }),
    ...(opensAt === 0n ? {} : { opensAt }),
    ...(opensAtRateNonce === 0n ? {} : { opensAtRateNonce }),
  };
}

export function doorText(door: Door): string {
  if (isOpen(door)) return "open";
  const { since, opensAt, opensAtRateNonce } = door;
  const ends = [
    ...(opensAt === 0n ? [] : [`until ${dateOf(opensAt)}`]),
    ...(opensAtRateNonce === 0n ? [] : [`until an update of rate nonce ${opensAtRateNonce} or later`]),
  ];
  const began = since === 0n ? "" : `, since ${dateOf(since)}`;
  return `shut: ${REASONS[refusalOf(door)]}${began}${ends.length === 0 ? "" : `, ${ends.join(" or ")}`}`;
}

/** @param seconds since 1970 */
export const dateOf = (seconds: bigint | number): string =>
  `${new Date(Number(seconds) * 1_000).toISOString().slice(0, DATE_DIGITS)}Z`;
