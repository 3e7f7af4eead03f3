// Messages between the hubs: their bytes, as the contracts must have made them, and what their senders' bridges keep.
import { concatHex, encodeFunctionData, type Hex, numberToHex, sliceHex, zeroAddress, zeroHash } from "viem";
import { iArbitrumGatewayAbi } from "../../../../shared/src/abi/IArbitrumGateway.ts";
import { iOpStackGatewayAbi } from "../../../../shared/src/abi/IOpStackGateway.ts";
import { outboxRoot } from "../../../../shared/src/merkle/outbox-tree.ts";
import { actionLeaf } from "../../../../shared/src/messages/action.ts";
import { encodeBatchBody } from "../../../../shared/src/messages/batch-message.ts";
import { encodeEnvelope, messageType } from "../../../../shared/src/messages/envelope.ts";
import { encodeSharesBody } from "../../../../shared/src/messages/shares-message.ts";
import { encodeStateUpdateBody } from "../../../../shared/src/messages/state-update-message.ts";
import type { Batch, MoveDown, StateUpdate } from "../../../../shared/src/model/lane-l1-state.ts";
import { params } from "../../../../shared/src/params.ts";
import type { Wei } from "../../../../shared/src/units/quantity.ts";
import type { Addresses } from "../chain/deploy.ts";
import { CHAIN_OF, type ChainName, type LaneId } from "../chain/peers.ts";
import { sha256, word } from "../chain/steps.ts";
import { rootOf } from "./rewards.ts";
import { type Action, type LaneWorld, laneL1, type User, type World } from "./world.ts";

/** A closed batch goes to the bridge of its L2. */
export function sendBatch(world: World, lane: LaneWorld, closed: Batch, addresses: Addresses): void {
  const { outbox: actions, version } = lane;
  const payload = encodeBatch(lane.id, closed, actions, version);
  const batch = { ...closed, actions: actionsRoot(actions) };
  const { messageGas } = world.setup.lanes[lane.id].batchRules;
  const data = deliveryOf({ lane: lane.id, up: true, payload, value: batch.ether, gas: messageGas }, addresses);
  const { gateway } = addresses.lanes[lane.id];
  const isOp = CHAIN_OF[lane.id] === "op";
  keep(world, CHAIN_OF[lane.id], {
    ...{ sender: gateway, target: addresses.l1.gateways[lane.id], value: batch.ether, data },
    ...{ gas: isOp ? opGas(messageGas) : 0n, refundTo: zeroAddress },
  });
  lane.openedAt = world.now;
  lane.outbox = [];
  lane.unannounced.push(batch.nonce);
  const sent = { version, data, value: batch.ether, sentAt: world.now, failures: 0 };
  lane.batches.push({ ...sent, batch, actions, firstRequest: 0, requests: 0, cursor: 0, failed: [] });
}

/** A StateUpdate goes to L1's bridge to its lane. */
export function sendUpdate(world: World, lane: LaneWorld, update: StateUpdate, addresses: Addresses): void {
  const { version, setup } = world;
  const value = update.settlements.reduce((sum, { proceeds }) => sum + proceeds, 0n);
  const gas = setup.updateGas + BigInt(update.settlements.length) * setup.settlementGas;
  const payload = encodeUpdate(lane.id, update, version, addresses);
  const data = deliveryOf({ lane: lane.id, up: false, payload, value, gas }, addresses);
  keepDown(world, lane, { data, value, gas, refundTo: addresses.l1.player }, addresses);
  const sent = { version, data, value, sentAt: world.now, failures: 0 };
  const tickets = CHAIN_OF[lane.id] === "arb" ? [{ value, state: "open" as const }] : [];
  lane.updates.push({ ...sent, update, applied: false, tickets, resentAt: world.now });
}

/** Shares locked for a lane: L1's bridge to it is told of them. */
export function sendShares(
  world: World,
  lane: LaneWorld,
  { move, recipient, refundTo }: { move: MoveDown; recipient: User; refundTo: Hex },
  addresses: Addresses,
): void {
  const { version } = world;
  const { shares, rateNonce, rate } = move;
  const account = addresses.lanes[lane.id].users[Number(recipient) - 1] ?? "0x";
  const body = encodeSharesBody({ recipient: account, shares, rateNonce: BigInt(rateNonce), rate });
  const envelope = { type: messageType.shares, laneId: lane.id, nonce: BigInt(move.nonce), body };
  const payload = inVersion(version, encodeEnvelope(envelope));
  const [value, gas] = [0n, params.mainnet.sharesMessageGas];
  const data = deliveryOf({ lane: lane.id, up: false, payload, value, gas }, addresses);
  keepDown(world, lane, { data, value, gas, refundTo }, addresses);
  lane.transit.down += shares;
  const sent = { version, data, value, sentAt: world.now, failures: 0, resentAt: world.now };
  lane.shares.push({ ...sent, move, recipient, arrived: false });
}

/** What L1's bridge keeps of a message down, sent for the first time or again. */
export function keepDown(
  world: World,
  lane: LaneWorld,
  { data, value, gas, refundTo }: { data: Hex; value: Wei; gas: bigint; refundTo: Hex },
  addresses: Addresses,
): void {
  const isOp = CHAIN_OF[lane.id] === "op";
  keep(world, "l1", {
    ...{ sender: addresses.l1.gateways[lane.id], target: addresses.lanes[lane.id].gateway, value, data },
    gas: isOp ? opGas(gas) : ticketGas(data, gas),
    refundTo: isOp ? zeroAddress : refundTo,
  });
}

type Kept = Readonly<{ sender: Hex; target: Hex; value: Wei; gas: bigint; refundTo: Hex; data: Hex }>;

function keep(world: World, chain: ChainName, { sender, target, value, gas, refundTo, data }: Kept): void {
  const { count, hash } = world.transcripts[chain];
  const fields = [sender.slice(2), target.slice(2), word(value), word(gas), refundTo.slice(2), sha256(data.slice(2))];
  world.transcripts[chain] = { count: count + 1, value, hash: sha256([hash, ...fields].join("")) };
}

/** Gas around a delivery, as the gateways have it; half of it behind Arbitrum's check. */
const DELIVERY_GAS = 40_000n;
const withForwarding = (gas: bigint) => gas + gas / 63n + 1n;
const opGas = (gas: bigint) => withForwarding(gas) + DELIVERY_GAS;
const ticketGas = (data: Hex, gas: bigint) =>
  21_000n + 40n * BigInt(data.length / 2 - 1) + DELIVERY_GAS / 2n + withForwarding(gas) + DELIVERY_GAS / 2n;

/** What the gateway at the other end is called with. */
function deliveryOf(
  { lane, up, payload, value, gas }: { lane: LaneId; up: boolean; payload: Hex; value: Wei; gas: bigint },
  { l1, lanes }: Addresses,
): Hex {
  const [sender, recipient] = up ? [lanes[lane].hub, l1.laneHub] : [l1.laneHub, lanes[lane].hub];
  if (CHAIN_OF[lane] === "op") {
    return encodeFunctionData({ abi: iOpStackGatewayAbi, functionName: "deliver", args: [sender, recipient, payload] });
  }
  const args = [{ sender, recipient, value, gasLimit: gas }, payload] as const;
  return encodeFunctionData({ abi: iArbitrumGatewayAbi, functionName: "deliver", args });
}

/** The twins write the current version; a hub of the next one differs in this byte. */
function inVersion(version: number, encoded: Hex): Hex {
  return concatHex([numberToHex(version, { size: 1 }), sliceHex(encoded, 1)]);
}

export function encodeBatch(laneId: LaneId, batch: Batch, actions: readonly Action[], version: number): Hex {
  const { nonce, rateNonce, minted, burned, forwarded, ether, heldAfter } = batch;
  const amounts = { minted, burned, forwarded, etherSent: ether, heldAfter };
  const tree = { actionCount: actions.length, actionsRoot: actionsRoot(actions) };
  const body = encodeBatchBody({ rateNonce: BigInt(rateNonce), ...amounts, ...tree });
  return inVersion(version, encodeEnvelope({ type: messageType.batch, laneId, nonce: BigInt(nonce), body }));
}

/** Asked for after every step: lists of actions are never changed, only replaced. */
const roots = new WeakMap<readonly Action[], Hex>();

export function actionsRoot(actions: readonly Action[]): Hex {
  if (actions.length === 0) return zeroHash;
  const known = roots.get(actions);
  if (known !== undefined) return known;
  const root = outboxRoot(actions.map(({ data }) => actionLeaf(data)));
  roots.set(actions, root);
  return root;
}

function encodeUpdate(laneId: LaneId, update: StateUpdate, version: number, addresses: Addresses): Hex {
  const { rewards } = update;
  const body = encodeStateUpdateBody({
    refTime: update.refTime,
    rateNonce: BigInt(update.rateNonce),
    rate: update.rate,
    appliedNonce: BigInt(update.appliedNonce),
    lockedShares: update.locked,
    releasedTotal: update.releasedTotal,
    rewardsFrame: BigInt(rewards?.frame ?? 0),
    rewardsRoot: rootOf(laneId, rewards?.leaves ?? [], addresses),
    rewardsTotal: update.fundedTotal,
    settlements: update.settlements.map(({ nonce, proceeds }) => ({ batchNonce: BigInt(nonce), etherPaid: proceeds })),
  });
  const { stateUpdate: type } = messageType;
  return inVersion(version, encodeEnvelope({ type, laneId, nonce: BigInt(update.nonce), body }));
}

/** Batches closed and not landed. */
export function unlanded(world: World, lane: LaneWorld): number {
  return lane.batches.length - laneL1(world, lane.id).appliedNonce;
}
