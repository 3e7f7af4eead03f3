// Hubs upgraded through their timelocks, and which of each other's messages they read then.
import type { Addresses } from "../chain/deploy.ts";
import { CALLER, CHAIN_OF } from "../chain/peers.ts";
import { upgradeCalls } from "../chain/timelock.ts";
import type { UpgradeEvent } from "../world/events.ts";
import type { World } from "../world/world.ts";
import { type Call, Refusal } from "./call.ts";

export function performUpgrade(world: World, event: UpgradeEvent, { l1, lanes }: Addresses): Call {
  const { lane, implementation, version } = event;
  const { timelockDelayL1, timelockDelayL2 } = world.setup;
  const delay = lane === null ? timelockDelayL1 : timelockDelayL2;
  const { timelock, hub } = lane === null ? { timelock: l1.timelock, hub: l1.laneHub } : lanes[lane];
  const { schedule, execute } = upgradeCalls(hub, implementation, delay);
  const isScheduling = event.kind === "scheduleUpgrade";
  return {
    chain: lane === null ? "l1" : CHAIN_OF[lane],
    step: { caller: CALLER.player, target: timelock, value: 0n, data: isScheduling ? schedule : execute },
    perform: () => {
      if (isScheduling) world.upgradableAt[hub] = world.now + delay;
      else if (world.now < (world.upgradableAt[hub] ?? world.now + 1n)) {
        throw new Refusal("TimelockUnexpectedOperationState");
      } else (lane === null ? world : world.lanes[lane]).version = version;
      return [];
    },
  };
}

/** Hubs read the version they write and the one before it. */
export function refuseUnreadable(newest: number, { version }: { version: number }): void {
  if (version > newest || version < newest - 1) throw new Refusal("Envelope_UnsupportedVersion");
}
