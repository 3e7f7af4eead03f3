import { iBondsAbi } from "@cseth/shared/abi/IBonds";
import { iKeyRegistryAbi } from "@cseth/shared/abi/IKeyRegistry";
import { iOperatorRegistryAbi } from "@cseth/shared/abi/IOperatorRegistry";
import { iValidatorLedgerAbi } from "@cseth/shared/abi/IValidatorLedger";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { moveLedgerAbi } from "@cseth/shared/abi/MoveLedger";
import { type Abi, decodeEventLog, type Hash, type Hex, numberToHex, slice } from "viem";
import type { EventFact, FactStore } from "../store/facts.ts";
import { describeRevertData } from "../tx/simulate.ts";

/** An action that L1 could not execute, and that no retry has mended yet. */
export type Failure = { batchNonce: bigint; index: number; transaction: Hash };

type Facts = Pick<FactStore, "events">;

/** Actions that one event speaks of. */
const WORD = 256n;

/** Errors of everything that may refuse an action. */
export const ACTION_ERRORS: Abi = [
  ...laneHubAbi,
  ...iOperatorRegistryAbi,
  ...iKeyRegistryAbi,
  ...iValidatorLedgerAbi,
  ...iBondsAbi,
  ...moveLedgerAbi,
  ...liquidStakingCoreAbi,
];

/** Failures of a lane, in the order they happened. @param facts of L1 */
export async function readFailures({ facts, laneId }: { facts: Facts; laneId: number }): Promise<readonly Failure[]> {
  const value = numberToHex(laneId, { size: 32 });
  const failed = await facts.events({ eventName: "ActionsFailed", topic: { index: 1, value } });
  if (failed.length === 0) return [];
  const retried = await facts.events({ eventName: "ActionRetried", topic: { index: 2, value } });
  const mended = new Set(retried.map((event) => placeOf(decode(event, "ActionRetried").args)));
  return failed.flatMap(failuresOf).filter((failure) => !mended.has(placeOf(failure)));
}

function failuresOf(event: EventFact): readonly Failure[] {
  const { batchNonce, word, failures } = decode(event, "ActionsFailed").args;
  const found: Failure[] = [];
  for (let bit = 0n; bit < WORD; bit += 1n) {
    if (((failures >> bit) & 1n) === 0n) continue;
    found.push({ batchNonce, index: Number(word * WORD + bit), transaction: event.transactionHash });
  }
  return found;
}

/**
 * Why it failed: what its executor reverted with, or the name of the error with which it was refused among others; the
 * values of that one are seen by simulating `retryAction`.
 */
export async function readReason(options: {
  facts: Facts;
  laneId: number;
  failure: Failure;
  action: Hex;
}): Promise<string> {
  const { facts, laneId, failure, action } = options;
  const isThere = ({ transactionHash }: EventFact) => transactionHash === failure.transaction;
  const ofLane = { index: 1, value: numberToHex(laneId, { size: 32 }) } as const;
  for (const event of (await facts.events({ eventName: "ExecutorFailed", topic: ofLane })).filter(isThere)) {
    const { batchNonce, fromIndex, count, reason } = decode(event, "ExecutorFailed").args;
    const isIn = failure.index >= fromIndex && failure.index < fromIndex + count;
    if (batchNonce === failure.batchNonce && isIn) return describeRevertData({ data: reason, abi: ACTION_ERRORS });
  }
  const head = headOf(action);
  const ofOperator = { index: 1, value: numberToHex(head.operatorId, { size: 32 }) } as const;
  for (const event of (await facts.events({ eventName: "ActionRefused", topic: ofOperator })).filter(isThere)) {
    const { kind, issuedAt, reason } = decodeRefusal(event);
    if (kind === head.kind && issuedAt === head.issuedAt)
      return describeRevertData({ data: reason, abi: ACTION_ERRORS });
  }
  return "no reason given";
}

/** `kind u8 | gasLimit u32 | operatorId u64 | issuedAt u40`, as {@link encodeAction} writes it, of any kind. */
function headOf(action: Hex): { kind: number; operatorId: bigint; issuedAt: number } {
  return {
    kind: Number(slice(action, 0, 1)),
    operatorId: BigInt(slice(action, 5, 13)),
    issuedAt: Number(slice(action, 13, 18)),
  };
}

function placeOf({ batchNonce, index }: Pick<Failure, "batchNonce" | "index">): string {
  return `${batchNonce}/${index}`;
}

function decode<Name extends "ActionsFailed" | "ActionRetried" | "ExecutorFailed">(event: EventFact, eventName: Name) {
  const { data, topics } = event;
  return decodeEventLog({ abi: laneHubAbi, eventName, data, topics: topics as [Hash, ...Hash[]] });
}

function decodeRefusal({ data, topics }: EventFact) {
  const eventName = "ActionRefused";
  return decodeEventLog({ abi: iOperatorRegistryAbi, eventName, data, topics: topics as [Hash, ...Hash[]] }).args;
}
