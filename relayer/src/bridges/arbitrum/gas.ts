import { type Hex, size } from "viem";
import type { TicketCarrier } from "../../domain/carrier.ts";
import { capped, forwardable, intrinsic } from "../gas.ts";
import { MAX_STEP_GAS } from "../port.ts";
import type { Delivery } from "./delivery.ts";

/** Outbox and bridge around the call to the gateway: proof of up to 40 nodes, two written slots, the ether. */
const OUTBOX = 200_000n;
/** Outbox and bridge stand behind proxies: outbox, bridge, bridge, gateway. */
const CALLS_TO_GATEWAY = 4;
/** What L1ArbitrumGateway takes around the hub's call: its DELIVERY_GAS. */
const DELIVERY = 40_000n;
/** Inbox and bridge: two events and a written slot, plus what the gateway itself writes; and a word's copying per byte. */
const RESEND = 250_000n;
const RESEND_PER_BYTE = 20n;
/** Of `redeem` around the attempt: reading the ticket, hashing it, the event. */
const REDEEM = 150_000n;
const REDEEM_PER_BYTE = 150n;
/** A written slot and an event; the rest pays for the bytes on L1, which Arbitrum charges as gas. */
export const KEEPALIVE_GAS = 1_000_000n;

/** With less the gateway reverts, and the outbox keeps the message (T-59). @throws BRIDGE_GAS_ABOVE_CAP */
export function executeGas(data: Hex, { gasLimit }: Delivery): bigint {
  let gas = forwardable(gasLimit) + DELIVERY;
  for (let call = 0; call < CALLS_TO_GATEWAY; call += 1) gas = forwardable(gas);
  return capped(intrinsic(data) + OUTBOX + gas);
}

/** Twice what the gateway paid for, as far as a transaction may go: what failed for want of gas then has a chance. */
export function redeemGas({ submission: { gas, data } }: Pick<TicketCarrier, "submission">): bigint {
  const generous = REDEEM + REDEEM_PER_BYTE * BigInt(size(data)) + 2n * gas;
  return generous < MAX_STEP_GAS ? generous : MAX_STEP_GAS;
}

/** @throws BRIDGE_GAS_ABOVE_CAP */
export function resendGas(data: Hex): bigint {
  return capped(intrinsic(data) + RESEND + RESEND_PER_BYTE * BigInt(size(data)));
}
