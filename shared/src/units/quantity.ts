/**
 * Units as types. A flavour keeps `Shares` from being passed where `Wei` is expected, while the result of plain
 * arithmetic (a `bigint`) can be given any unit: the name at the receiving end states which one it is.
 */
declare const unit: unique symbol;
type Flavour<Name extends string> = bigint & { readonly [unit]?: Name };

/** Ether, in wei. */
export type Wei = Flavour<"wei">;
/** Base units of csETH, 18 decimals. A balance of csETH is a number of shares. */
export type Shares = Flavour<"shares">;
/** Wei of ether promised per 1e18 shares. */
export type Rate = Flavour<"rate">;
/** Unix time or a duration, in seconds. */
export type Seconds = Flavour<"seconds">;
/** Hundredths of a percent. */
export type Bps = Flavour<"bps">;
/** Ether times 1e18: the unit in which ether and `rate · shares` are compared without rounding. */
export type WeiE18 = Flavour<"weiE18">;
/** Loss index of the withdrawal queue, 1e27 = no loss yet. It only falls. */
export type LossIndex = Flavour<"lossIndex">;
/** Loss-normalised amount of a withdrawal request, in units of 1e12 wei at loss index 1e27. */
export type QueueUnits = Flavour<"queueUnits">;

/** One ether in wei, one csETH in shares, and the scale of `Rate`. */
export const WAD = 10n ** 18n;
/** Scale of `LossIndex`. */
export const RAY = 10n ** 27n;
/** Wei in one queue unit at loss index 1e27. */
export const QUEUE_UNIT = 10n ** 12n;
export const BPS = 10_000n;
export const DAY: Seconds = 86_400n;
