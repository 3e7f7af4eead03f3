import type { StateLayout } from "@cseth/shared/beacon/layout";
import type { NodeAt, ProvableValidator } from "@cseth/shared/beacon/validator-proof";
import { params } from "@cseth/shared/params";
import { ssz } from "@lodestar/types";
import { type Hex, sha256, toHex } from "viem";
import { unknownFork } from "./forks.ts";

/** What penalties depend on beside the validator; gwei. */
export type PenaltyBase = Readonly<{
  /** Effective balance of all active validators. */
  totalActiveGwei: bigint;
  /** Sum of the state's vector of slashings: effective balances slashed within 8,192 epochs. */
  slashingsGwei: bigint;
}>;

/** A beacon state as far as proofs and provisions need it. */
export type ProvenState = Readonly<{
  layout: StateLayout;
  root: Hex;
  nodeAt: NodeAt;
  listLength: number;
  /** A validator by its id, the SSZ root of its public key; undefined if the state has none. */
  find: (validatorId: Hex) => (ProvableValidator & { credentials: Hex }) | undefined;
  penaltyBase: () => PenaltyBase;
}>;

type Node = Readonly<{ root: Uint8Array; left: Node; right: Node }>;

/** Forks whose states this version can read, and what they look like. */
const layouts: Readonly<Record<string, StateLayout>> = { electra: "electra", fulu: "electra", gloas: "gloas" };
const SLOTS_PER_EPOCH = Number(params.mainnet.slotsPerEpoch);
/** SSZ of a validator: 48 bytes public key, 32 credentials, then what a proof calls its tail. */
const tailStart = 80;

/**
 * Reads a state as a beacon node serves it (`application/octet-stream`). Builds the whole hash tree: for mainnet's
 * million validators 1.4 GB and half a minute.
 * @param fork the node's `Eth-Consensus-Version`
 * @throws BEACON_FORK_UNKNOWN
 */
export function readState({ bytes, fork }: { bytes: Uint8Array; fork: string }): ProvenState {
  const layout = layouts[fork];
  if (layout === undefined) throw unknownFork(fork);
  const type =
    fork === "gloas" ? ssz.gloas.BeaconState : fork === "fulu" ? ssz.fulu.BeaconState : ssz.electra.BeaconState;
  const state = type.deserializeToViewDU(bytes);
  const root = toHex(state.hashTreeRoot());
  const top: Node = state.node;
  const nodeAt: NodeAt = (gindex) => {
    const path = gindex.toString(2).slice(1);
    return toHex([...path].reduce((node, bit) => (bit === "1" ? node.right : node.left), top).root);
  };
  const validators = state.validators.getAllReadonlyValues();
  const indices = new Map(validators.map(({ pubkey }, index) => [idOf(pubkey), index]));
  return {
    layout,
    root,
    nodeAt,
    listLength: validators.length,
    penaltyBase: () => {
      const epoch = Math.floor(state.slot / SLOTS_PER_EPOCH);
      const active = validators.filter((one) => one.activationEpoch <= epoch && epoch < one.exitEpoch);
      return {
        totalActiveGwei: active.reduce((sum, { effectiveBalance }) => sum + BigInt(effectiveBalance), 0n),
        slashingsGwei: state.slashings.getAll().reduce((sum: bigint, gwei) => sum + BigInt(gwei), 0n),
      };
    },
    find: (validatorId) => {
      const index = indices.get(validatorId.toLowerCase() as Hex);
      const validator = index === undefined ? undefined : validators[index];
      if (index === undefined || validator === undefined) return undefined;
      const tail = toHex(ssz.phase0.Validator.serialize(validator).slice(tailStart));
      return { index, pubkeyRoot: idOf(validator.pubkey), tail, credentials: toHex(validator.withdrawalCredentials) };
    },
  };
}

function idOf(pubkey: Uint8Array): Hex {
  const padded = new Uint8Array(64);
  padded.set(pubkey);
  return sha256(padded);
}
