import { freezeForMissingTwin, noteFast, receiveFastFreeze, sendFastFreeze, unfreezeFast } from "./fast.ts";
import { flashExit } from "./flash.ts";
import { flashExitL2 } from "./flash-l2.ts";
import { land } from "./lane-l1.ts";
import { closeBatch, stake } from "./lane-l2.ts";
import type { LaneL2 } from "./lane-l2-state.ts";
import { deposit, donate, receiveVaultEther, skim, sweep } from "./ledger.ts";
import { proveSlashing } from "./loss.ts";
import { receiveMoveDown, releaseMoveUp, sendMoveDown, sendMoveUp, sendParked } from "./moves.ts";
import { claim, deferRequest, enqueueDeferred, request } from "./queue.ts";
import { report } from "./report.ts";
import { claimReward } from "./rewards.ts";
import type { Core } from "./state.ts";
import { claimForwards, sendStateUpdate } from "./state-update-l1.ts";
import { applyStateUpdate } from "./state-update-l2.ts";
import { claimUnstake, forward, net, requestUnstake } from "./unstake.ts";
import { killPredeposit, predeposit, provePredeposit, topUp } from "./validators.ts";

/** One L1 core and the L2 halves of its lanes. Messages between them are in the hands of whoever drives the events. */
export type World = { core: Core; lanes: LaneL2[] };

/** Events of the core; each takes the core and one input object. */
export const coreEvents = {
  deposit,
  request,
  deferRequest,
  enqueueDeferred,
  claim,
  flashExit,
  donate,
  receiveVaultEther,
  skim,
  sweep,
  report,
  proveSlashing,
  predeposit,
  provePredeposit,
  killPredeposit,
  topUp,
  land,
  noteFast,
  freezeForMissingTwin,
  unfreezeFast,
  sendFastFreeze,
  sendMoveDown,
  releaseMoveUp,
  sendParked,
  claimForwards,
  sendStateUpdate,
} as const;

/** Events of one lane's L2. */
export const laneEvents = {
  stake,
  requestUnstake,
  net,
  forward,
  flashExitL2,
  closeBatch,
  sendMoveUp,
  receiveMoveDown,
  applyStateUpdate,
  receiveFastFreeze,
  claimUnstake,
  claimReward,
} as const;

export type CoreEventKind = keyof typeof coreEvents;
export type LaneEventKind = keyof typeof laneEvents;

type InputOf<Handler> = Handler extends (state: never, input: infer Input) => unknown ? Input : never;
type ResultOf<Handler> = Handler extends (...args: never[]) => infer Result ? Result : never;

export type CoreInput<Kind extends CoreEventKind> = InputOf<(typeof coreEvents)[Kind]>;
export type CoreResult<Kind extends CoreEventKind> = ResultOf<(typeof coreEvents)[Kind]>;
export type LaneInput<Kind extends LaneEventKind> = InputOf<(typeof laneEvents)[Kind]>;
export type LaneResult<Kind extends LaneEventKind> = ResultOf<(typeof laneEvents)[Kind]>;

/** Applies one event to the core in place. Throws ModelError, with the core unchanged, where a contract reverts. */
export function applyToCore<Kind extends CoreEventKind>(
  core: Core,
  kind: Kind,
  input: CoreInput<Kind>,
): CoreResult<Kind> {
  const handler = coreEvents[kind] as (core: Core, input: CoreInput<Kind>) => unknown;
  return handler(core, input) as CoreResult<Kind>;
}

/** Applies one event to a lane's L2 in place. Throws ModelError, with the lane unchanged, where a contract reverts. */
export function applyToLane<Kind extends LaneEventKind>(
  lane: LaneL2,
  kind: Kind,
  input: LaneInput<Kind>,
): LaneResult<Kind> {
  const handler = laneEvents[kind] as (lane: LaneL2, input: LaneInput<Kind>) => unknown;
  return handler(lane, input) as LaneResult<Kind>;
}
