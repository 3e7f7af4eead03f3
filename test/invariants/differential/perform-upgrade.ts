// Hubs upgraded through their timelocks, and which of each other's messages they read then.
import { type Call, Refusal } from "./call.ts";
import type { Addresses } from "./chain.ts";
import type { UpgradeEvent } from "./events.ts";
import { upgradeCalls } from "./timelock.ts";
import type { Hub, World } from "./world.ts";

export function performUpgrade(world: World, event: UpgradeEvent, addresses: Addresses): Call {
  const { hub, implementation, version } = event;
  const { timelockDelayL1, timelockDelayL2 } = world.setup;
  const delay = hub === "laneHub" ? timelockDelayL1 : timelockDelayL2;
  const target = hub === "laneHub" ? addresses.l1Timelock : addresses.l2Timelock;
  const { schedule, execute } = upgradeCalls(addresses[hub], implementation, delay);
  const isScheduling = event.kind === "scheduleUpgrade";
  return {
    step: { caller: 0, target, value: 0n, data: isScheduling ? schedule : execute },
    perform: () => {
      if (isScheduling) world.upgradableAt[hub] = world.now + delay;
      else if (world.now < (world.upgradableAt[hub] ?? world.now + 1n)) {
        throw new Refusal("TimelockUnexpectedOperationState");
      } else world.versions[hub] = version;
      return [];
    },
  };
}

/** Hubs read the version they write and the one before it. */
export function refuseUnreadable(world: World, message: { version: number }, receiver: Hub): void {
  const newest = world.versions[receiver];
  if (message.version > newest || message.version < newest - 1) throw new Refusal("Envelope_UnsupportedVersion");
}
