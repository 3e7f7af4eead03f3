// Performs an event on the model and says what the contracts must do with the same call.
import { encodeFunctionData, type Hex } from "viem";
import { iL2HubAbi } from "../../../shared/src/abi/IL2Hub.ts";
import { iL2StakingPoolAbi } from "../../../shared/src/abi/IL2StakingPool.ts";
import { iLiquidStakingCoreAbi } from "../../../shared/src/abi/ILiquidStakingCore.ts";
import { ModelError } from "../../../shared/src/model/errors.ts";
import { applyToCore, applyToLane } from "../../../shared/src/model/events.ts";
import { hasOpenBatch } from "../../../shared/src/model/lane-l2.ts";
import { finalizedUpTo, payout } from "../../../shared/src/model/queue.ts";
import { toEtherDown } from "../../../shared/src/units/conversion.ts";
import { type Call, Refusal, words } from "./call.ts";
import type { Addresses, Step } from "./chain.ts";
import { CONTRACT_ERRORS, type Event } from "./events.ts";
import { performFast } from "./perform-fast.ts";
import { performReport, performStateUpdate } from "./perform-report.ts";
import { claimReward } from "./perform-reward.ts";
import { performUpgrade, refuseUnreadable } from "./perform-upgrade.ts";
import { viewUnstake, viewWithdrawal } from "./perform-view.ts";
import { playerAbi } from "./player-abi.ts";
import {
  closableAt,
  etherToSend,
  forwardable,
  LANE_OWNER,
  l2Balance,
  nettable,
  stakeFee,
  USERS,
  type User,
  type World,
} from "./world.ts";

/** What a call must return, null for anything; or the name of the error it must revert with. */
export type Expected = Readonly<{ returned: Hex | null } | { error: string }>;
export type Performed = Readonly<{ step: Step; expected: Expected }>;

/**
 * Changes the world as the event says, or not at all where it is refused. Null for what has no call: time passing, and
 * events of a shortened sequence whose subject does not exist.
 */
export function perform(world: World, event: Event, addresses: Addresses): Performed | null {
  if (event.kind === "wait") {
    world.now += event.seconds;
    return null;
  }
  const call = callOf(world, event, addresses);
  if (call === null) return null;
  return { step: call.step, expected: expectedOf(event, call.perform) };
}

function expectedOf(event: Event, run: Call["perform"]): Expected {
  try {
    const result = run();
    if (result === null || typeof result === "string") return { returned: result };
    return { returned: words(result) };
  } catch (error) {
    if (error instanceof Refusal) return { error: error.code };
    if (!(error instanceof ModelError)) throw error;
    const name = CONTRACT_ERRORS[event.kind]?.[error.code];
    if (name === undefined) throw new UnmappedRefusal(event, error);
    return { error: name };
  }
}

/** The model refused for a reason that no contract has there. */
export class UnmappedRefusal extends Error {
  constructor(event: Event, cause: ModelError) {
    super(`the model refused ${event.kind} with ${cause.message}, for which CONTRACT_ERRORS has no error`, { cause });
    this.name = "UnmappedRefusal";
  }
}

function callOf(world: World, event: Exclude<Event, { kind: "wait" }>, addresses: Addresses): Call | null {
  switch (event.kind) {
    case "deposit":
    case "request":
    case "claim":
    case "claimMany":
    case "pushWithdrawals":
    case "skim":
    case "force":
      return coreCall(world, event, addresses);
    case "report":
      return performReport(world, event, addresses);
    case "pushStateUpdate":
      return performStateUpdate(world, addresses);
    case "fastNote":
    case "fastFreeze":
    case "missingTwin":
      return performFast(world, event, addresses);
    case "scheduleUpgrade":
    case "upgrade":
      return performUpgrade(world, event, addresses);
    case "land":
      return land(world, event.batch, addresses);
    case "deliver":
      return deliver(world, event.update, addresses);
    case "stake":
    case "requestUnstake":
    case "net":
    case "forward":
    case "closeBatch":
    case "claimUnstake":
      return poolCall(world, event, addresses);
    case "claimReward":
      return claimReward(world, event, addresses);
    case "viewWithdrawal":
      return viewWithdrawal(world, event.id, addresses);
    case "viewUnstake":
      return viewUnstake(world, event.id, addresses);
  }
}

type CoreEvent = Extract<
  Event,
  { kind: "deposit" | "request" | "claim" | "claimMany" | "pushWithdrawals" | "skim" | "force" }
>;

function coreCall(world: World, event: CoreEvent, addresses: Addresses): Call {
  const { core } = world;
  const abi = iLiquidStakingCoreAbi;
  const by = (user: User | null, data: Hex, value = 0n): Step => {
    return { caller: user === null ? 0 : Number(user), target: addresses.core, value, data };
  };
  switch (event.kind) {
    case "deposit": {
      const { user, amount, minShares } = event;
      const args = [accountOf(addresses, user), minShares] as const;
      return {
        step: by(user, encodeFunctionData({ abi, functionName: "deposit", args }), amount),
        perform: () => [applyToCore(core, "deposit", { receiver: user, amount, minShares, now: world.now }).shares],
      };
    }
    case "request": {
      const { user, shares } = event;
      const args = [shares, accountOf(addresses, user)] as const;
      return {
        step: by(user, encodeFunctionData({ abi, functionName: "requestWithdrawal", args })),
        perform: () => [BigInt(applyToCore(core, "request", { owner: user, shares, now: world.now }).id)],
      };
    }
    case "claim": {
      const { user, id } = event;
      return {
        step: by(user, encodeFunctionData({ abi, functionName: "claim", args: [BigInt(id)] })),
        perform: () => [claimAll(world, user, [id])],
      };
    }
    case "claimMany": {
      const { user, ids } = event;
      return {
        step: by(user, encodeFunctionData({ abi, functionName: "claimMany", args: [ids.map(BigInt)] })),
        perform: () => [claimAll(world, user, ids)],
      };
    }
    case "pushWithdrawals": {
      const args = [event.ids.map(BigInt)] as const;
      return {
        step: by(null, encodeFunctionData({ abi, functionName: "pushWithdrawals", args })),
        perform: () => {
          for (const id of event.ids) if (isPushable(world, id)) applyToCore(core, "claim", { id });
          return [];
        },
      };
    }
    case "skim":
      return {
        step: by(null, encodeFunctionData({ abi, functionName: "skim" })),
        perform: () => [applyToCore(core, "skim", undefined).amount],
      };
    case "force": {
      const target = addresses[event.target];
      const data = encodeFunctionData({ abi: playerAbi, functionName: "force", args: [target] });
      return {
        step: { caller: 0, target: addresses.player, value: event.amount, data },
        perform: () => {
          if (event.target === "core") applyToCore(core, "donate", { amount: event.amount });
          else world.poolForced += event.amount;
          return [];
        },
      };
    }
  }
}

/** All or nothing, in order; the model has no owners to refuse. */
function claimAll({ core }: World, user: User, ids: readonly number[]): bigint {
  const seen = new Set<number>();
  for (const id of ids) {
    payout(core, { id });
    const entry = core.queue.requests[id - 1];
    if (entry?.claimed || seen.has(id)) throw new ModelError("NotClaimable");
    if (entry?.owner !== user) throw new Refusal("Core_NotRequestOwner");
    seen.add(id);
  }
  return ids.reduce((sum, id) => sum + applyToCore(core, "claim", { id }).paid, 0n);
}

function isPushable({ core }: World, id: number): boolean {
  const entry = core.queue.requests[id - 1];
  return entry !== undefined && id <= finalizedUpTo(core) && !entry.claimed && entry.owner !== LANE_OWNER;
}

function accountOf({ accounts }: Addresses, user: User) {
  return accounts[USERS.indexOf(user)] ?? "0x";
}

function relay(addresses: Addresses, message: number): Step {
  const data = encodeFunctionData({ abi: playerAbi, functionName: "relay", args: [BigInt(message)] });
  return { caller: 0, target: addresses.player, value: 0n, data };
}

function land(world: World, index: number, addresses: Addresses): Call | null {
  const messageIndex = world.batches[index];
  const message = world.messages[messageIndex ?? -1];
  if (messageIndex === undefined || message?.kind !== "batch") return null;
  return {
    step: relay(addresses, messageIndex),
    perform: () => {
      refuseUnreadable(world, message, "laneHub");
      const { batch } = message;
      const { requestIds } = applyToCore(world.core, "land", { laneId: 1, batch, now: world.now });
      if (batch.forwarded > 0n) world.unsettled.push({ nonce: batch.nonce, requestIds });
      return [];
    },
  };
}

function deliver(world: World, index: number, addresses: Addresses): Call | null {
  const messageIndex = world.updates[index];
  const message = world.messages[messageIndex ?? -1];
  if (messageIndex === undefined || message?.kind !== "update") return null;
  return {
    step: relay(addresses, messageIndex),
    perform: () => {
      refuseUnreadable(world, message, "l2Hub");
      if (world.appliedUpdates.includes(index)) throw new Refusal("L2Hub_AlreadyApplied");
      const closeEther = hasOpenBatch(world.lane) ? etherToSend(world) : 0n;
      const { closed } = applyToLane(world.lane, "applyStateUpdate", { update: message.update, closeEther });
      if (closed !== null) sendBatch(world, closed);
      world.appliedUpdates.push(index);
      return [];
    },
  };
}

function sendBatch(world: World, batch: Extract<World["messages"][number], { kind: "batch" }>["batch"]): void {
  world.openedAt = world.now;
  world.batches.push(world.messages.length);
  world.messages.push({ kind: "batch", batch, version: world.versions.l2Hub });
}

type PoolEvent = Extract<
  Event,
  { kind: "stake" | "requestUnstake" | "net" | "forward" | "closeBatch" | "claimUnstake" }
>;

function poolCall(world: World, event: PoolEvent, addresses: Addresses): Call {
  const { lane } = world;
  const abi = iL2StakingPoolAbi;
  const by = (user: User | null, data: Hex, value = 0n): Step => {
    return { caller: user === null ? 0 : Number(user), target: addresses.pool, value, data };
  };
  switch (event.kind) {
    case "stake": {
      const { user, amount, minShares } = event;
      const args = [accountOf(addresses, user), minShares] as const;
      return {
        step: by(user, encodeFunctionData({ abi, functionName: "stake", args }), amount),
        perform: () => {
          const fee = stakeFee(world, amount);
          const { shares } = applyToLane(lane, "stake", { amount, fee, minShares, now: world.now });
          world.l2Balances[user] = l2Balance(world, user) + shares;
          return [shares];
        },
      };
    }
    case "requestUnstake": {
      const { user, shares } = event;
      const args = [shares, accountOf(addresses, user)] as const;
      return {
        step: by(user, encodeFunctionData({ abi, functionName: "requestUnstake", args })),
        perform: () => [requestUnstake(world, user, shares)],
      };
    }
    case "net":
      return {
        step: by(null, encodeFunctionData({ abi, functionName: "net" })),
        perform: () => {
          const count = nettable(world);
          if (count === 0) throw new Refusal(whyNothingIsNetted(world));
          const { shares, reserved } = applyToLane(lane, "net", { count, now: world.now });
          return [shares, reserved];
        },
      };
    case "forward":
      return {
        step: by(null, encodeFunctionData({ abi, functionName: "forward" })),
        perform: () => [forward(world)],
      };
    case "closeBatch":
      return {
        step: {
          ...by(null, encodeFunctionData({ abi: iL2HubAbi, functionName: "closeBatch" })),
          target: addresses.l2Hub,
        },
        perform: () => {
          const from = closableAt(world);
          if (from === null) throw new Refusal("L2Hub_NothingToClose");
          if (world.now < from) throw new Refusal("L2Hub_TooEarlyToClose");
          const batch = applyToLane(lane, "closeBatch", { ether: etherToSend(world) });
          sendBatch(world, batch);
          return [BigInt(batch.nonce)];
        },
      };
    case "claimUnstake": {
      const { user, id } = event;
      return {
        step: by(user, encodeFunctionData({ abi, functionName: "claimUnstake", args: [BigInt(id)] })),
        perform: () => {
          if (id < 1 || id > lane.requests.length) throw new Refusal("Pool_UnknownRequest");
          if (world.l2Claimed.includes(id)) throw new Refusal("Pool_AlreadyClaimed");
          if (world.l2Owners[id - 1] !== user) throw new Refusal("Pool_NotRequestOwner");
          const { paid } = applyToLane(lane, "claimUnstake", { id });
          world.l2Claimed.push(id);
          return [paid];
        },
      };
    }
  }
}

/** The model knows one balance, the lane's; whose it is stands in the world. The contract looks at the size first. */
function requestUnstake(world: World, user: User, shares: bigint): bigint {
  const { requestMin, requestMax } = world.setup.params;
  const value = toEtherDown(shares, world.lane.feed.rate);
  if (value < requestMin) throw new ModelError("RequestTooSmall");
  if (value > requestMax) throw new ModelError("RequestTooLarge");
  if (shares > l2Balance(world, user)) throw new Refusal("ERC20InsufficientBalance");
  const { id } = applyToLane(world.lane, "requestUnstake", { shares, now: world.now });
  world.l2Balances[user] = l2Balance(world, user) - shares;
  world.l2Owners.push(user);
  return BigInt(id);
}

function whyNothingIsNetted({ lane, now }: World): string {
  if (lane.feed.stopped) return "Pool_StoppedAfterFall";
  return now < lane.freeze.until ? "Pool_Frozen" : "Pool_NothingToNet";
}

/** Nets first what it can, unless the lane is stopped or frozen; both or nothing. */
function forward(world: World): bigint {
  const trial = structuredClone(world.lane);
  const after = { ...world, lane: trial };
  const isOpen = !trial.feed.stopped && world.now >= trial.freeze.until;
  const netted = isOpen ? nettable(after) : 0;
  if (netted > 0) applyToLane(trial, "net", { count: netted, now: world.now });
  const count = forwardable(after);
  if (count === 0) throw new Refusal("Pool_NothingToForward");
  if (netted > 0) applyToLane(world.lane, "net", { count: netted, now: world.now });
  const first = world.lane.head;
  const { shares, nonce } = applyToLane(world.lane, "forward", { count });
  for (let index = first; index < first + count; index++) world.l2ForwardedIn[index + 1] = nonce;
  return shares;
}
