import { type Address, type Hash, type Hex, size, slice } from "viem";
import { hasCode } from "../../domain/errors.ts";
import type { GameFault, VerifiedGame } from "../../domain/phase.ts";
import { factoryAbi, gameAbi, registryAbi } from "./abi.ts";
import type { OpStackLane } from "./lane.ts";
import { readOutputRoot } from "./outputRoot.ts";
import type { Portal } from "./portalReads.ts";

const GAMES_PER_CALL = 50n;
/** Most games looked at in one reading: forged games cost their maker a bond each, and reading us one call per page. */
const MAX_GAMES = 1_000;

/** IDisputeGame.status: 0 in progress, 1 challenger wins, 2 defender wins. */
export const GAME_STATUS = { inProgress: 0, challengerWins: 1, defenderWins: 2 } as const;

/** One reading of L1 at one block, with what it has learnt of L2 so far. */
export type Reading = {
  lane: OpStackLane;
  portal: Portal;
  l1Block: { number: bigint; timestamp: bigint };
  /** Roots of L2 blocks by our own node; several games may claim the same block. */
  roots: Map<bigint, Promise<Hash | undefined>>;
};

type ListedGame = VerifiedGame & { createdAt: bigint };

/**
 * The oldest game the portal takes a proof against now and whose root is true: it is resolved first. The portal
 * compares a proof with the root a game claims, right or wrong; whether the root is true we check ourselves.
 * @param l2Block the message is in this block of L2
 * @param sentAt time of that block, seconds: older games cannot hold it
 */
export async function findGame(
  reading: Reading,
  { l2Block, sentAt }: { l2Block: bigint; sentAt: bigint },
): Promise<VerifiedGame | undefined> {
  const games = await listGames(reading, { l2Block, sentAt });
  let unavailable: unknown;
  for (const { createdAt, ...game } of games.toReversed()) {
    // A proof in the game's own second is refused (InvalidProofTimestamp): one block later it is not.
    if (createdAt >= reading.l1Block.timestamp) continue;
    try {
      if ((await faultOf(reading, game)) === undefined) return game;
    } catch (error) {
      // No state, no proof either; a newer game may do.
      if (!hasCode(error, "BRIDGE_STATE_UNAVAILABLE")) throw error;
      unavailable = error;
    }
  }
  if (unavailable !== undefined) throw unavailable;
  return undefined;
}

/** Why the portal would not take, or not keep, a proof against this game; undefined if it would. */
export async function faultOf(
  reading: Reading,
  game: { proxy: Address; l2Block: bigint; rootClaim: Hash },
): Promise<GameFault | undefined> {
  const { lane, portal, l1Block, roots } = reading;
  const { viem } = lane.l1.client;
  const at = { address: portal.registry, abi: registryAbi, args: [game.proxy], blockNumber: l1Block.number } as const;
  const [registered, blacklisted, retired, respected, status] = await Promise.all([
    viem.readContract({ ...at, functionName: "isGameRegistered" }),
    viem.readContract({ ...at, functionName: "isGameBlacklisted" }),
    viem.readContract({ ...at, functionName: "isGameRetired" }),
    viem.readContract({ ...at, functionName: "isGameRespected" }),
    viem.readContract({ address: game.proxy, abi: gameAbi, functionName: "status", blockNumber: l1Block.number }),
  ]);
  if (!registered) return "unregistered";
  if (blacklisted) return "blacklisted";
  if (retired) return "retired";
  if (!respected) return "not-respected";
  if (status === GAME_STATUS.challengerWins) return "challenger-won";
  const root = roots.get(game.l2Block) ?? readOutputRoot(lane, game.l2Block);
  roots.set(game.l2Block, root);
  return (await root) === game.rootClaim ? undefined : "untrue-root";
}

/** Games of the respected type that claim the message's block or a later one, newest first. */
async function listGames(
  { lane, portal, l1Block }: Reading,
  { l2Block, sentAt }: { l2Block: bigint; sentAt: bigint },
): Promise<ListedGame[]> {
  const at = { address: portal.factory, abi: factoryAbi, blockNumber: l1Block.number } as const;
  const { viem } = lane.l1.client;
  const listed: ListedGame[] = [];
  let next = (await viem.readContract({ ...at, functionName: "gameCount" })) - 1n;
  while (next >= 0n && listed.length < MAX_GAMES) {
    const args = [portal.respectedGameType, next, GAMES_PER_CALL] as const;
    const page = await viem.readContract({ ...at, functionName: "findLatestGames", args });
    for (const { index, metadata, timestamp: createdAt, rootClaim, extraData } of page) {
      if (createdAt < sentAt) return listed;
      const claimed = l2BlockOf(extraData);
      if (claimed >= l2Block)
        listed.push({ proxy: slice(metadata, 12), index, rootClaim, l2Block: claimed, createdAt });
    }
    const last = page.at(-1);
    if (last === undefined) return listed;
    next = last.index - 1n;
  }
  return listed;
}

/** The block a game is about is the first word of its extra data, in all game types of single rollups. */
export function l2BlockOf(extraData: Hex): bigint {
  return size(extraData) < 32 ? 0n : BigInt(slice(extraData, 0, 32));
}
