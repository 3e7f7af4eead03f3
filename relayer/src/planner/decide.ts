import { params } from "@cseth/shared/params";
import type { Config } from "../config/schema.ts";
import type { L1View, L2View } from "./view.ts";

const SHARE_UNIT = 10n ** 18n;
// As in l2-contracts/staking/Netting.sol: requests held back so that a rate that rose meanwhile still fits.
const SPARE_REQUESTS = 4n;

/** What the lane needs on its L2 now; each names its effect. */
export type L2Decision = { kind: "close" | "net" | "forward"; key: string };

/** Pure: what is due on the L2. Mirrors the contracts' own conditions, so that nothing is sent that would revert. */
export function decideL2(view: L2View, planner: Config["planner"]): readonly L2Decision[] {
  const decisions: L2Decision[] = [];
  const dueAt = closeDueAt(view, planner);
  if (dueAt !== undefined && view.timestamp >= dueAt) {
    decisions.push({ kind: "close", key: `close/${view.openNonce}` });
  }
  // Forwarding nets first; one of the two at a time, because each changes what the other sees.
  if (isNettable(view)) decisions.push({ kind: "net", key: `net/${view.servedId}` });
  else if (isForwardable(view, planner)) decisions.push({ kind: "forward", key: `forward/${view.servedId}` });
  return decisions;
}

/**
 * Chain time, seconds, at which the open batch should be closed; undefined while it is empty. Never before the hub
 * allows it. A batch that is neither large nor full of actions may wait longer, to spare its share of L1 gas.
 */
export function closeDueAt(
  { closableAt, openActions, rules, open, rate }: L2View,
  {
    closeBatchAfterSeconds,
    closeBatchAtActions,
  }: Pick<Config["planner"], "closeBatchAfterSeconds" | "closeBatchAtActions">,
): bigint | undefined {
  if (closableAt === undefined) return undefined;
  const isLarge = ((open.minted + open.forwarded) * rate) / SHARE_UNIT >= rules.sizeWei;
  if (isLarge || openActions >= closeBatchAtActions) return closableAt;
  const openedAt = closableAt - BigInt(rules.maxAgeSeconds);
  const wished = openedAt + BigInt(closeBatchAfterSeconds);
  return wished > closableAt ? wished : closableAt;
}

/** Whether `net()` would serve at least the first waiting request. */
export function isNettable(view: L2View): boolean {
  const { waiting, stopped, frozenUntil, timestamp, refTime, rate, poolEther, available } = view;
  if (!waiting || stopped || timestamp < frozenUntil || waiting.requestedAt >= refTime) return false;
  return (waiting.shares * rate) / SHARE_UNIT <= poolEther && waiting.shares <= available;
}

/** Whether `forward()` would serve at least the first waiting request, and should. */
export function isForwardable(view: L2View, planner: Pick<Config["planner"], "netBeforeForwardSeconds">): boolean {
  const dueAt = forwardDueAt(view, planner);
  if (!view.waiting || dueAt === undefined || view.timestamp < dueAt) return false;
  const requests = params.mainnet.forwardedRequestsMax - SPARE_REQUESTS;
  const limit = (requests * params.mainnet.requestWeiMax * SHARE_UNIT) / view.rate;
  const room = limit > view.open.forwarded ? limit - view.open.forwarded : 0n;
  return view.waiting.shares <= view.available && view.waiting.shares <= room;
}

/**
 * Chain time, seconds, from which on the first waiting request is forwarded. One that pool ether covers as soon as an
 * update is newer than it waits for that update, or for the end of a fast freeze, within bounds: L1's queue would take
 * it days.
 */
export function forwardDueAt(
  { waiting, stopped, frozenUntil, timestamp, refTime, rate, poolEther, forwardDelaySeconds }: L2View,
  { netBeforeForwardSeconds }: Pick<Config["planner"], "netBeforeForwardSeconds">,
): bigint | undefined {
  if (!waiting) return undefined;
  const allowedAt = waiting.requestedAt + BigInt(forwardDelaySeconds);
  const isCovered = !stopped && (waiting.shares * rate) / SHARE_UNIT <= poolEther;
  const isPatient = waiting.requestedAt >= refTime || timestamp < frozenUntil;
  return isCovered && isPatient ? allowedAt + BigInt(netBeforeForwardSeconds) : allowedAt;
}

/** Whether the lane has to be told something: a new frame, or ether of batches that found no room before. */
export function isPushDue({ latestFrame, lastPushedFrame, settleable }: L1View): boolean {
  return latestFrame > 0n && (latestFrame > lastPushedFrame || settleable);
}
