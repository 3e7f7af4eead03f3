// docs/accounting.md is the rule, and says what was tried against it.
import type { Report } from "@cseth/shared/messages/report";
import type { Hex } from "viem";
import type { SlotDeposit, ValidatorState } from "../beacon/stake.ts";
import { CsethError } from "../domain/errors.ts";

/** A validator whose credentials were proven on L1 by the reference block, and all we deposited for it until then. */
export type OurValidator = Readonly<{ validatorId: Hex; deposits: readonly SlotDeposit[] }>;

/** The figures of a report that are about validators. */
export type ConsensusFigures = Pick<
  Report,
  | "consensusBalanceGwei"
  | "withdrawnTotalGwei"
  | "elRewardsTotalGwei"
  | "depositsProcessedTotalGwei"
  | "validatorCount"
  | "exitedCount"
  | "slashedCount"
  | "provisionsGwei"
>;

const PREDEPOSIT_GWEI = 10n ** 9n;

/**
 * What one state, and L1 at its payload, mean to the ledger.
 * @param states of validators by id; those the state does not know are missing
 * @param pending deposits that wait in the state, by validator
 * @param receivedGwei all ether the vault ever received
 * @param provisionOf penalties still to come of a slashed validator, gwei
 * @throws ORACLE_VALIDATOR_MISSING
 */
export function consensusSide({
  ours,
  states,
  pending,
  receivedGwei,
  epoch,
  provisionOf,
}: {
  ours: readonly OurValidator[];
  states: ReadonlyMap<Hex, ValidatorState>;
  pending: ReadonlyMap<Hex, readonly SlotDeposit[]>;
  receivedGwei: bigint;
  epoch: bigint;
  provisionOf: (validator: ValidatorState) => bigint;
}): ConsensusFigures {
  const counted = ours.flatMap(({ validatorId, deposits }) => {
    const state = states.get(validatorId) ?? missing(validatorId);
    const processedGwei = sum(deposits) - pendingOf(deposits, pending.get(validatorId) ?? []);
    return processedGwei < PREDEPOSIT_GWEI ? [] : [{ ...state, processedGwei }];
  });
  const total = (figure: (one: (typeof counted)[number]) => bigint) =>
    counted.reduce((value, one) => value + figure(one), 0n);
  const count = (test: (one: ValidatorState) => boolean) => BigInt(counted.filter(test).length);
  return {
    consensusBalanceGwei: total(({ balanceGwei }) => balanceGwei),
    withdrawnTotalGwei: receivedGwei,
    elRewardsTotalGwei: 0n,
    depositsProcessedTotalGwei: total(({ processedGwei }) => processedGwei),
    validatorCount: BigInt(counted.length),
    exitedCount: count(({ exitEpoch }) => exitEpoch <= epoch),
    slashedCount: count(({ slashed }) => slashed),
    provisionsGwei: total((one) => (one.slashed ? provisionOf(one) : 0n)),
  };
}

/** What of our deposits still waits: a stranger's may look like ours in all but its slot. */
function pendingOf(ours: readonly SlotDeposit[], waiting: readonly SlotDeposit[]): bigint {
  const slots = new Set(ours.map(({ slot }) => slot));
  return [...slots].reduce((total, slot) => {
    const of = (deposits: readonly SlotDeposit[]) => sum(deposits.filter((deposit) => deposit.slot === slot));
    const [sent, queued] = [of(ours), of(waiting)];
    return total + (sent < queued ? sent : queued);
  }, 0n);
}

function sum(deposits: readonly SlotDeposit[]): bigint {
  return deposits.reduce((total, { amountGwei }) => total + amountGwei, 0n);
}

function missing(validatorId: Hex): never {
  throw new CsethError({
    code: "ORACLE_VALIDATOR_MISSING",
    retry: "backoff",
    message: `L1 has the proof of validator ${validatorId}, and the beacon state does not know it`,
    fix: "Ask another beacon node: this one follows another chain than L1.",
    context: { validatorId },
  });
}
