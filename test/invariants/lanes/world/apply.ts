// Events on the model, each transition judged by the auditors of shared/src/model where the world has them.
import { createCoreAuditor } from "../../../../shared/src/model/audit-core.ts";
import { createLaneAuditor } from "../../../../shared/src/model/audit-lane.ts";
import {
  applyToCore,
  applyToLane,
  type CoreEventKind,
  type CoreInput,
  type CoreResult,
  type LaneEventKind,
  type LaneInput,
  type LaneResult,
} from "../../../../shared/src/model/events.ts";
import { type LaneWorld, laneL1, type World } from "./world.ts";

export function applyCore<Kind extends CoreEventKind>(
  { core, memory }: World,
  kind: Kind,
  input: CoreInput<Kind>,
): CoreResult<Kind> {
  if (memory === null) return applyToCore(core, kind, input);
  return createCoreAuditor(core, memory.core).apply(kind, input);
}

export function applyLane<Kind extends LaneEventKind>(
  world: World,
  { id, l2, transit }: LaneWorld,
  kind: Kind,
  input: LaneInput<Kind>,
): LaneResult<Kind> {
  if (world.memory === null) return applyToLane(l2, kind, input);
  return createLaneAuditor({ l1: laneL1(world, id), l2, transit, memory: world.memory.lanes[id] }).apply(kind, input);
}
