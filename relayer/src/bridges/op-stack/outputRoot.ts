import { BlockNotFoundError, concat, type Hash, type Hex, keccak256, pad } from "viem";
import { type BuildProveWithdrawalParameters, buildProveWithdrawal } from "viem/op-stack";
import { unwrapRpc } from "../../chain/rpcErrors.ts";
import type { WithdrawalCarrier } from "../../domain/carrier.ts";
import { CsethError } from "../../domain/errors.ts";
import type { VerifiedGame } from "../../domain/phase.ts";
import { MESSAGE_PASSER, type OpStackLane } from "./lane.ts";

const VERSION_0 = pad("0x", { size: 32 });

export type OutputRootProof = {
  version: Hash;
  stateRoot: Hash;
  messagePasserStorageRoot: Hash;
  latestBlockhash: Hash;
};

/** Source: https://specs.optimism.io/protocol/proposals.html#l2-output-commitment-construction */
export function outputRootOf(proof: OutputRootProof): Hash {
  return keccak256(concat([proof.version, proof.stateRoot, proof.messagePasserStorageRoot, proof.latestBlockhash]));
}

/** Roots of L2 blocks by their hash, which settles them for good; the oldest are forgotten. */
const KNOWN_ROOTS_MAX = 512;

/**
 * The output root of an L2 block by our own node, or undefined if the node has no such block. Computed once: a node
 * may have pruned the state by the time the game is looked at again.
 * @throws BRIDGE_STATE_UNAVAILABLE
 */
export async function readOutputRoot({ l2, knownRoots }: OpStackLane, blockNumber: bigint): Promise<Hash | undefined> {
  try {
    const { stateRoot, hash } = await l2.client.viem.getBlock({ blockNumber });
    const known = knownRoots.get(hash);
    if (known) return known;
    const account = await l2.client.viem.getProof({ address: MESSAGE_PASSER, storageKeys: [], blockNumber });
    const root = outputRootOf({
      version: VERSION_0,
      stateRoot,
      messagePasserStorageRoot: account.storageHash,
      latestBlockhash: hash,
    });
    knownRoots.set(hash, root);
    const [oldest] = knownRoots.keys();
    if (knownRoots.size > KNOWN_ROOTS_MAX && oldest) knownRoots.delete(oldest);
    return root;
  } catch (error) {
    if (error instanceof BlockNotFoundError) return undefined;
    throw stateUnavailable(l2.client.name, blockNumber, error);
  }
}

/**
 * The proof that the message passer held the withdrawal in the state a game claims. Checked against the game's root
 * before it is handed out: a node that answers from another fork, or from a cache, must not cost us a transaction.
 * @throws BRIDGE_STATE_UNAVAILABLE, BRIDGE_PROOF_STALE
 */
export async function buildProof(
  { l2 }: OpStackLane,
  { withdrawal, withdrawalHash }: WithdrawalCarrier,
  game: VerifiedGame,
): Promise<{ outputRootProof: OutputRootProof; withdrawalProof: readonly Hex[] }> {
  const request = {
    game: { index: game.index, l2BlockNumber: game.l2Block },
    withdrawal: { ...withdrawal, withdrawalHash },
  } as unknown as BuildProveWithdrawalParameters;
  const { outputRootProof, withdrawalProof } = await buildProveWithdrawal(l2.client.viem, request).catch((error) => {
    throw stateUnavailable(l2.client.name, game.l2Block, error);
  });
  const root = outputRootOf(outputRootProof);
  if (root === game.rootClaim) return { outputRootProof, withdrawalProof };
  throw new CsethError({
    code: "BRIDGE_PROOF_STALE",
    retry: "backoff",
    message: `${l2.client.name}: the proof for block ${game.l2Block} leads to root ${root}, the game claims ${game.rootClaim}`,
    context: { l2Block: game.l2Block, root, rootClaim: game.rootClaim, withdrawalHash },
  });
}

function stateUnavailable(chain: string, l2Block: bigint, error: unknown): unknown {
  const cause = unwrapRpc(error);
  if (cause instanceof CsethError) return cause;
  return new CsethError({
    code: "BRIDGE_STATE_UNAVAILABLE",
    retry: "backoff",
    message: `${chain}: no node gives block ${l2Block} with its state`,
    fix: `Add an archive node with eth_getProof to the rpcUrls of ${chain}.`,
    context: { chain, l2Block },
    cause,
  });
}
