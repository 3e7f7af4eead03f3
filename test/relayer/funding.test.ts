import assert from "node:assert/strict";
import { duePredeposits, dueTopUps, type FundingView, provableGroups, unproven } from "@cseth/relayer/planner/funding";
import { type RevealedSet, readKeySets } from "@cseth/relayer/planner/keySets";
import type { ValidatorStatus } from "@cseth/relayer/registry/facts";
import type { Validator } from "@cseth/relayer/registry/roster";
import { keyRegistryAbi } from "@cseth/shared/abi/KeyRegistry";
import { nodeDeskAbi } from "@cseth/shared/abi/NodeDesk";
import { encodeKeys, keySetRoot, type ValidatorKey } from "@cseth/shared/merkle/key-set";
import { validatorId } from "@cseth/shared/messages/ids";
import { type Abi, encodeAbiParameters, encodeEventTopics, type Hex, numberToHex, zeroHash } from "viem";

const ETHER = 10n ** 18n;
const GWEI = 10n ** 9n;
const [A, B] = [(1n << 48n) | 1n, (1n << 48n) | 2n];
const FOREIGN = (2n << 48n) | 1n;
const keyOf = (seed: number): ValidatorKey => ({
  pubkey: numberToHex(seed, { size: 48 }),
  signature: numberToHex(seed, { size: 96 }),
});
const idOf = (seed: number): Hex => validatorId(keyOf(seed).pubkey);

const setOf = (operatorId: bigint, order: bigint, seeds: readonly number[], taken: readonly number[] = []) =>
  ({ operatorId, setId: 1, order, usableFrom: 1_000n, keys: seeds.map(keyOf), taken: new Set(taken) }) as RevealedSet;

const validator = (seed: number, operatorId: bigint, status: ValidatorStatus, gwei: bigint): [Hex, Validator] => [
  idOf(seed),
  { operatorId, pubkey: keyOf(seed).pubkey, status, deposits: [{ block: 5n, amountGwei: gwei }] },
];

const viewOf = (view: Partial<FundingView>): FundingView => ({
  laneId: 1,
  timestamp: 1_000n,
  depositableWei: 100n * ETHER,
  stakeGwei: 32n * GWEI,
  sets: [],
  validators: new Map(),
  ...view,
});

describe("which validators get ether", () => {
  const predeposits = (view: Partial<FundingView>) =>
    duePredeposits(viewOf(view)).map(({ set, index }) => [set.operatorId, index]);
  const topUps = (view: Partial<FundingView>) =>
    dueTopUps(viewOf(view)).map(({ validatorId: id, fundedGwei }) => [id, fundedGwei]);

  it("the earliest commitment first, one key of an operator at a time", () => {
    const sets = [setOf(B, 1n, [1, 2]), setOf(A, 2n, [3]), setOf(B, 3n, [4])];
    assert.deepEqual(predeposits({ sets }), [
      [B, 0],
      [A, 0],
    ]);
  });

  it("T-76: no key before its challenge time is over", () => {
    assert.deepEqual(predeposits({ sets: [setOf(A, 1n, [1])], timestamp: 999n }), []);
  });

  it("VAL-1, T-32: no key that is used, lost to an earlier commitment, or brought by another set before", () => {
    const validators = new Map([validator(2, FOREIGN, "active", 32n * GWEI)]);
    assert.deepEqual(predeposits({ sets: [setOf(A, 1n, [1, 2, 3], [0])], validators }), [[A, 2]]);
  });

  it("only with ether for the whole validator, and for all that wait before it, on other lanes too", () => {
    const sets = [setOf(A, 1n, [1]), setOf(B, 2n, [2])];
    assert.deepEqual(predeposits({ sets, depositableWei: 32n * ETHER - 1n }), []);
    assert.deepEqual(predeposits({ sets, depositableWei: 63n * ETHER }), [[A, 0]]);
    // 31 of the 64 ether wait for a predeposit of the other lane.
    const validators = new Map([validator(9, FOREIGN, "predeposited", GWEI)]);
    assert.deepEqual(predeposits({ sets, depositableWei: 64n * ETHER, validators }), [[A, 0]]);
  });

  it("VAL-2, T-31: more than 1 ether for proven ones alone, in the order of their predeposits", () => {
    const validators = new Map([
      validator(1, A, "predeposited", GWEI),
      validator(2, A, "dead", GWEI),
      validator(3, FOREIGN, "proven", GWEI),
      validator(4, B, "proven", GWEI),
      validator(5, A, "active", 32n * GWEI),
    ]);
    assert.deepEqual(topUps({ validators }), [[idOf(4), 32n * GWEI]]);
    // The other lane's was first, and takes 31 of 61.
    assert.deepEqual(topUps({ validators, depositableWei: 61n * ETHER }), []);
    assert.deepEqual([...unproven(viewOf({ validators })).keys()], [idOf(1)]);
  });

  it("T-31: what the chain recorded is proven by credentials, the vault's and others apart", () => {
    const [ours, theirs]: [Hex, Hex] = ["0x02", "0x01"];
    const recorded = new Map([
      [idOf(1), { credentials: ours }],
      [idOf(3), { credentials: theirs }],
      [idOf(4), { credentials: ours }],
    ]);
    assert.deepEqual(provableGroups([1, 2, 3, 4].map(idOf), recorded), [
      { credentials: ours, validatorIds: [idOf(1), idOf(4)] },
      { credentials: theirs, validatorIds: [idOf(3)] },
    ]);
  });
});

describe("keys that operators have revealed", () => {
  const keys = [1, 2].map(keyOf);
  const root = keySetRoot(keys);
  const event = (abi: Abi, eventName: string, args: Record<string, unknown>) => {
    const item = abi.find((one) => one.type === "event" && one.name === eventName);
    const inputs = item?.type === "event" ? item.inputs.filter(({ indexed }) => !indexed) : [];
    const data = encodeAbiParameters(
      inputs,
      inputs.map(({ name = "" }) => args[name]),
    );
    return { eventName, data, topics: encodeEventTopics({ abi, eventName, args } as never) };
  };
  const set = { operatorId: A, setId: 1 };
  const onL1 = (name: string, args: object) => event(keyRegistryAbi, name, { ...set, ...args });
  const revealed = (args: object = {}) => onL1("KeysRevealed", { count: 2n, root, usableFrom: 1_500n, ...args });
  const published = event(nodeDeskAbi, "KeysRevealed", {
    ...set,
    salt: zeroHash,
    keys: encodeKeys(keys),
    actionId: zeroHash,
  });
  const committed = onL1("KeysCommitted", { order: 7n, commitment: root });

  function read(l1: readonly { eventName: string }[], l2: readonly { eventName: string }[]) {
    const facts = (all: readonly { eventName: string }[]) => ({
      events: async ({ eventName }: { eventName: string }) => all.filter((one) => one.eventName === eventName),
    });
    const lane = { laneId: 1, l1: { addresses: {}, facts: facts(l1) }, l2: { addresses: {}, facts: facts(l2) } };
    return readKeySets(lane as never);
  }

  it("are what its L2 published, as L1 knows their root and order", async () => {
    const taken = onL1("KeyTaken", { index: 0n });
    assert.deepEqual(await read([committed, revealed(), taken], [published]), [
      { ...set, order: 7n, usableFrom: 1_500n, keys, taken: new Set([0]) },
    ]);
  });

  it("are none while the L2 is not indexed, once all are used or lost, of another root, or of another lane", async () => {
    const both = [0n, 1n].map((index) => onL1(index ? "KeyVoided" : "KeyTaken", { ...voided, index }));
    assert.deepEqual(await read([committed, revealed()], []), []);
    assert.deepEqual(await read([committed, revealed(), ...both], [published]), []);
    assert.deepEqual(await read([committed, revealed({ root: zeroHash })], [published]), []);
    assert.deepEqual(await read([committed, revealed({ operatorId: FOREIGN })], [published]), []);
  });
  const voided = { earlierOperatorId: B, earlierSetId: 1, pubkey: keyOf(2).pubkey };
});
