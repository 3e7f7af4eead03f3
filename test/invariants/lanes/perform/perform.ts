// Performs an event on the model and says what the contracts must do with the same call.
import type { Hex } from "viem";
import { ModelError } from "../../../../shared/src/model/errors.ts";
import type { Addresses } from "../chain/deploy.ts";
import type { ChainName } from "../chain/peers.ts";
import type { Step } from "../chain/steps.ts";
import { CONTRACT_ERRORS } from "../world/errors.ts";
import type { CallEvent, Event } from "../world/events.ts";
import type { World } from "../world/world.ts";
import { performAction } from "./actions.ts";
import { type Call, Refusal, words } from "./call.ts";
import { performCore } from "./core.ts";
import { performFast } from "./fast.ts";
import { performMessage } from "./messages.ts";
import { performMove } from "./moves.ts";
import { performPool } from "./pool.ts";
import { performReport } from "./report.ts";
import { claimReward } from "./reward.ts";
import { performUpgrade } from "./upgrade.ts";
import { performView } from "./view.ts";

/** What a call must return, null for anything; or the name of the error it must revert with. */
export type Expected = Readonly<{ returned: Hex | null } | { error: string }>;
export type Performed = Readonly<{ chain: ChainName; step: Step; expected: Expected }>;

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
  return { chain: call.chain, step: call.step, expected: expectedOf(event, call.perform) };
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

function callOf(world: World, event: CallEvent, addresses: Addresses): Call | null {
  switch (event.kind) {
    case "deposit":
    case "request":
    case "claim":
    case "claimMany":
    case "pushWithdrawals":
    case "skim":
    case "force":
      return performCore(world, event, addresses);
    case "report":
      return performReport(world, event, addresses);
    case "stake":
    case "requestUnstake":
    case "net":
    case "forward":
    case "closeBatch":
    case "claimUnstake":
    case "flashExit":
    case "forcePool":
      return performPool(world, event, addresses);
    case "moveToLane":
    case "moveOffLane":
    case "deliverShares":
    case "resendShares":
    case "sendParked":
      return performMove(world, event, addresses);
    case "pushStateUpdate":
    case "land":
    case "deliver":
    case "expire":
    case "resend":
      return performMessage(world, event, addresses);
    case "fastNote":
    case "fastFreeze":
    case "missingTwin":
    case "sendFastNote":
    case "sendFastFreeze":
      return performFast(world, event, addresses);
    case "append":
    case "execute":
    case "retry":
      return performAction(world, event, addresses);
    case "claimReward":
      return claimReward(world, event, addresses);
    case "viewWithdrawal":
    case "viewUnstake":
    case "viewBatch":
      return performView(world, event, addresses);
    case "scheduleUpgrade":
    case "upgrade":
      return performUpgrade(world, event, addresses);
  }
}
