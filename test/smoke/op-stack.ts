import { factoryAbi, messengerAbi, registryAbi } from "@cseth/relayer/bridges/op-stack/abi";
import { faultOf, l2BlockOf } from "@cseth/relayer/bridges/op-stack/games";
import { L2_MESSENGER } from "@cseth/relayer/bridges/op-stack/lane";
import { createOpStackBridge, readLane } from "@cseth/relayer/bridges/op-stack/opStackBridge";
import { readPortal } from "@cseth/relayer/bridges/op-stack/portalReads";
import type { MinedLog } from "@cseth/relayer/bridges/port";
import type { Side } from "@cseth/relayer/bridges/side";
import type { ChainClient } from "@cseth/relayer/chain/client";
import { readHeads } from "@cseth/relayer/chain/heads";
import { hasCode } from "@cseth/relayer/domain/errors";
import { type Address, getAbiItem, parseEventLogs, slice, type TransactionReceipt, zeroAddress } from "viem";
import { expect, type Finding, type LookBack, newestReceipt } from "./finding.ts";

type Ends = Readonly<{ l1: ChainClient; l2: ChainClient; finality: Side["finality"]; lookBack: LookBack }>;

/**
 * What our adapter of the OP-stack needs of a rollup's contracts, by the adapter itself: reads only. Messages are
 * strangers'; whoever sent one takes our gateway's place.
 */
export async function examineOpStack({ l1, l2, finality, lookBack }: Ends): Promise<Finding[]> {
  const side = (client: ChainClient, gateway: Address = zeroAddress): Side => ({ client, finality, gateway });
  const lane = await readLane({ laneId: 1, l1: side(l1), l2: side(l2) });
  const { latest } = await readHeads(lane.l1);
  const portal = await readPortal(lane, latest.number);
  expect(portal.proofMaturityDelay > 0n, "a portal that takes proofs at once");
  const airgap = await l1.viem.readContract({
    address: portal.registry,
    abi: registryAbi,
    functionName: "disputeGameFinalityDelaySeconds",
  });
  expect(airgap > 0n, "games that count at once");
  return [
    ["type of the games that are respected", `${portal.respectedGameType}`],
    ["seconds from proof to finalization", `${portal.proofMaturityDelay}`],
    ["the newest game", await newestGame()],
    ["a message to L1", await statusOf(l2, L2_MESSENGER)],
    ["a message to the L2", await statusOf(l1, lane.messengers.l1)],
  ];

  /** Registered, of the respected type, and, if the L2's node has that block's state, true. */
  async function newestGame(): Promise<string> {
    const factory = { address: portal.factory, abi: factoryAbi } as const;
    const count = await l1.viem.readContract({ ...factory, functionName: "gameCount" });
    const args = [portal.respectedGameType, count - 1n, 1n] as const;
    const [game] = await l1.viem.readContract({ ...factory, functionName: "findLatestGames", args });
    if (game === undefined) return `none of ${count}`;
    const proxy = slice(game.metadata, 12);
    const registered = await l1.viem.readContract({
      address: portal.registry,
      abi: registryAbi,
      functionName: "isGameRegistered",
      args: [proxy],
    });
    expect(registered, `the newest game ${proxy}, which is not registered`);
    const claimed = { proxy, rootClaim: game.rootClaim, l2Block: l2BlockOf(game.extraData) };
    const reading = { lane, portal, l1Block: latest, roots: new Map() };
    const fault = await faultOf(reading, claimed).catch((error: unknown) => {
      if (hasCode(error, "BRIDGE_STATE_UNAVAILABLE")) return "not checked: the L2's endpoint is no archive node";
      throw error;
    });
    return fault ?? "its root is what our node has";
  }

  async function statusOf(source: ChainClient, messenger: Address): Promise<string> {
    const event = getAbiItem({ abi: messengerAbi, name: "SentMessage" });
    const receipt = await newestReceipt(source, { address: messenger, event, lookBack });
    if (receipt === undefined) return "none seen";
    const bridge = createOpStackBridge({
      laneId: 1,
      l1: side(l1, senderIn(receipt)),
      l2: side(l2, senderIn(receipt)),
    });
    const carriers = await bridge.discover({ chainId: source.chainId, logs: receipt.logs as readonly MinedLog[] });
    const carrier = carriers.at(-1);
    expect(carrier !== undefined, `a message in ${receipt.transactionHash} that our adapter does not see`);
    return (await bridge.status(carrier)).phase.name;
  }
}

function senderIn({ logs }: TransactionReceipt) {
  return parseEventLogs({ abi: messengerAbi, eventName: "SentMessage", logs }).at(-1)?.args.sender ?? zeroAddress;
}
