import type { LossIndex, QueueUnits, Wei } from "../units/quantity.ts";
import { QUEUE_UNIT, RAY } from "../units/quantity.ts";
import { mulDivDown, mulDivUp } from "../units/rounding.ts";
import type { WithdrawalQueue } from "./state.ts";

/** amount = ⌊v·1e27 / (lossIndex·1e12)⌋: down, so that a request never claims more than it brought. */
export function toQueueUnitsDown(value: Wei, lossIndex: LossIndex): QueueUnits {
  return mulDivDown(value, RAY, lossIndex * QUEUE_UNIT);
}

/** ⌊amount·1e12·lossIndex / 1e27⌋: what a finalized request pays. */
export function queueUnitsToWeiDown(amount: QueueUnits, lossIndex: LossIndex): Wei {
  return mulDivDown(amount * QUEUE_UNIT, lossIndex, RAY);
}

/** N = ⌈(total − finalized)·1e12·lossIndex / 1e27⌉: up, so that what is set aside covers every payout (QUEUE-2). */
export function queuedValue(queue: WithdrawalQueue): Wei {
  return mulDivUp((queue.total - queue.finalized) * QUEUE_UNIT, queue.lossIndex, RAY);
}
