import type { ValidatorKey } from "@cseth/shared/merkle/key-set";
import { splitOperatorId, validatorId } from "@cseth/shared/messages/ids";
import type { Hex } from "viem";
import type { Roster, Validator } from "../registry/roster.ts";
import type { RevealedSet } from "./keySets.ts";

const WEI_PER_GWEI = 10n ** 9n;
/** Of one proof, whose calldata grows with each: some 121 bytes, 23,000 gas. */
const PROVEN_AT_ONCE = 32;

/** What decides whose validators get ether, as one block of L1 shows it. */
export type FundingView = Readonly<{
  laneId: number;
  /** seconds */
  timestamp: bigint;
  /** B less what requests wait for and the reserve. */
  depositableWei: bigint;
  /** What a validator is topped up to. */
  stakeGwei: bigint;
  /** Of the lane's operators, in the order of their commitments. */
  sets: readonly RevealedSet[];
  /** Of all lanes: they share the buffer. In the order of their predeposits. */
  validators: Roster["validators"];
}>;

/** A key whose turn it is. */
export type Candidate = Readonly<{ set: RevealedSet; index: number; key: ValidatorKey }>;
/** `fundedGwei`: what it will have got from us then. */
export type TopUp = Readonly<{ validatorId: Hex; pubkey: Hex; fundedGwei: bigint }>;

/** Pure: proven validators of the lane that there is ether for, those that wait longest first. */
export function dueTopUps({ laneId, depositableWei, stakeGwei, validators }: FundingView): readonly TopUp[] {
  let leftGwei = depositableWei / WEI_PER_GWEI;
  const due: TopUp[] = [];
  for (const [validatorId, validator] of validators) {
    const amountGwei = missingGwei(validator, stakeGwei);
    if (validator.status !== "proven" || amountGwei === 0n) continue;
    if (amountGwei > leftGwei) break;
    leftGwei -= amountGwei;
    if (isOf(laneId, validator)) due.push({ validatorId, pubkey: validator.pubkey, fundedGwei: stakeGwei });
  }
  return due;
}

/**
 * Pure: keys of the lane to be predeposited, by the order of their commitments, one per operator at a time: each changes
 * what bond and cap leave for the next. Only while there is ether for the whole validator and for all that wait before
 * it: what lies in a predeposit alone earns nothing.
 */
export function duePredeposits(view: FundingView): readonly Candidate[] {
  const { timestamp, depositableWei, stakeGwei, sets, validators } = view;
  const waiting = [...validators.values()].reduce((sum, one) => sum + missingGwei(one, stakeGwei), 0n);
  let leftGwei = depositableWei / WEI_PER_GWEI - waiting;
  const due: Candidate[] = [];
  const busy = new Set<bigint>();
  for (const set of sets) {
    if (timestamp < set.usableFrom || busy.has(set.operatorId)) continue;
    // A key that another set has brought first can never be used.
    const index = set.keys.findIndex(({ pubkey }, at) => !set.taken.has(at) && !validators.has(validatorId(pubkey)));
    const key = set.keys[index];
    if (!key || leftGwei < stakeGwei) continue;
    leftGwei -= stakeGwei;
    busy.add(set.operatorId);
    due.push({ set, index, key });
  }
  return due;
}

/** Predeposited validators of a lane, by id. */
export function unproven({
  laneId,
  validators,
}: Pick<FundingView, "laneId" | "validators">): ReadonlyMap<Hex, Validator> {
  return new Map([...validators].filter(([, one]) => one.status === "predeposited" && isOf(laneId, one)));
}

/** Pure: those that the beacon chain has recorded, in groups of one proof: of the same credentials. */
export function provableGroups(
  waiting: Iterable<Hex>,
  recorded: ReadonlyMap<Hex, Readonly<{ credentials: Hex }>>,
): readonly Readonly<{ credentials: Hex; validatorIds: readonly Hex[] }>[] {
  const byCredentials = new Map<Hex, Hex[]>();
  for (const id of waiting) {
    const credentials = recorded.get(id)?.credentials;
    if (credentials) byCredentials.set(credentials, [...(byCredentials.get(credentials) ?? []), id]);
  }
  return [...byCredentials].map(([credentials, ids]) => ({ credentials, validatorIds: ids.slice(0, PROVEN_AT_ONCE) }));
}

/** Ether that a validator on its way has still to get from us. */
function missingGwei({ status, deposits }: Validator, stakeGwei: bigint): bigint {
  if (status !== "predeposited" && status !== "proven") return 0n;
  const funded = deposits.reduce((sum, { amountGwei }) => sum + amountGwei, 0n);
  return funded < stakeGwei ? stakeGwei - funded : 0n;
}

function isOf(laneId: number, { operatorId }: Validator): boolean {
  return splitOperatorId(operatorId).laneId === laneId;
}
