import type { RetryableSubmission } from "@cseth/shared/arbitrum/transactions";
import type { Packet } from "@cseth/shared/layer-zero/packet";
import type { Address, Hash, Hex } from "viem";
import { z } from "zod";
import { CsethError } from "./errors.ts";

/** What an OP-stack CrossDomainMessenger was asked to carry; the arguments of `relayMessage` in their order. */
export type MessengerMessage = {
  /** Messenger nonce; its two highest bytes hold the encoding version. */
  nonce: bigint;
  /** Gateway that sent it. */
  sender: Address;
  /** Gateway at the other end. */
  target: Address;
  /** Wei delivered with it. */
  value: bigint;
  /** Gas the target is promised. */
  minGasLimit: bigint;
  message: Hex;
};

/** What the L2ToL1MessagePasser stored and the portal takes: the messenger's `relayMessage` call, wrapped once more. */
export type Withdrawal = {
  nonce: bigint;
  sender: Address;
  target: Address;
  value: bigint;
  gasLimit: bigint;
  data: Hex;
};

/** What ArbSys put into the tree of messages to L1, and the outbox takes. Times in seconds, blocks of both chains. */
export type ArbitrumSend = {
  /** Place in the tree, from 0. */
  position: bigint;
  /** Gateway that sent it. */
  caller: Address;
  /** Gateway at the other end. */
  destination: Address;
  arbBlockNum: bigint;
  ethBlockNum: bigint;
  timestamp: bigint;
  /** Wei delivered with it. */
  callvalue: bigint;
  data: Hex;
};

type CarrierBase = {
  /** Lane of the protocol, from 1. */
  laneId: number;
  /** The gateway's `sendId`. */
  messageHash: Hash;
  sourceTx: Hash;
  sourceBlock: { number: bigint; hash: Hash };
};
type Up = { direction: "l2-to-l1" };
type Down = { direction: "l1-to-l2" };

/** One bridge message, as its source chain's events tell it. Never changes; what became of it is its phase. */
export type Carrier = WithdrawalCarrier | DepositCarrier | SendCarrier | TicketCarrier | PacketCarrier;

export type WithdrawalCarrier = CarrierBase &
  Up & { kind: "op-l2-to-l1"; message: MessengerMessage; withdrawalHash: Hash; withdrawal: Withdrawal };
export type DepositCarrier = CarrierBase & Down & { kind: "op-l1-to-l2"; message: MessengerMessage; depositTx: Hash };
export type SendCarrier = CarrierBase & Up & { kind: "arbitrum-l2-to-l1"; send: ArbitrumSend };
export type TicketCarrier = CarrierBase &
  Down & { kind: "arbitrum-l1-to-l2"; ticketId: Hash; submission: RetryableSubmission };

/** A packet of LayerZero, either way. `gas`: what its sender paid the executor to deliver it with. */
export type PacketCarrier = CarrierBase & { packet: Packet; gas: bigint } & (
    | (Up & { kind: "layer-zero-l2-to-l1" })
    | (Down & { kind: "layer-zero-l1-to-l2" })
  );

const bytes = (pattern: RegExp, what: string) =>
  z
    .string()
    .regex(pattern, `not ${what}`)
    .transform((value) => value as Hex);
const hex = bytes(/^0x([0-9a-fA-F]{2})*$/, "hexadecimal bytes");
const bytes32 = bytes(/^0x[0-9a-fA-F]{64}$/, "32 bytes");
const address = bytes(/^0x[0-9a-fA-F]{40}$/, "an address");
const amount = z.string().regex(/^\d+$/, "not a decimal number").transform(BigInt);

const base = {
  laneId: z.int().min(1).max(0xffff),
  messageHash: bytes32,
  sourceTx: bytes32,
  sourceBlock: z.object({ number: amount, hash: bytes32 }),
};
const up = z.literal("l2-to-l1");
const down = z.literal("l1-to-l2");

const messengerMessage = z.object({
  nonce: amount,
  sender: address,
  target: address,
  value: amount,
  minGasLimit: amount,
  message: hex,
});

const withdrawal = z.object({
  nonce: amount,
  sender: address,
  target: address,
  value: amount,
  gasLimit: amount,
  data: hex,
});

const send = z.object({
  position: amount,
  caller: address,
  destination: address,
  arbBlockNum: amount,
  ethBlockNum: amount,
  timestamp: amount,
  callvalue: amount,
  data: hex,
});

const submission = z.object({
  requestId: bytes32,
  from: address,
  l1BaseFee: amount,
  deposit: amount,
  gasFeeCap: amount,
  gas: amount,
  retryTo: address,
  retryValue: amount,
  beneficiary: address,
  maxSubmissionFee: amount,
  feeRefund: address,
  data: hex,
});

const eid = z.int().min(1).max(0xffff_ffff);
const packet = z.object({
  nonce: amount,
  srcEid: eid,
  sender: address,
  dstEid: eid,
  receiver: address,
  message: hex,
});

const carrierSchema = z.discriminatedUnion("kind", [
  z.object({
    ...base,
    kind: z.literal("op-l2-to-l1"),
    direction: up,
    message: messengerMessage,
    withdrawalHash: bytes32,
    withdrawal,
  }),
  z.object({ ...base, kind: z.literal("op-l1-to-l2"), direction: down, message: messengerMessage, depositTx: bytes32 }),
  z.object({ ...base, kind: z.literal("arbitrum-l2-to-l1"), direction: up, send }),
  z.object({ ...base, kind: z.literal("arbitrum-l1-to-l2"), direction: down, ticketId: bytes32, submission }),
  z.object({ ...base, kind: z.literal("layer-zero-l2-to-l1"), direction: up, packet, gas: amount }),
  z.object({ ...base, kind: z.literal("layer-zero-l1-to-l2"), direction: down, packet, gas: amount }),
]);

/** A plain JSON object: what a column stores and an API answers. Bigints become decimal strings. */
export function carrierToJson(carrier: Carrier): Record<string, unknown> {
  return JSON.parse(JSON.stringify(carrier, decimalBigints)) as Record<string, unknown>;
}

/** @throws CARRIER_MALFORMED when it was not written by `carrierToJson` */
export function carrierFromJson(json: unknown): Carrier {
  const parsed = carrierSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new CsethError({
    code: "CARRIER_MALFORMED",
    retry: "never",
    message: `a stored carrier cannot be read: ${z.prettifyError(parsed.error)}`,
    fix: "Restore the database from a backup, or index the lane again from its first block.",
  });
}

/** Replacer of JSON.stringify. */
export function decimalBigints(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
