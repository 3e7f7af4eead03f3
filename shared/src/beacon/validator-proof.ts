// Proofs for l1-contracts/beacon/BeaconProofs.sol; IBeaconProofs.sol describes the bytes.
import { concat, type Hex, sha256, zeroHash } from "viem";
import { bytesField, pack, uintField } from "../messages/packed.ts";
import { BeaconProofError } from "./beacon-proof-error.ts";
import { gindexOf, type StateLayout, subtreeOf } from "./layout.ts";

/** Header of a beacon block, without the state root, which a proof adds up to. */
export type ProofHeader = Readonly<{ slot: number; proposerIndex: number; parentRoot: Hex; bodyRoot: Hex }>;

/** Root of the node at a generalized index, counted from the state's root. */
export type NodeAt = (gindex: bigint) => Hex;

export type ProvableState = Readonly<{ layout: StateLayout; header: ProofHeader; nodeAt: NodeAt }>;

export type ProvableValidator = Readonly<{
  index: number;
  /** see `validatorId` of messages/ids.ts */
  pubkeyRoot: Hex;
  /** The last 41 bytes of the validator's SSZ: effective balance, slashed, four epochs. */
  tail: Hex;
}>;

export type ValidatorProofRequest = Readonly<{
  /** EIP-4788 holds the head's root under the time of the next block, seconds. */
  timestamp: number;
  head: ProvableState;
  /** Where the validators are read, if not in the head's state: a block at most 8,192 slots before it. */
  earlier?: ProvableState;
  /** Withdrawal credentials, the same for all. */
  credentials: Hex;
  /** Validators of the chain. */
  listLength: number;
  validators: readonly ProvableValidator[];
}>;

const blockRootsLength = 8192;
const blockRootsDepth = 13n;

/** Packs a proof. Validators may come in any order. @throws BeaconProofError for what the contract would refuse */
export function buildValidatorProof(request: ValidatorProofRequest): Hex {
  const { timestamp, head, earlier, credentials, listLength } = request;
  const validators = [...request.validators].sort((a, b) => a.index - b.index);
  const state = earlier ?? head;
  requireProvable(validators, listLength, state.layout);
  const position = state.header.slot % blockRootsLength;
  return concat([
    pack(uintField("timestamp", timestamp, 5)),
    packHeader(head.header),
    earlier ? concat(["0x01", packHeader(earlier.header), pack(uintField("position", position, 2))]) : "0x00",
    pack(
      bytesField("credentials", credentials, 32),
      uintField("listLength", listLength, 5),
      uintField("count", validators.length, 2),
    ),
    ...validators.map(packValidator),
    ...validatorSiblings({ state, listLength, indices: validators.map(({ index }) => index) }),
    ...(earlier ? blockRootSiblings(head, position) : []),
  ]);
}

function packHeader({ slot, proposerIndex, parentRoot, bodyRoot }: ProofHeader): Hex {
  return pack(
    uintField("slot", slot, 5),
    uintField("proposerIndex", proposerIndex, 5),
    bytesField("parentRoot", parentRoot, 32),
    bytesField("bodyNode", hash(hash(bodyRoot, zeroHash), hash(zeroHash, zeroHash)), 32),
  );
}

function packValidator({ index, pubkeyRoot, tail }: ProvableValidator): Hex {
  return pack(uintField("index", index, 5), bytesField("pubkeyRoot", pubkeyRoot, 32), bytesField("tail", tail, 41));
}

/** Level by level from the leaves up, each level left to right; zero subtrees beyond the last validator are left out. */
function validatorSiblings({
  state: { layout, nodeAt },
  listLength,
  indices,
}: {
  state: ProvableState;
  listLength: number;
  indices: readonly number[];
}): Hex[] {
  const { first, capacity, depth, gindex, siblings } = subtreeOf(layout, indices[0] ?? 0);
  const height = Math.ceil(Math.log2(Math.min(listLength - first, capacity)));
  const found: Hex[] = [];
  let positions = indices.map((index) => index - first);
  for (let level = 0; level < height; level += 1) {
    const at = new Set(positions);
    const missing = positions.map(siblingOf).filter((sibling) => !at.has(sibling));
    found.push(...missing.map((position) => nodeAt((gindex << BigInt(depth - level)) + BigInt(position))));
    positions = [...new Set(positions.map((position) => Math.floor(position / 2)))];
  }
  return [...found, ...siblings.map(nodeAt), ...branch(gindexOf(layout, "validators"), nodeAt)];
}

function blockRootSiblings({ layout, nodeAt }: ProvableState, position: number): Hex[] {
  return branch((gindexOf(layout, "blockRoots") << blockRootsDepth) + BigInt(position), nodeAt);
}

function branch(gindex: bigint, nodeAt: NodeAt): Hex[] {
  const nodes: Hex[] = [];
  for (let at = gindex; at > 1n; at >>= 1n) nodes.push(nodeAt(at ^ 1n));
  return nodes;
}

function requireProvable(validators: readonly ProvableValidator[], listLength: number, layout: StateLayout): void {
  const refuse = (code: BeaconProofError["code"], index?: number) => {
    throw new BeaconProofError(code, { index, listLength });
  };
  if (validators.length === 0) refuse("BeaconProofs_NoValidators");
  for (const [i, { index }] of validators.entries()) {
    if (index >= listLength) refuse("BeaconProofs_IndexOutOfRange", index);
    if (index === validators[i - 1]?.index) refuse("BeaconProofs_NotAscending", index);
    const inOne = subtreeOf(layout, index).first === subtreeOf(layout, validators[0]?.index ?? 0).first;
    if (!inOne) refuse("BeaconProofs_SeveralSubtrees", index);
  }
}

const siblingOf = (position: number): number => (position % 2 === 0 ? position + 1 : position - 1);
const hash = (left: Hex, right: Hex): Hex => sha256(concat([left, right]));
