import { type Address, BaseError, ContractFunctionRevertedError, type Hash } from "viem";
import { hasCode } from "../../domain/errors.ts";
import type { ProofFacts } from "../../domain/phaseOfWithdrawal.ts";
import { gameAbi, portalAbi, registryAbi } from "./abi.ts";
import { faultOf, GAME_STATUS, l2BlockOf, type Reading } from "./games.ts";

/** Newest proofs that are read. Anyone may prove any message, many times; ours are read whatever others do. */
const MAX_PROOFS = 32n;

/** All proofs the portal holds of a withdrawal, whoever sent them, each with what its use depends on. */
export async function readProofs(
  reading: Reading,
  { withdrawalHash, provers }: { withdrawalHash: Hash; provers: readonly Address[] },
): Promise<readonly ProofFacts[]> {
  const { lane, l1Block } = reading;
  const at = { address: lane.portal, abi: portalAbi, blockNumber: l1Block.number } as const;
  const { viem } = lane.l1.client;
  const count = await viem.readContract({ ...at, functionName: "numProofSubmitters", args: [withdrawalHash] });
  if (count === 0n) return [];
  const first = count > MAX_PROOFS ? count - MAX_PROOFS : 0n;
  const indexes = Array.from({ length: Number(count - first) }, (_unused, offset) => first + BigInt(offset));
  const newest = await Promise.all(
    indexes.map((index) =>
      viem.readContract({ ...at, functionName: "proofSubmitters", args: [withdrawalHash, index] }),
    ),
  );
  const unique = [...new Set([...newest, ...(first > 0n ? provers : [])])];
  const facts = await Promise.all(unique.map((prover) => readProof(reading, withdrawalHash, prover)));
  return facts.filter((proof) => proof !== undefined);
}

async function readProof(reading: Reading, withdrawalHash: Hash, prover: Address): Promise<ProofFacts | undefined> {
  const { lane, portal, l1Block } = reading;
  const { number: blockNumber } = l1Block;
  const { viem } = lane.l1.client;
  const [game, provenAt] = await viem.readContract({
    address: lane.portal,
    abi: portalAbi,
    functionName: "provenWithdrawals",
    args: [withdrawalHash, prover],
    blockNumber,
  });
  if (provenAt === 0n) return undefined;
  const at = { address: game, abi: gameAbi, blockNumber } as const;
  const [status, rootClaim, extraData, finalizable] = await Promise.all([
    viem.readContract({ ...at, functionName: "status" }),
    viem.readContract({ ...at, functionName: "rootClaim" }),
    viem.readContract({ ...at, functionName: "extraData" }),
    isFinalizable(reading, withdrawalHash, prover),
  ]);
  const proven = { proxy: game, rootClaim, l2Block: l2BlockOf(extraData) };
  // What the portal takes now needs no opinion of ours; and a false root whose state our node has pruned shows in the
  // game's own status, in time.
  const fault = finalizable ? undefined : await faultOf(reading, proven).catch(ignoreMissingState);
  return {
    proof: { prover, game, provenAt },
    finalizable,
    fault,
    // The portal wants strictly more than the delay.
    matureAt: provenAt + portal.proofMaturityDelay + 1n,
    game:
      status === GAME_STATUS.inProgress
        ? { status: "in-progress", notBefore: await earliestResolution(reading, game) }
        : { status: "resolved", notBefore: await endOfAirgap(reading, game) },
  };
}

function ignoreMissingState(error: unknown): undefined {
  if (!hasCode(error, "BRIDGE_STATE_UNAVAILABLE")) throw error;
}

async function isFinalizable({ lane, l1Block }: Reading, withdrawalHash: Hash, prover: Address): Promise<boolean> {
  try {
    await lane.l1.client.viem.readContract({
      address: lane.portal,
      abi: portalAbi,
      functionName: "checkWithdrawal",
      args: [withdrawalHash, prover],
      blockNumber: l1Block.number,
    });
    return true;
  } catch (error) {
    if (isRevert(error)) return false;
    throw error;
  }
}

/** An unchallenged game is won when its defender's clock has run out; games of other kinds tell no time. */
async function earliestResolution({ lane, l1Block }: Reading, game: Address): Promise<bigint> {
  const at = { address: game, abi: gameAbi, blockNumber: l1Block.number } as const;
  const { viem } = lane.l1.client;
  const [createdAt, clock] = await Promise.all([
    viem.readContract({ ...at, functionName: "createdAt" }),
    viem.readContract({ ...at, functionName: "maxClockDuration" }).catch((error: unknown) => {
      if (isRevert(error)) return 0n;
      throw error;
    }),
  ]);
  return createdAt + clock;
}

async function endOfAirgap({ lane, portal, l1Block }: Reading, game: Address): Promise<bigint> {
  const { viem } = lane.l1.client;
  const { number: blockNumber } = l1Block;
  const [resolvedAt, delay] = await Promise.all([
    viem.readContract({ address: game, abi: gameAbi, functionName: "resolvedAt", blockNumber }),
    viem.readContract({
      address: portal.registry,
      abi: registryAbi,
      functionName: "disputeGameFinalityDelaySeconds",
      blockNumber,
    }),
  ]);
  return resolvedAt + delay + 1n;
}

export function isRevert(error: unknown): boolean {
  return error instanceof BaseError && error.walk((cause) => cause instanceof ContractFunctionRevertedError) !== null;
}
