import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { nodeDeskAbi } from "@cseth/shared/abi/NodeDesk";
import { actionBudget, encodeRun } from "@cseth/shared/messages/action";
import { operatorId } from "@cseth/shared/messages/ids";
import { params } from "@cseth/shared/params";
import {
  type Address,
  encodeFunctionData,
  getAddress,
  type Hex,
  keccak256,
  multicall3Abi,
  parseEventLogs,
  toHex,
} from "viem";
import { BenchError } from "../errors.ts";
import type { Measurement } from "../result.ts";
import type { Carried, Sent } from "./l1-end.ts";
import type { Lane } from "./lane.ts";

const OPERATORS = 100;
const ACTIONS = 1_000;
/** Batches of 100 that are measured. */
const SAMPLES = 3;
/** Calls of one transaction on L2, so that it stays below the cap of EIP-7825. */
const CALLS_PER_TRANSACTION = 60;
/** Owner of all operators: acts for whoever calls it, so that one transaction holds many actions. L1 cannot tell. */
const MULTICALL: Address = "0xcA11bde05977b3631167028862bE2a173976CA11";

/** A closed batch and what L1 is given to execute it. */
type Batch = Readonly<{ actions: readonly Hex[]; sent: Sent }>;
type Executed = Carried & Readonly<{ actions: number; execute: number }>;

/**
 * Actions through the real desk, hub, bridge and registry. All roles that are measured are set before, so each measured
 * action overwrites a slot that exists.
 */
export async function measureActions(
  { op, arbitrum }: { op: Lane; arbitrum: Lane },
  say: (line: string) => void,
): Promise<readonly Measurement[]> {
  const onOp = await playActions(op, { hundreds: SAMPLES, say });
  // What L1 executes is the same on every lane: here only the carrier differs.
  const onArbitrum = await playActions(arbitrum, { hundreds: 0, say });
  return [
    { id: "action-100", samples: onOp.hundreds.map(({ execute, actions }) => execute / actions) },
    ofThousand("action-1000-op", onOp.thousand),
    ofThousand("action-1000-arb", onArbitrum.thousand),
  ];
}

/** @param hundreds batches of 100 actions, beside the 1,000 in as few as the hub allows */
async function playActions(lane: Lane, { hundreds: count, say }: { hundreds: number; say: (line: string) => void }) {
  const of = operatorsOf(lane);
  const operators = Array.from({ length: OPERATORS }, (_unused, index) => index);
  say(`lane ${lane.laneId}: ${OPERATORS} operators register and set their managers on L2`);
  const warmUp = [
    ...(await append(lane, operators.map(of.register))),
    ...(await append(
      lane,
      operators.map((index) => of.setManager(index, 0)),
    )),
  ];
  say(`lane ${lane.laneId}: ${count} batches of ${OPERATORS} actions, then ${ACTIONS} in as few as the hub allows`);
  const hundreds: Batch[] = [];
  for (let sample = 0; sample < count; sample += 1) {
    hundreds.push(
      ...(await append(
        lane,
        operators.map((index) => of.setRewardRecipient(index, sample)),
      )),
    );
  }
  const thousand = await append(
    lane,
    Array.from({ length: ACTIONS }, (_unused, index) => of.setManager(index % OPERATORS, index + 1)),
  );

  say(`lane ${lane.laneId}: landing and executing the batches on L1`);
  const executed = await carryAndExecute(lane, [...warmUp, ...hundreds, ...thousand]);
  const from = (batches: readonly Batch[]) =>
    batches.map(({ sent }) => {
      const found = executed.find(({ batchNonce }) => batchNonce === sent.batchNonce);
      if (found === undefined) throw new BenchError("BENCH_NOT_READY", `Batch ${sent.batchNonce} was not executed.`);
      return found;
    });
  return { hundreds: from(hundreds), thousand: from(thousand) };
}

function ofThousand(id: string, batches: readonly Executed[]): Measurement {
  const sum = (part: (batch: Executed) => number) => batches.reduce((total, batch) => total + part(batch), 0);
  const [prove, finalize, execute] = [
    sum(({ prove }) => prove),
    sum(({ finalize }) => finalize),
    sum(({ execute }) => execute),
  ];
  const [largest] = batches;
  return {
    id,
    samples: [(prove + finalize + execute) / ACTIONS],
    note:
      `${ACTIONS} SET_MANAGER of ${OPERATORS} operators in turn took ${batches.length} batches, ${largest?.actions} at most in one ` +
      `(declared gas, ACTION_BATCH_GAS ${params.devnet.actionBatchGas}); per action: prove ${prove / ACTIONS}, ` +
      `finalize and land ${finalize / ACTIONS}, execute ${execute / ACTIONS}`,
  };
}

/** Puts calls to the desk into as few batches as the hub allows, and closes them. */
async function append(lane: Lane, calls: readonly Hex[]): Promise<Batch[]> {
  const target = lane.plan.l2("NodeDesk", lane.laneId);
  const batches: Batch[] = [];
  let rest = calls;
  while (rest.length > 0) {
    const actions: Hex[] = [];
    let room = Math.min(rest.length, CALLS_PER_TRANSACTION);
    while (room > 0) {
      const chunk = rest.slice(0, room).map((callData) => ({ target, callData, allowFailure: false }));
      const data = encodeFunctionData({ abi: multicall3Abi, functionName: "aggregate3", args: [chunk] });
      const { logs } = await lane.sendL2(MULTICALL, data);
      const appended = parseEventLogs({ abi: l2HubAbi, eventName: "ActionAppended", logs }).map(
        ({ args }) => args.action,
      );
      actions.push(...appended);
      rest = rest.slice(room);
      room = Math.min(rest.length, CALLS_PER_TRANSACTION, roomFor(actions));
    }
    batches.push({ actions, sent: await lane.closeBatch() });
  }
  return batches;
}

/** How many more actions like the last one the batch's gas budget takes. */
function roomFor(actions: readonly Hex[]): number {
  const used = actions.reduce((total, action) => total + actionBudget(action), 0n);
  const next = actionBudget(actions.at(-1) ?? "0x");
  return Number((params.devnet.actionBatchGas - used) / next);
}

async function carryAndExecute(lane: Lane, batches: readonly Batch[]): Promise<Executed[]> {
  const carried = await lane.carry(batches.map(({ sent }) => sent));
  const executed: Executed[] = [];
  for (const [index, { actions }] of batches.entries()) {
    const batch = carried[index];
    if (batch === undefined) throw new BenchError("BENCH_NOT_READY", "A batch was not carried.");
    const args = [lane.laneId, batch.batchNonce, 0, encodeRun(actions), []] as const;
    const data = encodeFunctionData({ abi: laneHubAbi, functionName: "executeActions", args });
    const { gasUsed, logs } = await lane.sendL1(lane.plan.l1("LaneHub"), data);
    const [failed] = parseEventLogs({ abi: laneHubAbi, eventName: "ActionsFailed", logs });
    if (failed !== undefined) {
      const { word, failures } = failed.args;
      const which = `0x${failures.toString(16)} from ${word * 256n} on`;
      throw new BenchError("BENCH_REVERTED", `Actions of batch ${batch.batchNonce} failed: bits ${which}.`);
    }
    executed.push({ ...batch, actions: actions.length, execute: Number(gasUsed) });
  }
  return executed;
}

/** An address that no other action sets. */
const addressOf = (text: string): Address => getAddress(keccak256(toHex(text)).slice(0, 42) as Hex);

/** Calls to the lane's desk in the name of its n-th operator. */
function operatorsOf({ laneId }: Lane) {
  const idOf = (index: number): bigint => operatorId({ laneId, sequence: BigInt(index + 1) });
  const call = (functionName: "setManager" | "setRewardRecipient", index: number, account: Address): Hex =>
    encodeFunctionData({ abi: nodeDeskAbi, functionName, args: [idOf(index), account] });
  return {
    register: (index: number): Hex => {
      const args = [addressOf(`recipient ${index}`), 4, 300] as const;
      return encodeFunctionData({ abi: nodeDeskAbi, functionName: "register", args });
    },
    setRewardRecipient: (index: number, turn: number) =>
      call("setRewardRecipient", index, addressOf(`recipient ${index} of turn ${turn}`)),
    setManager: (index: number, turn: number) =>
      call("setManager", index, addressOf(`manager ${index} of turn ${turn}`)),
  };
}
