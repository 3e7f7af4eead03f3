import { params } from "@cseth/shared/params";
import type { OperatorStake } from "@cseth/shared/rewards/book";
import type { Address, Hex } from "viem";
import { assertNever } from "../domain/errors.ts";
import type { Fact, ValidatorStatus } from "./facts.ts";

export type Operator = Readonly<{ recipient: Address; commissionBps: bigint }>;

/** Ether of ours on its way to the beacon chain, or there. */
export type Deposit = Readonly<{ block: bigint; amountGwei: bigint }>;

export type Validator = Readonly<{
  operatorId: bigint;
  pubkey: Hex;
  status: ValidatorStatus;
  deposits: readonly Deposit[];
}>;

/** Operators and validators as L1 knew them at some block. */
export type Roster = Readonly<{
  operators: ReadonlyMap<bigint, Operator>;
  /** By id, the SSZ root of the public key. */
  validators: ReadonlyMap<Hex, Validator>;
}>;

const PREDEPOSIT_GWEI = 1_000_000_000n;

/** Statuses whose stake earns fees: the credentials are proven, nothing is slashed, and it is not gone. */
const EARNING: readonly ValidatorStatus[] = ["proven", "active", "exiting"];
/** Statuses before, or instead of, a proof of the credentials. */
const UNPROVEN: readonly ValidatorStatus[] = ["predeposited", "dead"];

/** The roster after the facts up to and including this block. */
export function rosterAt({ facts, block }: { facts: readonly Fact[]; block: bigint }): Roster {
  const fold = createRosterFold();
  for (const fact of facts) if (fact.block <= block) fold.apply(fact);
  return fold.roster;
}

/** Follows facts in chain order; `roster` shows the state after the last one. */
export function createRosterFold(): { apply: (fact: Fact) => void; roster: Roster } {
  const operators = new Map<bigint, Operator>();
  const validators = new Map<Hex, Validator>();

  function change(validatorId: Hex, next: (validator: Validator) => Partial<Validator>): void {
    const validator = validators.get(validatorId);
    if (validator) validators.set(validatorId, { ...validator, ...next(validator) });
  }

  function apply(fact: Fact): void {
    switch (fact.kind) {
      case "operator-registered":
        operators.set(fact.operatorId, { recipient: fact.recipient, commissionBps: fact.commissionBps });
        break;
      case "recipient-set": {
        const operator = operators.get(fact.operatorId);
        if (operator) operators.set(fact.operatorId, { ...operator, recipient: fact.recipient });
        break;
      }
      case "validator-predeposited": {
        const { validatorId, operatorId, pubkey, block } = fact;
        const deposits = [{ block, amountGwei: PREDEPOSIT_GWEI }];
        validators.set(validatorId, { operatorId, pubkey, status: "predeposited", deposits });
        break;
      }
      case "validator-topped-up": {
        const { block, amountGwei } = fact;
        change(fact.validatorId, ({ deposits }) => ({ deposits: [...deposits, { block, amountGwei }] }));
        break;
      }
      case "validator-status":
        change(fact.validatorId, () => ({ status: fact.status }));
        break;
      case "vault-sent":
      case "fees-minted":
        break;
      default:
        assertNever(fact, "fact");
    }
  }

  return { apply, roster: { operators, validators } };
}

/** Validators the chain has recorded with the vault's credentials, those that have exited included. */
export function provenValidators({ validators }: Roster): readonly Validator[] {
  return [...validators.values()].filter(({ status }) => !UNPROVEN.includes(status));
}

/** What each operator's earning validators stake, and the fee on it. */
export function stakesOf({ operators, validators }: Roster): readonly OperatorStake[] {
  const stakes = new Map<bigint, bigint>();
  for (const { operatorId, status, deposits } of validators.values()) {
    if (!EARNING.includes(status)) continue;
    stakes.set(operatorId, (stakes.get(operatorId) ?? 0n) + fundedGwei(deposits));
  }
  return [...stakes].map(([operatorId, stakeGwei]) => {
    const commission = operators.get(operatorId)?.commissionBps ?? 0n;
    return { operatorId, stakeGwei, feeBps: params.mainnet.operatorBaseFeeBps + commission };
  });
}

function fundedGwei(deposits: readonly Deposit[]): bigint {
  return deposits.reduce((sum, { amountGwei }) => sum + amountGwei, 0n);
}
