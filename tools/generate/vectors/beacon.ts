import { ssz } from "@lodestar/types";
import { type Hex, hexToBytes, keccak256, toHex } from "viem";
import type { StateLayout } from "../../../shared/src/beacon/layout.ts";
import { buildValidatorProof, type ProvableState } from "../../../shared/src/beacon/validator-proof.ts";
import { validatorId } from "../../../shared/src/messages/ids.ts";

/** The vault of the tests, as 0x02 credentials. */
const credentials: Hex = `0x02${"00".repeat(11)}${"5a".repeat(20)}`;
const timestamp = 1_800_000_012;
const never = 2 ** 40 - 1;

type Case = Readonly<{
  name: string;
  layout: StateLayout;
  listLength: number;
  indices: readonly number[];
  /** Layout of the head, if the validators are read in an earlier block's state. */
  routedFrom?: StateLayout;
}>;

const cases: readonly Case[] = [
  { name: "electra, the only validator", layout: "electra", listLength: 1, indices: [0] },
  { name: "electra, one of seven", layout: "electra", listLength: 7, indices: [3] },
  { name: "electra, six of a hundred", layout: "electra", listLength: 100, indices: [0, 1, 50, 63, 64, 99] },
  { name: "electra, all of eight", layout: "electra", listLength: 8, indices: [0, 1, 2, 3, 4, 5, 6, 7] },
  { name: "electra, earlier block", layout: "electra", listLength: 7, indices: [6], routedFrom: "electra" },
  { name: "gloas, the only validator", layout: "gloas", listLength: 1, indices: [0] },
  { name: "gloas, the first of many", layout: "gloas", listLength: 100, indices: [0] },
  { name: "gloas, a full subtree", layout: "gloas", listLength: 100, indices: [1, 2, 3, 4] },
  { name: "gloas, three of the last subtree", layout: "gloas", listLength: 100, indices: [85, 90, 99] },
  { name: "gloas, earlier block", layout: "gloas", listLength: 30, indices: [20], routedFrom: "gloas" },
  { name: "across the fork", layout: "electra", listLength: 7, indices: [2, 5], routedFrom: "gloas" },
];

/** Roots are Lodestar's, proofs ours. A case's slot says its layout: Gloas begins at `gloasSlot`. */
export function validatorProofVectors() {
  return { gloasSlot, credentials, caseCount: cases.length, cases: cases.map(caseOf) };
}

const gloasSlot = 10_000;
const slots = { electra: { head: 9_001, earlier: 9_000 }, gloas: { head: 10_100, earlier: 10_001 } };

function caseOf({ name, layout, listLength, indices, routedFrom }: Case) {
  const validators = Array.from({ length: listLength }, (_, index) => validatorAt(index));
  const slot = routedFrom ? slots[layout].earlier : slots[layout].head;
  const target = blockOf({ layout, slot, validators });
  const head = routedFrom
    ? blockOf({
        layout: routedFrom,
        slot: slots[routedFrom].head,
        validators: [],
        earlier: { slot, root: target.root },
      })
    : target;
  const shown = indices.map((index) => {
    const validator = validators[index] ?? validatorAt(index);
    const encoded = ssz.phase0.Validator.serialize(validator);
    return { index, pubkeyRoot: validatorId(toHex(validator.pubkey)), tail: toHex(encoded.slice(80)), validator };
  });
  const proof = buildValidatorProof({
    timestamp,
    head: head.provable,
    ...(routedFrom ? { earlier: target.provable } : {}),
    credentials,
    listLength,
    validators: shown,
  });
  return {
    name,
    timestamp,
    root: toHex(head.root),
    slot,
    proof,
    validatorCount: shown.length,
    validators: shown.map(({ index, pubkeyRoot, validator }) => ({
      index,
      pubkeyRoot,
      effectiveBalanceGwei: validator.effectiveBalance,
      slashed: validator.slashed ? 1 : 0,
      exitEpoch: epochOf(validator.exitEpoch),
      withdrawableEpoch: epochOf(validator.withdrawableEpoch),
    })),
  };
}

const epochOf = (epoch: number): bigint => (epoch === Number.POSITIVE_INFINITY ? 2n ** 64n - 1n : BigInt(epoch));

/** Every field differs from validator to validator. */
function validatorAt(index: number) {
  return {
    pubkey: new Uint8Array(48).map((_, i) => (i === 47 ? index : i + 1)),
    withdrawalCredentials: hexToBytes(credentials),
    effectiveBalance: 1e9 * (1 + index),
    slashed: index % 3 === 2,
    activationEligibilityEpoch: 1_000 + index,
    activationEpoch: 2_000 + index,
    exitEpoch: index % 2 === 0 ? Number.POSITIVE_INFINITY : 3_000 + index,
    withdrawableEpoch: index % 2 === 0 ? Number.POSITIVE_INFINITY : never - index,
  };
}

type NodeLike = { readonly root: Uint8Array; readonly left: NodeLike; readonly right: NodeLike };

function blockOf(options: {
  layout: StateLayout;
  slot: number;
  validators: readonly ReturnType<typeof validatorAt>[];
  earlier?: { slot: number; root: Uint8Array };
}): { root: Uint8Array; provable: ProvableState } {
  const { layout, slot, validators, earlier } = options;
  const state = (layout === "gloas" ? ssz.gloas.BeaconState : ssz.fulu.BeaconState).defaultViewDU();
  state.slot = slot;
  for (const validator of validators) state.validators.push(ssz.phase0.Validator.toViewDU(validator));
  if (earlier) state.blockRoots.set(earlier.slot % 8192, earlier.root);
  const header = {
    slot,
    proposerIndex: 77,
    parentRoot: hexToBytes(keccak256(toHex(`parent of ${slot}`))),
    stateRoot: state.hashTreeRoot(),
    bodyRoot: hexToBytes(keccak256(toHex(`body of ${slot}`))),
  };
  const root = ssz.phase0.BeaconBlockHeader.hashTreeRoot(header);
  const top: NodeLike = state.node;
  const nodeAt = (gindex: bigint): Hex => {
    const path = gindex.toString(2).slice(1);
    return toHex([...path].reduce((node, bit) => (bit === "1" ? node.right : node.left), top).root);
  };
  const { proposerIndex, parentRoot, bodyRoot } = header;
  const proven = { slot, proposerIndex, parentRoot: toHex(parentRoot), bodyRoot: toHex(bodyRoot) };
  return { root, provable: { layout, header: proven, nodeAt } };
}
