import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { encodeEnvelope, messageType } from "@cseth/shared/messages/envelope";
import { encodeFastNoteBody } from "@cseth/shared/messages/fast-messages";
import { type Address, concat, encodeAbiParameters, type Hex, keccak256, type PublicClient, toHex } from "viem";
import { frontRun } from "./front-run.ts";
import type { LaneRound } from "./lane-round.ts";
import { ARBITRUM_LANE, FIRST_LANE } from "./lanes.ts";
import { submitLie } from "./lie.ts";
import type { Break } from "./options.ts";
import type { RoundHooks } from "./round.ts";
import { StepTimeout } from "./watch.ts";
import type { LaneWorld, World } from "./world.ts";

/** ERC-7201 places of the words that are altered; snapshots/*.storage.txt shows the layouts. */
const L2_HUB_STORAGE = 0x50a724db639223ac55d6be2b881b40b22cf2e980f94f59c33ecf48924488ea00n;
/** `frontier.nodes[0]` of L2Hub; of n actions the node at height ⌊log2 n⌋ always is part of the root. */
const FIRST_NODE = L2_HUB_STORAGE + 7n;
const LANE_HUB_STORAGE = 0x119d53c54c4bb78222dd6550f869c1e3fad74a02f524b0045d9c29459c2b9a00n;
/** `laneOfGateway`, the mapping by which the hub knows who speaks for a lane. */
const LANE_OF_GATEWAY = LANE_HUB_STORAGE + 1n;
/** As the hub asks for a true note, and its gateway around it. */
const FORGED_NOTE_GAS = 500_000n;
/** Reverts, whatever it is called with. */
const REVERTS: Hex = "0x60006000fd";

/** Withholds or alters exactly one part of one lane, at the moment when it matters. */
export function hooksOf(broken: Break, world: World): RoundHooks {
  switch (broken) {
    case "canonical":
      return { beforeClose: async () => world.devnet.op.pauseProposing() };
    case "leaf":
      return { beforeClose: () => alterLeaf(world) };
    case "landing":
      return { beforeClose: () => forgetGateway(world) };
    case "wrong-credentials":
      return { beforeClose: () => frontRun(world, FIRST_LANE) };
    case "fast-forged":
      return { beforeClose: () => forgeNote(world) };
    case "lying-oracle":
      return { atLanding: async ({ lane: { laneId } }) => (laneId === FIRST_LANE ? submitLie(world) : undefined) };
    case "retryable-fails":
      return { afterClose: refuseTickets };
  }
}

async function alterLeaf({ lanes, plan }: World): Promise<void> {
  const hub = plan.l2("L2Hub", FIRST_LANE);
  const { l2 } = lanes.find(({ laneId }) => laneId === FIRST_LANE) as LaneWorld;
  const [, count] = await l2.readContract({ address: hub, abi: l2HubAbi, functionName: "outbox" });
  if (count === 0) throw new StepTimeout("the outbox is empty: its batch was closed before it could be altered");
  const height = BigInt(31 - Math.clz32(count));
  await alterWord({ client: l2, address: hub, slot: FIRST_NODE + height, alter: (word) => word ^ 1n });
}

async function forgetGateway({ l1, plan }: World): Promise<void> {
  const gateway = plan.l1("L1CanonicalGateway", FIRST_LANE);
  const key = encodeAbiParameters([{ type: "address" }, { type: "uint256" }], [gateway, LANE_OF_GATEWAY]);
  await alterWord({ client: l1, address: plan.l1("LaneHub"), slot: BigInt(keccak256(key)), alter: () => 0n });
}

/**
 * No ticket can be redeemed any more, by ArbOS or by anyone: long before one could tell of the landing. Nothing leaves the
 * L2 by its gateway either, so its batch must be on its way.
 */
async function refuseTickets({ lane: { laneId, l2 }, world }: LaneRound): Promise<void> {
  if (laneId !== ARBITRUM_LANE) return;
  const gateway = world.plan.l2("L2CanonicalGateway", laneId);
  await l2.request({ method: "anvil_setCode", params: [gateway, REVERTS] } as never);
}

/** What L1 would take for the announcement of the open batch, with other contents. */
async function forgeNote({ lanes, plan, devnet }: World): Promise<void> {
  const hub = plan.l2("L2Hub", FIRST_LANE);
  const { l2 } = lanes.find(({ laneId }) => laneId === FIRST_LANE) as LaneWorld;
  const batchNonce = await l2.readContract({ address: hub, abi: l2HubAbi, functionName: "openBatchNonce" });
  const body = encodeFastNoteBody({ batchNonce, digest: keccak256("0xbad0") });
  const note = encodeEnvelope({ type: messageType.fastNote, laneId: FIRST_LANE, nonce: 1n, body });
  await devnet.layerZero.forge({
    from: "op",
    to: "l1",
    sender: plan.l2("L2FastGateway", FIRST_LANE),
    receiver: plan.l1("L1FastGateway", FIRST_LANE),
    message: concat([hub, plan.l1("LaneHub"), note]),
    gas: FORGED_NOTE_GAS,
  });
}

async function alterWord(options: {
  client: PublicClient;
  address: Address;
  slot: bigint;
  alter: (word: bigint) => bigint;
}): Promise<void> {
  const { client, address, slot, alter } = options;
  const at: Hex = toHex(slot, { size: 32 });
  const word = BigInt((await client.getStorageAt({ address, slot: at })) ?? 0n);
  if (word === 0n) throw new StepTimeout(`nothing stands at ${at} of ${address}: the storage layout has changed`);
  await client.request({
    method: "anvil_setStorageAt",
    params: [address, at, toHex(alter(word), { size: 32 })],
  } as never);
}
