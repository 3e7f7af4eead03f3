import { validatorId } from "@cseth/shared/messages/ids";
import type { Hex } from "viem";
import { unknownFork } from "./forks.ts";
import type { BeaconHttp } from "./http.ts";
import { pendingDepositsAnswer, validatorsAnswer } from "./schema.ts";

/** What a beacon state says of a validator. Epochs are 2^64 − 1 while there is none. */
export type ValidatorState = Readonly<{
  balanceGwei: bigint;
  effectiveBalanceGwei: bigint;
  slashed: boolean;
  exitEpoch: bigint;
  withdrawableEpoch: bigint;
}>;

/** With the credentials that the first deposit of its key has fixed for good. */
export type ShownValidator = ValidatorState & Readonly<{ credentials: Hex }>;

/** Ether sent to the deposit contract, by the slot of its L1 block; or one that waits in the state's queue. */
export type SlotDeposit = Readonly<{ slot: bigint; amountGwei: bigint }>;

/** Keys asked for at once: some 100 kB. */
const KEYS_PER_QUESTION = 1_000;

/** Forks in which a block's deposits enter the queue of that very block's state, under its slot. */
const DEPOSITS_AT_ONCE = ["electra", "fulu"];

/** Of these validators, by id; those that the state does not know are missing. @param slot of a block */
export async function readValidators({
  http,
  slot,
  pubkeys,
}: {
  http: BeaconHttp;
  slot: bigint;
  pubkeys: readonly Hex[];
}): Promise<ReadonlyMap<Hex, ShownValidator>> {
  const found = new Map<Hex, ShownValidator>();
  for (let from = 0; from < pubkeys.length; from += KEYS_PER_QUESTION) {
    const ids = pubkeys.slice(from, from + KEYS_PER_QUESTION);
    const { data } = await http.post(`/eth/v1/beacon/states/${slot}/validators`, validatorsAnswer, { ids });
    for (const { balance, validator } of data) {
      found.set(validatorId(validator.pubkey), {
        credentials: validator.withdrawal_credentials,
        balanceGwei: balance,
        effectiveBalanceGwei: validator.effective_balance,
        slashed: validator.slashed,
        exitEpoch: validator.exit_epoch,
        withdrawableEpoch: validator.withdrawable_epoch,
      });
    }
  }
  return found;
}

/** Deposits of these validators that wait in the state, by id. @param slot of a block @throws BEACON_FORK_UNKNOWN */
export async function readPendingDeposits({
  http,
  slot,
  pubkeys,
}: {
  http: BeaconHttp;
  slot: bigint;
  pubkeys: readonly Hex[];
}): Promise<ReadonlyMap<Hex, readonly SlotDeposit[]>> {
  // The queue may hold 100,000.
  if (pubkeys.length === 0) return new Map();
  const path = `/eth/v1/beacon/states/${slot}/pending_deposits`;
  const { version, data } = await http.get(path, pendingDepositsAnswer);
  if (!DEPOSITS_AT_ONCE.includes(version)) throw unknownFork(version);
  const wanted = new Set(pubkeys);
  const found = new Map<Hex, SlotDeposit[]>();
  for (const { pubkey, amount, slot: at } of data) {
    if (!wanted.has(pubkey)) continue;
    const id = validatorId(pubkey);
    found.set(id, [...(found.get(id) ?? []), { slot: at, amountGwei: amount }]);
  }
  return found;
}
