// Users of L1's core.
import { encodeFunctionData, type Hex } from "viem";
import { iLiquidStakingCoreAbi } from "../../../../shared/src/abi/ILiquidStakingCore.ts";
import { ModelError } from "../../../../shared/src/model/errors.ts";
import { payout } from "../../../../shared/src/model/queue.ts";
import type { Addresses } from "../chain/deploy.ts";
import { CALLER } from "../chain/peers.ts";
import { playerAbi } from "../chain/player-abi.ts";
import { applyCore } from "../world/apply.ts";
import type { CoreEvent } from "../world/events.ts";
import { isPushable } from "../world/rules.ts";
import type { User, World } from "../world/world.ts";
import { type Call, Refusal } from "./call.ts";

const abi = iLiquidStakingCoreAbi;

export function performCore(world: World, event: CoreEvent, { l1 }: Addresses): Call {
  const by = (user: User | null, data: Hex, perform: Call["perform"], value = 0n): Call => ({
    chain: "l1",
    step: { caller: user === null ? CALLER.player : Number(user), target: l1.core, value, data },
    perform,
  });
  const accountOf = (user: User) => l1.users[Number(user) - 1] ?? "0x";
  switch (event.kind) {
    case "deposit": {
      const { user, amount, minShares } = event;
      const data = encodeFunctionData({ abi, functionName: "deposit", args: [accountOf(user), minShares] });
      const input = { receiver: user, amount, minShares, now: world.now };
      return by(user, data, () => [applyCore(world, "deposit", input).shares], amount);
    }
    case "request": {
      const { user, shares } = event;
      const data = encodeFunctionData({ abi, functionName: "requestWithdrawal", args: [shares, accountOf(user)] });
      return by(user, data, () => [BigInt(applyCore(world, "request", { owner: user, shares, now: world.now }).id)]);
    }
    case "claim": {
      const { user, id } = event;
      const data = encodeFunctionData({ abi, functionName: "claim", args: [BigInt(id)] });
      return by(user, data, () => [claimAll(world, user, [id])]);
    }
    case "claimMany": {
      const { user, ids } = event;
      const data = encodeFunctionData({ abi, functionName: "claimMany", args: [ids.map(BigInt)] });
      return by(user, data, () => [claimAll(world, user, ids)]);
    }
    case "pushWithdrawals": {
      const data = encodeFunctionData({ abi, functionName: "pushWithdrawals", args: [event.ids.map(BigInt)] });
      return by(null, data, () => {
        for (const id of event.ids) if (isPushable(world, id)) applyCore(world, "claim", { id });
        return [];
      });
    }
    case "skim":
      return by(null, encodeFunctionData({ abi, functionName: "skim" }), () => [
        applyCore(world, "skim", undefined).amount,
      ]);
    case "force": {
      const data = encodeFunctionData({ abi: playerAbi, functionName: "force", args: [l1.core] });
      return {
        chain: "l1",
        step: { caller: CALLER.player, target: l1.player, value: event.amount, data },
        perform: () => {
          applyCore(world, "donate", { amount: event.amount });
          return [];
        },
      };
    }
  }
}

/** All or nothing, in order; the model has no owners to refuse. */
function claimAll(world: World, user: User, ids: readonly number[]): bigint {
  const { core } = world;
  const seen = new Set<number>();
  for (const id of ids) {
    payout(core, { id });
    const entry = core.queue.requests[id - 1];
    if (entry?.claimed || seen.has(id)) throw new ModelError("NotClaimable");
    if (entry?.owner !== user) throw new Refusal("Core_NotRequestOwner");
    seen.add(id);
  }
  return ids.reduce((sum, id) => sum + applyCore(world, "claim", { id }).paid, 0n);
}
