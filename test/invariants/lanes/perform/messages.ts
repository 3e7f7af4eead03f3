// Canonical messages: sent on L1, relayed on both ends, expired and sent again.
import { encodeFunctionData, type Hex } from "viem";
import { iL1ArbitrumGatewayAbi } from "../../../../shared/src/abi/IL1ArbitrumGateway.ts";
import { iLaneHubAbi } from "../../../../shared/src/abi/ILaneHub.ts";
import type { Wei } from "../../../../shared/src/units/quantity.ts";
import { NO_REASON } from "../chain/contract-errors.ts";
import type { Addresses } from "../chain/deploy.ts";
import { CALLER, CHAIN_OF } from "../chain/peers.ts";
import { playerAbi } from "../chain/player-abi.ts";
import type { Step } from "../chain/steps.ts";
import { applyCore, applyLane } from "../world/apply.ts";
import type { MessageEvent } from "../world/events.ts";
import { keepDown, sendBatch, sendUpdate } from "../world/messages.ts";
import { etherToSend, hasBatch, settleable } from "../world/rules.ts";
import {
  type LaneWorld,
  laneL1,
  type SentBatch,
  type SentShares,
  type SentUpdate,
  type World,
} from "../world/world.ts";
import { type Call, Refusal } from "./call.ts";
import { refuseUnreadable } from "./upgrade.ts";

/** What a sender brings for the carrier; all that it does not cost comes back. */
export const FEE = 10n ** 18n;
/** Too little to get anything done, and, for Arbitrum's gateways, enough to say so. */
const STARVED = { op: 4_000, arb: 200_000 } as const;

type EventOf<Kind extends MessageEvent["kind"]> = Extract<MessageEvent, { kind: Kind }>;

export function performMessage(world: World, event: MessageEvent, addresses: Addresses): Call | null {
  switch (event.kind) {
    case "pushStateUpdate":
      return push(world, world.lanes[event.lane], addresses);
    case "land":
      return land(world, event, addresses);
    case "deliver":
      return deliver(world, event, addresses);
    case "expire":
      return expire(world, event, addresses);
    case "resend":
      return resend(world, event, addresses);
  }
}

function push(world: World, lane: LaneWorld, addresses: Addresses): Call | null {
  const { report } = world;
  // Nothing to push yet: nobody has signed a report.
  if (report === null) return null;
  const data = encodeFunctionData({ abi: iLaneHubAbi, functionName: "pushStateUpdate", args: [lane.id, report] });
  const value = CHAIN_OF[lane.id] === "arb" ? FEE : 0n;
  return {
    chain: "l1",
    step: { caller: CALLER.player, target: addresses.l1.laneHub, value, data },
    perform: () => {
      const settled = settleable(world, lane);
      if (lane.pushedFrame >= Number(report.frame) && settled === 0) throw new Refusal("LaneHub_AlreadyPushed");
      for (const { nonce, requestIds } of lane.unsettled.splice(0, settled)) {
        for (const id of requestIds) applyCore(world, "claim", { id });
        lane.settledNonce = nonce;
      }
      const { rewards } = lane;
      const input = rewards === null ? { laneId: lane.id } : { laneId: lane.id, rewards };
      lane.pushedFrame = Number(report.frame);
      sendUpdate(world, lane, applyCore(world, "sendStateUpdate", input), addresses);
      return [];
    },
  };
}

function land(world: World, { lane: id, batch: index, starved }: EventOf<"land">, addresses: Addresses): Call | null {
  const lane = world.lanes[id];
  const sent = lane.batches[index];
  if (sent === undefined) return null;
  const [sender, target] = [addresses.lanes[id].gateway, addresses.l1.gateways[id]];
  return {
    chain: "l1",
    step: carry({ sender, target, value: sent.value, data: sent.data, player: addresses.l1.player, starved, lane }),
    perform: () =>
      attempt(sent, () => {
        if (starved) throw new Refusal(tooLittleGas(lane));
        landBatch(world, lane, sent);
        return [];
      }),
  };
}

function landBatch(world: World, lane: LaneWorld, sent: SentBatch): void {
  refuseUnreadable(world.version, sent);
  const { batch } = sent;
  const { held } = laneL1(world, lane.id);
  const nextRequest = world.core.queue.requests.length + 1;
  const { requestIds } = applyCore(world, "land", { laneId: lane.id, batch, now: world.now });
  lane.transit.unappliedNet -= batch.minted - batch.burned - batch.forwarded;
  lane.transit.unappliedHeld -= batch.heldAfter - held;
  if (batch.forwarded > 0n) {
    sent.firstRequest = nextRequest;
    sent.requests = requestIds.length;
    lane.unsettled.push({ nonce: batch.nonce, requestIds });
    lane.forwardedNonce = batch.nonce;
  }
}

function deliver(world: World, event: EventOf<"deliver">, addresses: Addresses): Call | null {
  const { lane: id, update: index, starved } = event;
  const lane = world.lanes[id];
  const sent = lane.updates[index];
  if (sent === undefined) return null;
  if (CHAIN_OF[id] === "op") {
    return {
      chain: "op",
      step: carryDown(lane, sent, { value: sent.value, starved }, addresses),
      perform: () =>
        attempt(sent, () => {
          if (starved) throw new Refusal(tooLittleGas(lane));
          applyUpdate(world, lane, sent, addresses);
          return [];
        }),
    };
  }
  // An applied one has no open ticket left; the bridge would not execute it again, here it is tried.
  const ticket = sent.tickets.findLast(({ state }) => state === "open");
  const value = ticket?.value ?? (sent.applied ? sent.value : null);
  if (value === null) return null;
  return {
    chain: "arb",
    step: carryDown(lane, sent, { value, starved }, addresses),
    perform: () =>
      attempt(sent, () => {
        if (starved) throw new Refusal(tooLittleGas(lane));
        if (lane.gatewayEther + value < sent.value) throw new Refusal("Gateway_ValueMissing");
        applyUpdate(world, lane, sent, addresses);
        lane.gatewayEther += value - sent.value;
        if (ticket) ticket.state = "redeemed";
        return [];
      }),
  };
}

function applyUpdate(world: World, lane: LaneWorld, sent: SentUpdate, addresses: Addresses): void {
  refuseUnreadable(lane.version, sent);
  if (sent.applied) throw new Refusal("L2Hub_AlreadyApplied");
  const input = {
    update: sent.update,
    closeEther: hasBatch(lane) ? etherToSend(world, lane) : 0n,
    hasActions: lane.outbox.length > 0,
  };
  const { closed } = applyLane(world, lane, "applyStateUpdate", input);
  if (closed !== null) sendBatch(world, lane, closed, addresses);
  sent.applied = true;
}

function expire(world: World, { lane: id, update: index }: EventOf<"expire">, addresses: Addresses): Call | null {
  const lane = world.lanes[id];
  const ticket = lane.updates[index]?.tickets.find(({ state }) => state === "open");
  if (ticket === undefined) return null;
  const { gateway, player } = addresses.lanes[id];
  const data = encodeFunctionData({ abi: playerAbi, functionName: "force", args: [gateway] });
  return {
    chain: CHAIN_OF[id],
    step: { caller: CALLER.player, target: player, value: ticket.value, data },
    perform: () => {
      ticket.state = "expired";
      lane.gatewayEther += ticket.value;
      return [];
    },
  };
}

function resend(world: World, { lane: id, update: index }: EventOf<"resend">, addresses: Addresses): Call | null {
  const lane = world.lanes[id];
  const sent = lane.updates[index];
  if (sent === undefined || CHAIN_OF[id] !== "arb") return null;
  const { updateGas, settlementGas } = world.setup;
  const gas = updateGas + BigInt(sent.update.settlements.length) * settlementGas;
  const again = sendAgain(world, lane, sent, gas, addresses);
  return {
    ...again,
    perform: () => {
      const returned = again.perform();
      sent.tickets.push({ value: 0n, state: "open" });
      return returned;
    },
  };
}

/** A further ticket for a message to Arbitrum, without its ether. */
export function sendAgain(
  world: World,
  lane: LaneWorld,
  sent: SentUpdate | SentShares,
  gas: bigint,
  { l1, lanes }: Addresses,
): Call {
  const data = encodeFunctionData({ abi: iL1ArbitrumGatewayAbi, functionName: "resend", args: [sent.data] });
  return {
    chain: "l1",
    step: { caller: CALLER.player, target: l1.gateways[lane.id], value: FEE, data },
    perform: () => {
      if (world.now < sent.resentAt + world.setup.ticketResendSeconds) throw new Refusal("Gateway_TooEarly");
      sent.resentAt = world.now;
      keepDown(world, lane, { data: sent.data, value: 0n, gas, refundTo: l1.player }, { l1, lanes });
      return [];
    },
  };
}

/** A message from L1, as the bridge to its lane brings it. */
export function carryDown(
  lane: LaneWorld,
  { data }: { data: Hex },
  { value, starved }: { value: Wei; starved: true | undefined },
  { l1, lanes }: Addresses,
): Step {
  const { gateway: target, player } = lanes[lane.id];
  if (CHAIN_OF[lane.id] === "op") {
    return carry({ sender: l1.gateways[lane.id], target, value, data, player, starved, lane });
  }
  return { caller: CALLER.aliasedGateway, target, value, data, ...(starved && { gas: STARVED.arb }) };
}

/** How a bridge's call that is starved fails. */
export function tooLittleGas({ id }: LaneWorld): string {
  return CHAIN_OF[id] === "op" ? NO_REASON : "Gateway_GasTooLow";
}

type Carried = Readonly<{
  sender: Hex;
  target: Hex;
  value: bigint;
  data: Hex;
  player: Hex;
  starved: true | undefined;
  lane: LaneWorld;
}>;

function carry({ sender, target, value, data, player, starved, lane }: Carried): Step {
  const args = [sender, target, data] as const;
  const call = encodeFunctionData({ abi: playerAbi, functionName: "carry", args });
  const gas = starved && { gas: STARVED[CHAIN_OF[lane.id]] };
  return { caller: CALLER.player, target: player, value, data: call, ...gas };
}

/** What its target refuses, a bridge keeps for another try. */
export function attempt<Result>(sent: SentBatch | SentUpdate | SentShares, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    sent.failures += 1;
    throw error;
  }
}
