// Invariants of the state that model and contracts agree on, after every step.
import {
  checkCore,
  checkLane,
  ensure,
  type InvariantId,
  observedE18,
} from "../../../../shared/src/model/invariants.ts";
import { createPriceWatch } from "../../../../shared/src/model/price-watch.ts";
import { finalizedUpTo, payout } from "../../../../shared/src/model/queue.ts";
import type { EventKind } from "../world/events.ts";
import { allLanes, laneL1, type World } from "../world/world.ts";
import type { Played } from "./play.ts";

/** Throws an error that names the broken invariant. */
export type Check = (world: World, played: Played) => void;

/** Beside these, the auditors of shared/src/model judge every transition as it happens: world/apply.ts. */
export function createCheck(beginning: World): Check {
  const { core } = beginning;
  const prices = createPriceWatch({ core, lanes: allLanes(beginning).map(({ l2 }) => l2) });
  return (world, { performed }) => {
    checkCore(world.core, observedE18(world.core));
    // That a pool really holds E + Y is compared with its chain, as "ether of the pool".
    for (const lane of allLanes(world)) checkLane(laneL1(world, lane.id), lane.l2, lane.transit);
    if (performed.chain === "l1") checkSetAside(world);
    prices.observe(world.now);
  };
}

/** U covers every finalized request that is not paid yet, and what is left over is rounding. */
function checkSetAside({ core }: World): void {
  let due = 0n;
  const finalized = finalizedUpTo(core);
  for (let id = 1; id <= finalized; id++) {
    if (core.queue.requests[id - 1]?.claimed === false) due += payout(core, { id });
  }
  const dust = core.claimable - due;
  const small = dust >= 0n && dust <= BigInt(finalized + core.queue.finalizations.length);
  ensure("QUEUE-2", small, () => `U is ${core.claimable}, finalized requests are owed ${due}`);
}

type Judged = "every step" | "every step on L1" | readonly EventKind[];

/** When each invariant is judged: by {@link createCheck}, by an auditor, or as a number that chains show. */
export const JUDGED: Readonly<Record<InvariantId | "ACT-1" | "ACT-2", Judged>> = {
  "LEDGER-1": "every step",
  "LEDGER-2": "every step",
  "LANE-1": "every step",
  "LANE-2": "every step",
  "LANE-3": "every step",
  "LANE-4": ["fastNote", "fastFreeze", "missingTwin", "sendFastFreeze"],
  "LANE-5": ["land", "deliver", "deliverShares"],
  "RATE-1": "every step on L1",
  "RATE-2": "every step",
  "RATE-3": ["report"],
  "FLASH-1": ["flashExit"],
  "QUEUE-1": "every step on L1",
  "QUEUE-2": "every step on L1",
  "REW-1": "every step",
  "REW-2": ["claimReward"],
  // "actions executed again" is 0, and the hash of all executions is the model's.
  "ACT-1": "every step on L1",
  // Messages and actions are the bytes of the TypeScript twins: the bridges' transcripts show their hash.
  "ACT-2": [
    ...(["append", "moveOffLane", "closeBatch", "land", "execute"] as const),
    ...(["pushStateUpdate", "deliver", "moveToLane", "sendParked", "deliverShares"] as const),
  ],
};

export function isJudged(when: Judged, { event, performed }: Played): boolean {
  if (when === "every step") return true;
  if (when === "every step on L1") return performed.chain === "l1";
  return when.includes(event.kind);
}
