// Random values and random damage, the same in both languages. Each case is part of one large eth_call.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { type Address, getAddress, type Hex, zeroHash } from "viem";
import { decodeKeys, encodeKeys, keyCommitment, keySetRoot, proveKey } from "../../shared/src/merkle/key-set.ts";
import { outboxRoot, proveRun, verifyRun } from "../../shared/src/merkle/outbox-tree.ts";
import { createRewardTree, rewardLeaf } from "../../shared/src/merkle/reward-tree.ts";
import {
  type Action,
  actionBudget,
  actionKind,
  actionLeaf,
  decodeAction,
  decodeRun,
  encodeAction,
  encodeRun,
} from "../../shared/src/messages/action.ts";
import { type BatchBody, decodeBatchBody, encodeBatchBody } from "../../shared/src/messages/batch-message.ts";
import { decodeEnvelope, encodeEnvelope, openEnvelope } from "../../shared/src/messages/envelope.ts";
import {
  decodeFastFreezeBody,
  decodeFastNoteBody,
  encodeFastFreezeBody,
  encodeFastNoteBody,
  type FastNoteBody,
} from "../../shared/src/messages/fast-messages.ts";
import { MessageError } from "../../shared/src/messages/message-error.ts";
import { type Report, reportDigest, reportHash } from "../../shared/src/messages/report.ts";
import { decodeSharesBody, encodeSharesBody, type SharesBody } from "../../shared/src/messages/shares-message.ts";
import {
  decodeStateUpdateBody,
  encodeStateUpdateBody,
  type StateUpdateBody,
} from "../../shared/src/messages/state-update-message.ts";
import { createFormatsHarness, type FormatsHarness, type HarnessAnswer, type HarnessCall } from "./formats-harness.ts";

/** Cases per eth_call and calls per property: 600 cases each, 6,000 in a deep run. */
const casesPerCall = 100;
const numRuns = process.env.CSETH_DEEP ? 60 : 6;

/** Records as plain objects, so that they compare strictly with decoded ones. */
const record = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(fields, { noNullPrototype: true }) as fc.Arbitrary<T>;
const uint = (bits: number) => fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n });
const small = (bits: number) => fc.integer({ min: 0, max: 2 ** bits - 1 });
const bytes = (length: number, maxLength = length) =>
  fc.uint8Array({ minLength: length, maxLength }).map((data): Hex => `0x${Buffer.from(data).toString("hex")}`);
const word = fc.oneof({ weight: 8, arbitrary: bytes(32) }, fc.constant(zeroHash));
const address = bytes(20).map((value): Address => getAddress(value));

const fastNoteBody: fc.Arbitrary<FastNoteBody> = record({ batchNonce: uint(64), digest: word });

const batchBody: fc.Arbitrary<BatchBody> = record({
  rateNonce: uint(64),
  minted: uint(96),
  burned: uint(96),
  forwarded: uint(96),
  etherSent: uint(96),
  heldAfter: uint(96),
  actionCount: small(32),
  actionsRoot: word,
});
const stateUpdateBody: fc.Arbitrary<StateUpdateBody> = record({
  refTime: uint(64),
  rateNonce: uint(64),
  rate: uint(64),
  appliedNonce: uint(64),
  lockedShares: uint(96),
  releasedTotal: uint(96),
  rewardsFrame: uint(64),
  rewardsRoot: word,
  rewardsTotal: uint(96),
  settlements: fc.array(record({ batchNonce: uint(64), etherPaid: uint(96) }), { maxLength: 20 }),
});
const sharesBody: fc.Arbitrary<SharesBody> = record({
  recipient: address,
  shares: uint(96),
  rateNonce: uint(64),
  rate: uint(64),
});
const envelope = record({
  type: small(8),
  laneId: small(16),
  nonce: fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }),
  body: bytes(0, 150),
});
const header = { gasLimit: small(32), operatorId: uint(64), issuedAt: fc.nat(2 ** 31 - 1).map((n) => n * 512 + 511) };
const action: fc.Arbitrary<Action> = fc.oneof(
  record({
    ...header,
    kind: fc.constant("registerOperator" as const),
    owner: address,
    rewardRecipient: address,
    class: small(8),
    commissionBps: small(16),
  }),
  record({ ...header, kind: fc.constant("setRewardRecipient" as const), recipient: address }),
  record({ ...header, kind: fc.constant("setManager" as const), manager: address }),
  record({ ...header, kind: fc.constant("commitKeys" as const), setId: small(32), commitment: word }),
  record({
    ...header,
    kind: fc.constant("revealKeys" as const),
    setId: small(32),
    count: small(16),
    salt: word,
    root: word,
  }),
  record({ ...header, kind: fc.constant("requestExit" as const), validatorId: word }),
  record({ ...header, kind: fc.constant("claimBond" as const), recipient: address, shares: uint(128) }),
  record({ ...header, kind: fc.constant("setDelegate" as const), delegate: address }),
  record({
    ...header,
    kind: fc.constant("moveShares" as const),
    moveNonce: uint(64),
    sender: address,
    recipient: address,
    shares: uint(96),
    fee: uint(64),
    destination: small(16),
  }),
);
const report: fc.Arbitrary<Report> = record({
  frame: uint(64),
  refSlot: uint(64),
  refTime: uint(64),
  consensusBalanceGwei: uint(64),
  withdrawnTotalGwei: uint(64),
  elRewardsTotalGwei: uint(64),
  depositsProcessedTotalGwei: uint(64),
  validatorCount: uint(64),
  exitedCount: uint(64),
  slashedCount: uint(64),
  provisionsGwei: uint(64),
  coveredGwei: fc.tuple(uint(64), uint(64), uint(64), uint(64), uint(64), uint(64)),
  operatorFeeBps: uint(64),
  performanceRoot: word,
  lanes: fc.array(record({ laneId: small(4), rewardsRoot: word, rewardsTotal: uint(96) }), { maxLength: 4 }),
  finalizeUpTo: uint(64),
});

/** A valid encoding after one mistake of a carrier, or nothing but noise. */
function damaged(valid: fc.Arbitrary<Hex>): fc.Arbitrary<Hex> {
  const mistake = record({
    kind: fc.constantFrom("flip" as const, "cut" as const, "extend" as const, "noise" as const, "none" as const),
    position: fc.nat(),
    value: fc.integer({ min: 1, max: 255 }),
    noise: bytes(0, 140),
  });
  return fc.tuple(valid, mistake).map(([data, { kind, position, value, noise }]): Hex => {
    const content = Buffer.from(data.slice(2), "hex");
    const at = content.length === 0 ? 0 : position % content.length;
    if (kind === "flip" && content.length > 0) content.writeUInt8(content.readUInt8(at) ^ value, at);
    const cut = kind === "cut" ? content.subarray(0, at) : content;
    if (kind === "noise") return noise;
    const more = kind === "extend" ? noise.slice(2) : "";
    return `0x${cut.toString("hex")}${more}` as const;
  });
}

/** The twin's answer in the form of the harness's. */
function attempt(compute: () => unknown): HarnessAnswer {
  try {
    return { ok: true, value: compute() };
  } catch (error) {
    if (!(error instanceof MessageError)) throw error;
    return { ok: false, error: error.code };
  }
}

describe("Solidity and TypeScript agree on random formats", function () {
  this.timeout(300_000);
  let harness: FormatsHarness;
  before(async () => {
    harness = await createFormatsHarness();
  });

  /** Compares both sides on arrays of cases. Not shrunk: the difference that is printed names the case, and each attempt costs a call. */
  async function agree<Case>(
    cases: fc.Arbitrary<Case>,
    compare: (each: Case) => readonly { call: HarnessCall; twin: () => unknown }[],
    size = casesPerCall,
  ): Promise<void> {
    const many = fc.array(cases, { minLength: size, maxLength: size, size: "max" });
    await fc.assert(
      fc.asyncProperty(many, async (list) => {
        const pairs = list.flatMap(compare);
        const answers = await harness.callMany(pairs.map(({ call }) => call));
        assert.deepEqual(
          answers,
          pairs.map(({ twin }) => attempt(twin)),
        );
      }),
      { numRuns, endOnFailure: true },
    );
  }

  const ask = (functionName: string, args: readonly unknown[], twin: () => unknown) => ({
    call: { functionName, args },
    twin,
  });

  it("envelopes, whole and damaged (T-60)", () =>
    agree(
      fc.tuple(envelope, damaged(envelope.map(encodeEnvelope)), small(2), small(2)),
      ([value, data, type, lane]) => [
        ask("encodeEnvelope", [value.type, value.laneId, value.nonce, value.body], () => encodeEnvelope(value)),
        ask("decodeEnvelope", [data], () => {
          const { body, type: messageType, ...rest } = decodeEnvelope(data);
          return [{ messageType, ...rest }, body];
        }),
        ask("openEnvelope", [data, type, lane], () => {
          const { nonce, body } = openEnvelope(data, { type: type as 1, laneId: lane });
          return [nonce, body];
        }),
      ],
    ));

  it("BATCH bodies, whole and damaged", () =>
    agree(fc.tuple(batchBody, damaged(batchBody.map(encodeBatchBody))), ([body, data]) => [
      ask("encodeBatch", [body], () => encodeBatchBody(body)),
      ask("decodeBatch", [encodeBatchBody(body)], () => body),
      ask("decodeBatch", [data], () => decodeBatchBody(data)),
    ]));

  it("FAST_NOTE and FAST_FREEZE bodies, whole and damaged", () =>
    agree(
      fc.tuple(fastNoteBody, damaged(fastNoteBody.map(encodeFastNoteBody)), uint(64)),
      ([body, data, rateNonce]) => [
        ask("encodeFastNote", [body], () => encodeFastNoteBody(body)),
        ask("decodeFastNote", [data], () => decodeFastNoteBody(data)),
        ask("encodeFastFreeze", [rateNonce], () => encodeFastFreezeBody({ rateNonce })),
        ask("decodeFastFreeze", [data], () => decodeFastFreezeBody(data).rateNonce),
        ask("decodeFastFreeze", [encodeFastFreezeBody({ rateNonce })], () => rateNonce),
      ],
    ));

  it("SHARES bodies, whole and damaged", () =>
    agree(fc.tuple(sharesBody, damaged(sharesBody.map(encodeSharesBody))), ([body, data]) => [
      ask("encodeShares", [body], () => encodeSharesBody(body)),
      ask("decodeShares", [encodeSharesBody(body)], () => body),
      ask("decodeShares", [data], () => decodeSharesBody(data)),
    ]));

  it("STATE_UPDATE bodies, whole and damaged", () =>
    agree(fc.tuple(stateUpdateBody, damaged(stateUpdateBody.map(encodeStateUpdateBody))), ([body, data]) => [
      ask("encodeStateUpdate", [body], () => encodeStateUpdateBody(body)),
      ask("decodeStateUpdate", [encodeStateUpdateBody(body)], () => body),
      ask("decodeStateUpdate", [data], () => decodeStateUpdateBody(data)),
    ]));

  it("actions, whole and damaged: what is accepted writes the bytes it was read from (ACT-2)", () =>
    agree(fc.tuple(action, damaged(action.map(encodeAction))), ([value, data]) => [
      ask("reencodeAction", [encodeAction(value)], () => encodeAction(decodeAction(encodeAction(value)))),
      ask("actionHeader", [encodeAction(value)], () => {
        const { kind, gasLimit, operatorId, issuedAt } = value;
        return { kind: actionKind[kind], gasLimit, operatorId, issuedAt };
      }),
      ask("budgetOf", [encodeAction(value)], () => actionBudget(encodeAction(value))),
      ask("reencodeAction", [data], () => {
        assert.equal(encodeAction(decodeAction(data)), data);
        return data;
      }),
      ask("leafOf", [data], () => actionLeaf(data)),
    ]));

  it("runs of actions, whole and damaged (ACT-2)", () => {
    const run = fc.array(bytes(18, 256), { maxLength: 6 }).map(encodeRun);
    return agree(damaged(run), (data) => [
      ask("splitRun", [data], () => decodeRun(data)),
      ask("leavesOf", [data], () => decodeRun(data).map(actionLeaf)),
    ]);
  });

  it("sets of validator keys, whole and damaged (T-76)", () => {
    const key = record({ pubkey: bytes(48), signature: bytes(96) });
    const keys = fc.array(key, { minLength: 1, maxLength: 6 });
    return agree(fc.tuple(keys, damaged(keys.map(encodeKeys)), fc.nat(), word), ([whole, data, at, salt]) => {
      const index = at % whole.length;
      const { pubkey, signature } = whole[index] as (typeof whole)[number];
      const root = keySetRoot(whole);
      const proof = proveKey(whole, index);
      return [
        ask("keySetRoot", [data], () => {
          const decoded = decodeKeys(data);
          return [BigInt(decoded.length), keySetRoot(decoded)];
        }),
        ask("verifyKey", [root, whole.length, index, pubkey, signature, proof], () => true),
        ask("keyCommitment", [BigInt(at), salt, root], () => keyCommitment({ operatorId: BigInt(at), salt, root })),
      ];
    });
  });

  it("outbox trees and runs, right and wrong (T-48)", () => {
    const tree = fc.array(bytes(32), { minLength: 1, maxLength: 40 }).chain((leaves) =>
      record({
        leaves: fc.constant(leaves),
        start: fc.nat(leaves.length - 1),
        length: fc.integer({ min: 1, max: leaves.length }),
        lie: fc.constantFrom("none", "leaf", "proof", "start", "count", "short", "long", "bounds"),
        at: fc.nat(),
      }),
    );
    return agree(
      tree,
      ({ leaves, start, length: wanted, lie, at }) => {
        const length = Math.min(wanted, leaves.length - start);
        const claim = {
          root: outboxRoot(leaves),
          count: leaves.length,
          start,
          leaves: leaves.slice(start, start + length),
          proof: proveRun(leaves, { start, length }),
        };
        if (lie === "leaf") claim.leaves[at % length] = zeroHash;
        if (lie === "proof" && claim.proof.length > 0) claim.proof[at % claim.proof.length] = zeroHash;
        if (lie === "start") claim.start += 1;
        if (lie === "count") claim.count += 1;
        if (lie === "short") claim.proof.pop();
        if (lie === "long") claim.proof.push(zeroHash);
        if (lie === "bounds") claim.start = claim.count;
        const { root, count, proof } = claim;
        const honest = lie === "none" || (lie === "short" && claim.proof.length === 0 && length === leaves.length);
        return [
          ask("outboxRoot", [leaves], () => root),
          ask("verifyRun", [root, count, claim.start, claim.leaves, proof], () => {
            const accepted = verifyRun(claim);
            if (lie === "none") assert(accepted);
            if (!honest && accepted) assert.deepEqual(claim.leaves, leaves.slice(claim.start, claim.start + length));
            return accepted;
          }),
        ];
      },
      casesPerCall,
    );
  });

  it("reward trees, and proofs brought for another leaf (T-48, T-50)", () => {
    const entry = record({
      chainId: uint(256),
      distributor: address,
      operatorId: uint(64),
      recipient: address,
      cumulativeShares: uint(128),
    });
    return agree(fc.array(entry, { minLength: 1, maxLength: 20 }), (entries) => {
      const leaves = [...new Set(entries.map(rewardLeaf))];
      const { root, proofOf } = createRewardTree(leaves);
      const [first = zeroHash, second = zeroHash] = leaves;
      return [
        ...entries.slice(0, 1).map((each) => ask("rewardLeaf", Object.values(each), () => rewardLeaf(each))),
        ask("verifyReward", [proofOf(first), root, first], () => true),
        ask("verifyReward", [proofOf(first), root, second], () => false),
      ];
    });
  });

  it("reports, lanes in any order (T-29)", () =>
    agree(report, (value) => [
      ask("reportHash", [value], () => reportHash(value)),
      ask("reportDigest", [{ ...value, lanes: [] }], () =>
        reportDigest({ ...value, lanes: [] }, { chainId: harness.chainId, reportOracle: harness.address }),
      ),
    ]));
});
