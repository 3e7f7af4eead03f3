// Twin of shared/contracts/actions/ActionCodec.sol.
import { type Address, concat, getAddress, type Hex, keccak256 } from "viem";
import { params } from "../params.ts";
import { MessageError } from "./message-error.ts";
import { byteLength, bytesField, pack, readPacked, requireHex, uintField } from "./packed.ts";

type Header = Readonly<{
  /** gas the action declares; L1 supplies all of it or reverts */
  gasLimit: number;
  operatorId: bigint;
  /** seconds */
  issuedAt: number;
}>;

export type RegisterOperator = Header &
  Readonly<{
    kind: "registerOperator";
    owner: Address;
    rewardRecipient: Address;
    class: number;
    commissionBps: number;
  }>;
export type SetRewardRecipient = Header & Readonly<{ kind: "setRewardRecipient"; recipient: Address }>;
export type SetManager = Header & Readonly<{ kind: "setManager"; manager: Address }>;
/** See `merkle/key-set.ts`. */
export type CommitKeys = Header & Readonly<{ kind: "commitKeys"; setId: number; commitment: Hex }>;
export type RevealKeys = Header & Readonly<{ kind: "revealKeys"; setId: number; count: number; salt: Hex; root: Hex }>;
/** `validatorId` is the SSZ root of the public key. */
export type RequestExit = Header & Readonly<{ kind: "requestExit"; validatorId: Hex }>;
/** `recipient` is an account on L1; `shares` at most what goes there. */
export type ClaimBond = Header & Readonly<{ kind: "claimBond"; recipient: Address; shares: bigint }>;
/** csETH that leaves the L2 for `destination`, a lane or 0 for L1. `shares` were burnt there, the fee included. */
export type MoveShares = Header &
  Readonly<{
    kind: "moveShares";
    moveNonce: bigint;
    sender: Address;
    recipient: Address;
    shares: bigint;
    fee: bigint;
    destination: number;
  }>;

/** `delegate`, an account on L1, may sign express actions for the owner; the zero address: nobody. */
export type SetDelegate = Header & Readonly<{ kind: "setDelegate"; delegate: Address }>;

/** What an operator or a holder does from an L2. */
export type Action =
  | RegisterOperator
  | SetRewardRecipient
  | SetManager
  | CommitKeys
  | RevealKeys
  | RequestExit
  | ClaimBond
  | SetDelegate
  | MoveShares;

/** Number on the wire of each kind. */
export const actionKind = {
  registerOperator: 1,
  setRewardRecipient: 2,
  setManager: 3,
  commitKeys: 4,
  revealKeys: 5,
  requestExit: 6,
  claimBond: 7,
  moveShares: 8,
  setDelegate: 9,
} as const;

const headerLength = 18;
const maxLength = Number(params.mainnet.actionLengthMax);
const payloadLength: Readonly<Record<Action["kind"], number>> = {
  registerOperator: 43,
  setRewardRecipient: 20,
  setManager: 20,
  commitKeys: 36,
  revealKeys: 70,
  requestExit: 32,
  claimBond: 36,
  moveShares: 70,
  setDelegate: 20,
};

/** `kind u8 | gasLimit u32 | operatorId u64 | issuedAt u40 | payload`. */
export function encodeAction(action: Action): Hex {
  const { kind, gasLimit, operatorId, issuedAt } = action;
  const header = pack(
    uintField("kind", actionKind[kind], 1),
    uintField("gasLimit", gasLimit, 4),
    uintField("operatorId", operatorId, 8),
    uintField("issuedAt", issuedAt, 5),
  );
  return concat([header, encodePayload(action)]);
}

function encodePayload(action: Action): Hex {
  switch (action.kind) {
    case "registerOperator":
      return pack(
        bytesField("owner", action.owner, 20),
        bytesField("rewardRecipient", action.rewardRecipient, 20),
        uintField("class", action.class, 1),
        uintField("commissionBps", action.commissionBps, 2),
      );
    case "setRewardRecipient":
      return pack(bytesField("recipient", action.recipient, 20));
    case "setManager":
      return pack(bytesField("manager", action.manager, 20));
    case "commitKeys":
      return pack(uintField("setId", action.setId, 4), bytesField("commitment", action.commitment, 32));
    case "revealKeys":
      return pack(
        uintField("setId", action.setId, 4),
        uintField("count", action.count, 2),
        bytesField("salt", action.salt, 32),
        bytesField("root", action.root, 32),
      );
    case "requestExit":
      return pack(bytesField("validatorId", action.validatorId, 32));
    case "claimBond":
      return pack(bytesField("recipient", action.recipient, 20), uintField("shares", action.shares, 16));
    case "setDelegate":
      return pack(bytesField("delegate", action.delegate, 20));
    case "moveShares":
      return pack(
        uintField("moveNonce", action.moveNonce, 8),
        bytesField("sender", action.sender, 20),
        bytesField("recipient", action.recipient, 20),
        uintField("shares", action.shares, 12),
        uintField("fee", action.fee, 8),
        uintField("destination", action.destination, 2),
      );
  }
}

/** Throws `ActionCodec_UnknownKind` for a kind of a later version; {@link decodeRun} still splits it off. */
export function decodeAction(data: Hex): Action {
  requireHex(data);
  requireLength(byteLength(data));
  const read = readPacked(data);
  const number = read.small(1);
  const kind = (Object.keys(actionKind) as Action["kind"][]).find((name) => actionKind[name] === number);
  if (!kind) throw new MessageError("ActionCodec_UnknownKind", { kind: number });
  const actual = byteLength(data) - headerLength;
  const expected = payloadLength[kind];
  if (actual !== expected) throw new MessageError("ActionCodec_BadPayloadLength", { kind, actual, expected });

  const header = { gasLimit: read.small(4), operatorId: read.uint(8), issuedAt: read.small(5) };
  const address = () => getAddress(read.hex(20));
  switch (kind) {
    case "registerOperator": {
      const roles = { owner: address(), rewardRecipient: address() };
      return { kind, ...header, ...roles, class: read.small(1), commissionBps: read.small(2) };
    }
    case "setRewardRecipient":
      return { kind, ...header, recipient: address() };
    case "setManager":
      return { kind, ...header, manager: address() };
    case "commitKeys":
      return { kind, ...header, setId: read.small(4), commitment: read.hex(32) };
    case "revealKeys":
      return { kind, ...header, setId: read.small(4), count: read.small(2), salt: read.hex(32), root: read.hex(32) };
    case "requestExit":
      return { kind, ...header, validatorId: read.hex(32) };
    case "claimBond":
      return { kind, ...header, recipient: address(), shares: read.uint(16) };
    case "setDelegate":
      return { kind, ...header, delegate: address() };
    case "moveShares": {
      const accounts = { moveNonce: read.uint(8), sender: address(), recipient: address() };
      return { kind, ...header, ...accounts, shares: read.uint(12), fee: read.uint(8), destination: read.small(2) };
    }
  }
}

/** `length u16 | action` for each action: what L1 executes in one call. */
export function encodeRun(actions: readonly Hex[]): Hex {
  return concat(
    actions.flatMap((action) => {
      requireHex(action);
      const length = byteLength(action);
      requireLength(length);
      return [pack(uintField("length", length, 2)), action];
    }),
  );
}

/** The actions of a run. Throws unless it ends exactly with an action. */
export function decodeRun(run: Hex): Hex[] {
  requireHex(run);
  const runLength = byteLength(run);
  const read = readPacked(run);
  const actions: Hex[] = [];
  let offset = 0;
  while (offset < runLength) {
    if (offset + 2 > runLength) throw new MessageError("ActionCodec_TruncatedRun", { offset, runLength });
    const length = read.small(2);
    requireLength(length);
    const end = offset + 2 + length;
    if (end > runLength) throw new MessageError("ActionCodec_TruncatedRun", { offset, runLength });
    actions.push(read.hex(length));
    offset = end;
  }
  return actions;
}

/** Leaf in the outbox tree: keccak256(0x00 ‖ action). */
export function actionLeaf(action: Hex): Hex {
  requireHex(action);
  requireLength(byteLength(action));
  return keccak256(concat(["0x00", action]));
}

/** What an action takes of its batch's gas budget (`actionBatchGas`). */
export function actionBudget(action: Hex): bigint {
  const { actionOverheadGas, actionGasPerByte } = params.mainnet;
  const read = readPacked(action);
  read.small(1);
  return read.uint(4) + actionOverheadGas + actionGasPerByte * BigInt(byteLength(action) + 2);
}

function requireLength(length: number): void {
  if (length < headerLength || length > maxLength) {
    throw new MessageError("ActionCodec_BadLength", { length, minimum: headerLength, maximum: maxLength });
  }
}
