// Users and keepers of a lane's pool and hub on its L2.
import { encodeFunctionData, type Hex } from "viem";
import { iFlashExitAbi } from "../../../../shared/src/abi/IFlashExit.ts";
import { iL2HubAbi } from "../../../../shared/src/abi/IL2Hub.ts";
import { iL2StakingPoolAbi } from "../../../../shared/src/abi/IL2StakingPool.ts";
import { ModelError } from "../../../../shared/src/model/errors.ts";
import { flashExitL2 } from "../../../../shared/src/model/flash-l2.ts";
import { snapshotOf } from "../../../../shared/src/model/snapshot.ts";
import { toEtherDown } from "../../../../shared/src/units/conversion.ts";
import type { Addresses } from "../chain/deploy.ts";
import { CALLER, CHAIN_OF } from "../chain/peers.ts";
import { playerAbi } from "../chain/player-abi.ts";
import { applyLane } from "../world/apply.ts";
import type { PoolEvent } from "../world/events.ts";
import { sendBatch } from "../world/messages.ts";
import { closableAt, etherToSend, forwardable, nettable, stakeFee } from "../world/rules.ts";
import { type LaneWorld, l2Balance, type User, type World } from "../world/world.ts";
import { type Call, Refusal } from "./call.ts";

const abi = iL2StakingPoolAbi;

type FlashExit = Extract<PoolEvent, { kind: "flashExit" }>;

export function performPool(world: World, event: PoolEvent, addresses: Addresses): Call {
  const lane = world.lanes[event.lane];
  const { pool, hub, player, users } = addresses.lanes[event.lane];
  const by = (user: User | null, data: Hex, perform: Call["perform"], value = 0n): Call => ({
    chain: CHAIN_OF[event.lane],
    step: { caller: user === null ? CALLER.player : Number(user), target: pool, value, data },
    perform,
  });
  const accountOf = (user: User) => users[Number(user) - 1] ?? "0x";
  switch (event.kind) {
    case "stake": {
      const { user, amount, minShares } = event;
      const data = encodeFunctionData({ abi, functionName: "stake", args: [accountOf(user), minShares] });
      return by(user, data, () => [stake(world, lane, event)], amount);
    }
    case "requestUnstake": {
      const { user, shares } = event;
      const data = encodeFunctionData({ abi, functionName: "requestUnstake", args: [shares, accountOf(user)] });
      return by(user, data, () => [requestUnstake(world, lane, user, shares)]);
    }
    case "net":
      return by(null, encodeFunctionData({ abi, functionName: "net" }), () => net(world, lane));
    case "forward":
      return by(null, encodeFunctionData({ abi, functionName: "forward" }), () => [forward(world, lane)]);
    case "closeBatch": {
      const data = encodeFunctionData({ abi: iL2HubAbi, functionName: "closeBatch" });
      const { chain, step, perform } = by(null, data, () => [closeBatch(world, lane, addresses)]);
      return { chain, step: { ...step, target: hub }, perform };
    }
    case "claimUnstake": {
      const { user, id } = event;
      const data = encodeFunctionData({ abi, functionName: "claimUnstake", args: [BigInt(id)] });
      return by(user, data, () => [claimUnstake(world, lane, user, id)]);
    }
    case "flashExit": {
      const { user, shares, minEther } = event;
      const args = [shares, accountOf(user), minEther] as const;
      const data = encodeFunctionData({ abi: iFlashExitAbi, functionName: "flashExit", args });
      return by(user, data, () => [flashExit(world, lane, event)]);
    }
    case "forcePool": {
      const data = encodeFunctionData({ abi: playerAbi, functionName: "force", args: [pool] });
      const perform = () => {
        lane.poolForced += event.amount;
        return [];
      };
      const { chain, step } = by(null, data, perform, event.amount);
      return { chain, step: { ...step, target: player }, perform };
    }
  }
}

function stake(world: World, lane: LaneWorld, event: Extract<PoolEvent, { kind: "stake" }>): bigint {
  const { user, amount, minShares } = event;
  const fee = stakeFee(world, lane, amount);
  const { shares } = applyLane(world, lane, "stake", { amount, fee, minShares, now: world.now });
  lane.balances[user] = l2Balance(lane, user) + shares;
  return shares;
}

/** The model knows one balance, the lane's; whose it is stands in the world. The contract looks at the size first. */
function requestUnstake(world: World, lane: LaneWorld, user: User, shares: bigint): bigint {
  const { requestMin, requestMax } = world.setup.params;
  const value = toEtherDown(shares, lane.l2.feed.rate);
  if (value < requestMin) throw new ModelError("RequestTooSmall");
  if (value > requestMax) throw new ModelError("RequestTooLarge");
  if (shares > l2Balance(lane, user)) throw new Refusal("ERC20InsufficientBalance");
  const { id } = applyLane(world, lane, "requestUnstake", { shares, now: world.now });
  lane.balances[user] = l2Balance(lane, user) - shares;
  lane.owners.push(user);
  return BigInt(id);
}

function net(world: World, lane: LaneWorld): bigint[] {
  const count = nettable(lane);
  if (count === 0) throw new Refusal(whyNothingIsNetted(world, lane));
  const { shares, reserved } = applyLane(world, lane, "net", { count, now: world.now });
  return [shares, reserved];
}

function whyNothingIsNetted({ now }: World, { l2 }: LaneWorld): string {
  if (l2.feed.stopped) return "Pool_StoppedAfterFall";
  return now < l2.freeze.until ? "Pool_Frozen" : "Pool_NothingToNet";
}

/** Nets first what it can, unless the lane is stopped or frozen; both or nothing. */
function forward(world: World, lane: LaneWorld): bigint {
  const isOpen = !lane.l2.feed.stopped && world.now >= lane.l2.freeze.until;
  const netted = isOpen ? nettable(lane) : 0;
  if (netted > 0) {
    const trial = { ...lane, l2: snapshotOf(lane.l2), transit: { ...lane.transit } };
    applyLane({ ...world, memory: null }, trial, "net", { count: netted, now: world.now });
    if (forwardable(world, trial) === 0) throw new Refusal("Pool_NothingToForward");
    applyLane(world, lane, "net", { count: netted, now: world.now });
  }
  const count = forwardable(world, lane);
  if (count === 0) throw new Refusal("Pool_NothingToForward");
  const first = lane.l2.head;
  const { shares, nonce } = applyLane(world, lane, "forward", { count });
  for (let index = first; index < first + count; index++) lane.forwardedIn[index + 1] = nonce;
  return shares;
}

function closeBatch(world: World, lane: LaneWorld, addresses: Addresses): bigint {
  const from = closableAt(world, lane);
  if (from === null) throw new Refusal("L2Hub_NothingToClose");
  if (world.now < from) throw new Refusal("L2Hub_TooEarlyToClose");
  const input = { ether: etherToSend(world, lane), hasActions: lane.outbox.length > 0 };
  const batch = applyLane(world, lane, "closeBatch", input);
  sendBatch(world, lane, batch, addresses);
  return BigInt(batch.nonce);
}

function claimUnstake(world: World, lane: LaneWorld, user: User, id: number): bigint {
  if (id < 1 || id > lane.l2.requests.length) throw new Refusal("Pool_UnknownRequest");
  if (lane.claimed.includes(id)) throw new Refusal("Pool_AlreadyClaimed");
  if (lane.owners[id - 1] !== user) throw new Refusal("Pool_NotRequestOwner");
  const { paid } = applyLane(world, lane, "claimUnstake", { id });
  lane.claimed.push(id);
  return paid;
}

function flashExit(world: World, lane: LaneWorld, { user, shares, minEther }: FlashExit): bigint {
  const input = { shares, minEther, now: world.now };
  const balance = l2Balance(lane, user);
  if (shares > balance) {
    // The pool asks for the balance last, the model for everybody's first.
    flashExitL2({ ...snapshotOf(lane.l2), supply: lane.l2.supply + shares }, input);
    throw new Refusal("ERC20InsufficientBalance");
  }
  const { paid } = applyLane(world, lane, "flashExitL2", input);
  lane.balances[user] = balance - shares;
  return paid;
}
