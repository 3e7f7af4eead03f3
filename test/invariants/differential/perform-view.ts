// Views of single requests, which no sum shows.
import { encodeFunctionData } from "viem";
import { iL2StakingPoolAbi } from "../../../shared/src/abi/IL2StakingPool.ts";
import { iLiquidStakingCoreAbi } from "../../../shared/src/abi/ILiquidStakingCore.ts";
import type { PayRange, UnstakeRequest } from "../../../shared/src/model/lane-l2-state.ts";
import { finalizedUpTo, payout } from "../../../shared/src/model/queue.ts";
import { queueUnitsToWeiDown } from "../../../shared/src/model/queue-value.ts";
import { toEtherDown } from "../../../shared/src/units/conversion.ts";
import { QUEUE_UNIT, RAY } from "../../../shared/src/units/quantity.ts";
import { minOf, mulDivUp } from "../../../shared/src/units/rounding.ts";
import { type Call, words } from "./call.ts";
import type { Addresses } from "./chain.ts";
import { LANE_OWNER, USERS, type World } from "./world.ts";

/** RequestStatus of CoreTypes.sol. */
const WITHDRAWAL = { pending: 1n, finalized: 2n, claimed: 3n } as const;
/** UnstakeStatus of PoolTypes.sol. */
const UNSTAKE = { pending: 1n, forwarded: 2n, payable: 3n, claimed: 4n } as const;

export function viewWithdrawal(world: World, id: number, addresses: Addresses): Call {
  const args = [BigInt(id)] as const;
  const data = encodeFunctionData({ abi: iLiquidStakingCoreAbi, functionName: "withdrawalRequest", args });
  return {
    step: { caller: 0, target: addresses.core, value: 0n, data },
    perform: () => withdrawal(world, id, addresses),
  };
}

function withdrawal({ core }: World, id: number, addresses: Addresses): bigint[] {
  const entry = core.queue.requests[id - 1];
  if (entry === undefined) return [0n, 0n, 0n, 0n, 0n];
  if (entry.claimed) return [0n, WITHDRAWAL.claimed, 0n, 0n, 0n];
  const owner = BigInt(entry.owner === LANE_OWNER ? addresses.laneHub : userAddress(addresses, entry.owner));
  // The model keeps the first frame that may finalize a request, the contract the last one that may not.
  const frame = BigInt(entry.frame) - 1n;
  if (id <= finalizedUpTo(core)) return [owner, WITHDRAWAL.finalized, payout(core, { id }), frame, 0n];
  const { lossIndex, finalized } = core.queue;
  const ahead = mulDivUp((entry.cumulative - entry.amount - finalized) * QUEUE_UNIT, lossIndex, RAY);
  return [owner, WITHDRAWAL.pending, queueUnitsToWeiDown(entry.amount, lossIndex), frame, ahead];
}

export function viewUnstake(world: World, id: number, addresses: Addresses): Call {
  const args = [BigInt(id)] as const;
  const data = encodeFunctionData({ abi: iL2StakingPoolAbi, functionName: "unstakeRequest", args });
  return {
    step: { caller: 0, target: addresses.pool, value: 0n, data },
    perform: () => words(unstake(world, id, addresses)),
  };
}

function unstake(world: World, id: number, addresses: Addresses): bigint[] {
  const { lane, l2Owners, l2ForwardedIn } = world;
  const entry = lane.requests[id - 1];
  if (entry === undefined) return [0n, 0n, 0n, 0n, 0n, 0n, 0n];
  const owner = BigInt(userAddress(addresses, l2Owners[id - 1] ?? ""));
  const batch = BigInt(l2ForwardedIn[id] ?? 0);
  const { kind } = entry.status;
  if (kind === "claimed") return [0n, UNSTAKE.claimed, entry.shares, 0n, entry.time, batch, 0n];
  const head = [entry.shares, entry.ownRate, entry.time, batch];
  if (kind === "waiting") return [owner, UNSTAKE.pending, ...head, 0n];
  const payRate = rangeOf(world, entry)?.payRate ?? null;
  if (payRate === null) return [owner, UNSTAKE.forwarded, ...head, 0n];
  return [owner, UNSTAKE.payable, ...head, toEtherDown(entry.shares, minOf(entry.ownRate, payRate))];
}

function rangeOf({ lane }: World, { status }: UnstakeRequest): PayRange | undefined {
  if (status.kind === "netted") return lane.netted[status.range];
  if (status.kind === "forwarded") return lane.forwarded[status.nonce];
  return undefined;
}

function userAddress({ accounts }: Addresses, owner: string) {
  return accounts[(USERS as readonly string[]).indexOf(owner)] ?? "0x0";
}
