// Operators' actions: appended on an L2, executed on L1 in runs, retried where they failed (ACT-1).
import { concatHex, encodeFunctionData, type Hex } from "viem";
import { iL2HubAbi } from "../../../../shared/src/abi/IL2Hub.ts";
import { iLaneHubAbi } from "../../../../shared/src/abi/ILaneHub.ts";
import { proveRun } from "../../../../shared/src/merkle/outbox-tree.ts";
import { actionBudget, actionLeaf, encodeRun } from "../../../../shared/src/messages/action.ts";
import { pack, uintField } from "../../../../shared/src/messages/packed.ts";
import { mustApply } from "../../../../shared/src/model/invariants.ts";
import type { MoveUp } from "../../../../shared/src/model/lane-l1-state.ts";
import { params } from "../../../../shared/src/params.ts";
import { NO_REASON } from "../chain/contract-errors.ts";
import type { Addresses } from "../chain/deploy.ts";
import { ACTION_KINDS, CALLER, CHAIN_OF, type LaneId } from "../chain/peers.ts";
import { sha256, word } from "../chain/steps.ts";
import { applyCore } from "../world/apply.ts";
import type { ActionEvent } from "../world/events.ts";
import { gasDeclared } from "../world/rules.ts";
import { type Action, type LaneWorld, laneL1, type SentBatch, type World } from "../world/world.ts";
import { type Call, Refusal } from "./call.ts";

/** What a single action reverts with before its time, by its manner: see ActionCounter.sol. */
const FAILURES = ["ActionCounter_NotOpen", NO_REASON, "ActionCounter_Verbose"];
export const MANNERS = FAILURES.length;
/** What operators declare for one action, and what is too little even for a move, but enough to find that out. */
export const ACTION_GAS = 300_000;
const STARVED = 200_000;
const { actionBatchGas, actionGasMax } = params.mainnet;

type EventOf<Kind extends ActionEvent["kind"]> = Extract<ActionEvent, { kind: Kind }>;

export function performAction(world: World, event: ActionEvent, addresses: Addresses): Call | null {
  switch (event.kind) {
    case "append":
      return append(world, event, addresses);
    case "execute":
      return execute(world, event, addresses);
    case "retry":
      return retry(world, event, addresses);
  }
}

function append(world: World, event: EventOf<"append">, addresses: Addresses): Call {
  const lane = world.lanes[event.lane];
  const data = actionData(world, event);
  return {
    chain: CHAIN_OF[lane.id],
    step: {
      caller: CALLER.player,
      target: addresses.lanes[lane.id].hub,
      value: 0n,
      data: encodeFunctionData({ abi: iL2HubAbi, functionName: "appendAction", args: [data] }),
    },
    perform: () => {
      const { action: kind, gas, openAt, manner } = event;
      if (BigInt(gas) > actionGasMax) throw new Refusal("L2Hub_ActionGasTooHigh");
      const budget = actionBudget(data);
      if (gasDeclared(lane.outbox) + budget > actionBatchGas) throw new Refusal("L2Hub_BatchFull");
      lane.outbox = [...lane.outbox, { data, kind, budget, openAt, manner, move: null }];
      world.appended += 1;
      return [BigInt(lane.l2.batchNonce + 1), BigInt(lane.outbox.length - 1)];
    },
  };
}

/** `kind u8 | gasLimit u32 | operatorId u64 | issuedAt u40 | openAt u40 | manner u8 | serial u64`. */
function actionData(world: World, { lane, action, gas, openAt, manner }: EventOf<"append">): Hex {
  return pack(
    ...[uintField("kind", action, 1), uintField("gasLimit", gas, 4), uintField("operatorId", lane, 8)],
    ...[uintField("issuedAt", world.now, 5), uintField("openAt", openAt, 5), uintField("manner", manner, 1)],
    uintField("serial", world.appended, 8),
  );
}

function execute(world: World, event: EventOf<"execute">, { l1 }: Addresses): Call | null {
  const lane = world.lanes[event.lane];
  const sent = lane.batches[event.batch];
  const start = (sent?.cursor ?? 0) + event.ahead;
  const run = sent?.actions.slice(start, start + event.length) ?? [];
  if (sent === undefined || run.length === 0) return null;
  const isWhole = run.length === sent.actions.length;
  const proof = isWhole ? [] : proveRun(leavesOf(sent), { start, length: run.length });
  const args = [lane.id, BigInt(event.batch + 1), start, encodeRun(run.map(({ data }) => data)), proof] as const;
  return {
    chain: "l1",
    step: {
      caller: CALLER.player,
      target: l1.laneHub,
      value: 0n,
      data: encodeFunctionData({ abi: iLaneHubAbi, functionName: "executeActions", args }),
      ...(event.starved && { gas: STARVED }),
    },
    perform: () => {
      if (event.batch >= laneL1(world, lane.id).appliedNonce) throw new Refusal("LaneHub_UnknownBatch");
      if (event.ahead > 0) throw new Refusal("LaneHub_WrongCursor");
      if (event.starved && run.some(isExecutable)) throw new Refusal("LaneHub_InsufficientGas");
      for (const [offset, action] of run.entries()) {
        if (action.move !== null) release(world, lane, action.move);
        else if (mayRun(world, action)) count(world, lane.id, action);
        else sent.failed.push(start + offset);
      }
      sent.cursor = start + run.length;
      return [];
    },
  };
}

function retry(world: World, event: EventOf<"retry">, { l1 }: Addresses): Call | null {
  const lane = world.lanes[event.lane];
  const sent = lane.batches[event.batch];
  const action = sent?.actions[event.index];
  if (sent === undefined || action === undefined) return null;
  const proof = proveRun(leavesOf(sent), { start: event.index, length: 1 });
  const args = [lane.id, BigInt(event.batch + 1), event.index, action.data, proof] as const;
  return {
    chain: "l1",
    step: {
      caller: CALLER.player,
      target: l1.laneHub,
      value: 0n,
      data: encodeFunctionData({ abi: iLaneHubAbi, functionName: "retryAction", args }),
    },
    perform: () => {
      if (!sent.failed.includes(event.index)) throw new Refusal("LaneHub_ActionNotFailed");
      if (!isExecutable(action)) throw new Refusal("LaneHub_NoExecutor");
      if (!mayRun(world, action)) throw new Refusal(FAILURES[action.manner] ?? NO_REASON);
      sent.failed = sent.failed.filter((index) => index !== event.index);
      count(world, lane.id, action);
      return [];
    },
  };
}

function isExecutable({ kind }: Action): boolean {
  return kind !== ACTION_KINDS.nobody;
}

function mayRun({ now }: World, action: Action): boolean {
  return isExecutable(action) && now >= action.openAt;
}

/** LANE-3: nothing may refuse what its L2 let go. */
function release(world: World, lane: LaneWorld, move: MoveUp): void {
  mustApply("LANE-3", () => applyCore(world, "releaseMoveUp", { laneId: lane.id, move }));
  lane.transit.up -= move.shares;
}

function count({ executed }: World, lane: LaneId, { data }: Action): void {
  const id = concatHex([`0x${word(lane, 2)}`, data]);
  executed.times[id] = (executed.times[id] ?? 0) + 1;
  executed.total += 1;
  executed.transcript = sha256(executed.transcript + id.slice(2));
}

function leavesOf({ actions }: SentBatch): Hex[] {
  return actions.map(({ data }) => actionLeaf(data));
}
