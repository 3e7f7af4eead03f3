// Views of single requests and batches, which no sum shows.
import { encodeFunctionData, type Hex } from "viem";
import { iL2StakingPoolAbi } from "../../../../shared/src/abi/IL2StakingPool.ts";
import { iLaneHubAbi } from "../../../../shared/src/abi/ILaneHub.ts";
import { iLiquidStakingCoreAbi } from "../../../../shared/src/abi/ILiquidStakingCore.ts";
import type { PayRange, UnstakeRequest } from "../../../../shared/src/model/lane-l2-state.ts";
import { finalizedUpTo, payout } from "../../../../shared/src/model/queue.ts";
import { queueUnitsToWeiDown } from "../../../../shared/src/model/queue-value.ts";
import { toEtherDown } from "../../../../shared/src/units/conversion.ts";
import { QUEUE_UNIT, RAY } from "../../../../shared/src/units/quantity.ts";
import { minOf, mulDivUp } from "../../../../shared/src/units/rounding.ts";
import type { Addresses } from "../chain/deploy.ts";
import { CALLER, CHAIN_OF } from "../chain/peers.ts";
import type { ViewEvent } from "../world/events.ts";
import { landedBatch } from "../world/rules.ts";
import { isLane, type LaneWorld, laneL1, type World } from "../world/world.ts";
import { type Call, Refusal, words } from "./call.ts";

/** RequestStatus of CoreTypes.sol. */
const WITHDRAWAL = { pending: 1n, finalized: 2n, claimed: 3n } as const;
/** UnstakeStatus of PoolTypes.sol. */
const UNSTAKE = { pending: 1n, forwarded: 2n, payable: 3n, claimed: 4n } as const;

export function performView(world: World, event: ViewEvent, addresses: Addresses): Call {
  const caller = CALLER.player;
  switch (event.kind) {
    case "viewWithdrawal": {
      const args = [BigInt(event.id)] as const;
      const data = encodeFunctionData({ abi: iLiquidStakingCoreAbi, functionName: "withdrawalRequest", args });
      const step = { caller, target: addresses.l1.core, value: 0n, data };
      return { chain: "l1", step, perform: () => withdrawal(world, event.id, addresses) };
    }
    case "viewUnstake": {
      const args = [BigInt(event.id)] as const;
      const data = encodeFunctionData({ abi: iL2StakingPoolAbi, functionName: "unstakeRequest", args });
      const step = { caller, target: addresses.lanes[event.lane].pool, value: 0n, data };
      const perform = () => words(unstake(world.lanes[event.lane], event.id, addresses));
      return { chain: CHAIN_OF[event.lane], step, perform };
    }
    case "viewBatch": {
      const args = [event.lane, BigInt(event.batch + 1)] as const;
      const data = encodeFunctionData({ abi: iLaneHubAbi, functionName: "batch", args });
      const step = { caller, target: addresses.l1.laneHub, value: 0n, data };
      const perform = () => {
        if (event.batch >= laneL1(world, event.lane).appliedNonce) throw new Refusal("LaneHub_UnknownBatch");
        return words(landedBatch(world, world.lanes[event.lane], event.batch));
      };
      return { chain: "l1", step, perform };
    }
  }
}

function withdrawal({ core }: World, id: number, { l1 }: Addresses): bigint[] {
  const entry = core.queue.requests[id - 1];
  if (entry === undefined) return [0n, 0n, 0n, 0n, 0n];
  if (entry.claimed) return [0n, WITHDRAWAL.claimed, 0n, 0n, 0n];
  const owner = BigInt(isLane(entry.owner) ? l1.laneHub : userAt(l1.users, entry.owner));
  // The model keeps the first frame that may finalize a request, the contract the last one that may not.
  const frame = BigInt(entry.frame) - 1n;
  if (id <= finalizedUpTo(core)) return [owner, WITHDRAWAL.finalized, payout(core, { id }), frame, 0n];
  const { lossIndex, finalized } = core.queue;
  const ahead = mulDivUp((entry.cumulative - entry.amount - finalized) * QUEUE_UNIT, lossIndex, RAY);
  return [owner, WITHDRAWAL.pending, queueUnitsToWeiDown(entry.amount, lossIndex), frame, ahead];
}

function unstake(lane: LaneWorld, id: number, { lanes }: Addresses): bigint[] {
  const { l2, owners, forwardedIn } = lane;
  const entry = l2.requests[id - 1];
  if (entry === undefined) return [0n, 0n, 0n, 0n, 0n, 0n, 0n];
  const owner = BigInt(userAt(lanes[lane.id].users, owners[id - 1] ?? ""));
  const batch = BigInt(forwardedIn[id] ?? 0);
  const { kind } = entry.status;
  if (kind === "claimed") return [0n, UNSTAKE.claimed, entry.shares, 0n, entry.time, batch, 0n];
  const head = [entry.shares, entry.ownRate, entry.time, batch];
  if (kind === "waiting") return [owner, UNSTAKE.pending, ...head, 0n];
  const payRate = rangeOf(lane, entry)?.payRate ?? null;
  if (payRate === null) return [owner, UNSTAKE.forwarded, ...head, 0n];
  return [owner, UNSTAKE.payable, ...head, toEtherDown(entry.shares, minOf(entry.ownRate, payRate))];
}

function rangeOf({ l2 }: LaneWorld, { status }: UnstakeRequest): PayRange | undefined {
  if (status.kind === "netted") return l2.netted[status.range];
  if (status.kind === "forwarded") return l2.forwarded[status.nonce];
  return undefined;
}

function userAt(users: readonly Hex[], user: string): Hex {
  return users[Number(user) - 1] ?? "0x0";
}
