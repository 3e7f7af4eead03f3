import { strict as assert } from "node:assert";
import { createRequire } from "node:module";
import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import { concat, type Hex, keccak256, pad, toHex, zeroHash } from "viem";
import {
  decodeKeys,
  encodeKeys,
  keyCommitment,
  keyLeaf,
  keySetRoot,
  proveKey,
} from "../../shared/src/merkle/key-set.ts";
import { outboxRoot, proveRun, verifyRun } from "../../shared/src/merkle/outbox-tree.ts";
import { createRewardTree, rewardLeaf } from "../../shared/src/merkle/reward-tree.ts";
import {
  actionBudget,
  actionLeaf,
  decodeAction,
  decodeRun,
  encodeAction,
  encodeRun,
} from "../../shared/src/messages/action.ts";
import { decodeBatchBody, encodeBatchBody } from "../../shared/src/messages/batch-message.ts";
import { decodeEnvelope, encodeEnvelope } from "../../shared/src/messages/envelope.ts";
import {
  decodeFastFreezeBody,
  decodeFastNoteBody,
  encodeFastFreezeBody,
  encodeFastNoteBody,
} from "../../shared/src/messages/fast-messages.ts";
import { actionId, operatorId, splitOperatorId } from "../../shared/src/messages/ids.ts";
import { reportDigest, reportHash } from "../../shared/src/messages/report.ts";
import { decodeSharesBody, encodeSharesBody } from "../../shared/src/messages/shares-message.ts";
import {
  decodeStateUpdateBody,
  encodeStateUpdateBody,
  totalPaid,
} from "../../shared/src/messages/state-update-message.ts";
import { createFormatsHarness, type FormatsHarness } from "./formats-harness.ts";
import { batchOf, reportOf, stateUpdateOf, vectorsOf } from "./vector-files.ts";

const hash = (...parts: Hex[]) => keccak256(concat(parts));
const leafAt = (i: number) => keccak256(pad(toHex(i)));
const keyAt = (i: number) => ({ pubkey: toHex(i + 1, { size: 48 }), signature: toHex(0x1000 + i, { size: 96 }) });
const leaves = (count: number) => Array.from({ length: count }, (_, i) => leafAt(i));

describe("golden vectors: both languages and a computation by hand agree", function () {
  this.timeout(180_000);
  let harness: FormatsHarness;
  before(async () => {
    harness = await createFormatsHarness();
  });

  it("writes and reads the envelope", async () => {
    for (const { type, laneId, nonce, body, encoded } of vectorsOf("envelope")) {
      const message = { type: Number(type), laneId: Number(laneId), nonce: BigInt(nonce), body };
      assert.equal(encodeEnvelope(message), encoded);
      assert.deepEqual(decodeEnvelope(encoded), { version: 1, ...message });
      assert.equal(await harness.call("encodeEnvelope", message.type, message.laneId, message.nonce, body), encoded);
    }
    // version 01, type 02, lane 0x0102, nonce 0x0a, body ff
    const byHand = "0x01020102000000000000000aff";
    assert.equal(encodeEnvelope({ type: 2, laneId: 0x0102, nonce: 10n, body: "0xff" }), byHand);
    assert.deepEqual(await harness.call("openEnvelope", byHand, 2, 0x0102), [10n, "0xff"]);
  });

  it("writes and reads FAST_NOTE and FAST_FREEZE bodies", async () => {
    const note = { batchNonce: 0x0102030405060708n, digest: `0x${"cd".repeat(32)}` } as const;
    const noteByHand: Hex = `0x0102030405060708${"cd".repeat(32)}`;
    assert.equal(encodeFastNoteBody(note), noteByHand);
    assert.deepEqual(decodeFastNoteBody(noteByHand), note);
    assert.equal(await harness.call("encodeFastNote", note), noteByHand);
    assert.deepEqual(await harness.call("decodeFastNote", noteByHand), note);
    assert.equal(encodeFastFreezeBody({ rateNonce: 0x0a0bn }), "0x0000000000000a0b");
    assert.deepEqual(decodeFastFreezeBody("0x0000000000000a0b"), { rateNonce: 0x0a0bn });
    assert.equal(await harness.call("encodeFastFreeze", 0x0a0bn), "0x0000000000000a0b");
    assert.equal(await harness.call("decodeFastFreeze", "0x0000000000000a0b"), 0x0a0bn);
  });

  it("writes and reads a SHARES body", async () => {
    const shares = {
      recipient: "0x00000000000000000000000000000000000A11cE",
      shares: 0x0102030405060708090a0b0cn,
      rateNonce: 0x0d0en,
      rate: 0x0f10n,
    } as const;
    const byHand: Hex =
      "0x00000000000000000000000000000000000a11ce0102030405060708090a0b0c0000000000000d0e0000000000000f10";
    assert.equal(encodeSharesBody(shares), byHand);
    assert.deepEqual(decodeSharesBody(byHand), shares);
    assert.equal(await harness.call("encodeShares", shares), byHand);
    assert.deepEqual(await harness.call("decodeShares", byHand), shares);
  });

  it("writes and reads a BATCH body", async () => {
    for (const vector of vectorsOf("batch")) {
      const body = batchOf(vector);
      assert.equal(encodeBatchBody(body), vector.encoded);
      assert.deepEqual(decodeBatchBody(vector.encoded), body);
      assert.equal(await harness.call("encodeBatch", body), vector.encoded);
      assert.deepEqual(await harness.call("decodeBatch", vector.encoded), body);
    }
    const byHand: Hex = `0x${[
      "0000000000000007", // rateNonce
      "000000000000000000000001", // minted
      "000000000000000000000002", // burned
      "000000000000000000000003", // forwarded
      "000000000000000000000004", // etherSent
      "000000000000000000000005", // heldAfter
      "00000006", // actionCount
      "ab".repeat(32), // actionsRoot
    ].join("")}`;
    const expected = {
      ...{ rateNonce: 7n, minted: 1n, burned: 2n, forwarded: 3n, etherSent: 4n, heldAfter: 5n, actionCount: 6 },
      actionsRoot: `0x${"ab".repeat(32)}`,
    };
    assert.deepEqual(decodeBatchBody(byHand), expected);
    assert.deepEqual(await harness.call("decodeBatch", byHand), expected);
  });

  it("writes and reads a STATE_UPDATE body", async () => {
    for (const vector of vectorsOf("state-update")) {
      const body = stateUpdateOf(vector);
      assert.equal(encodeStateUpdateBody(body), vector.encoded);
      assert.deepEqual(decodeStateUpdateBody(vector.encoded), body);
      assert.equal(totalPaid(body), BigInt(vector.totalPaid));
      assert.equal(await harness.call("encodeStateUpdate", body), vector.encoded);
      assert.deepEqual(await harness.call("decodeStateUpdate", vector.encoded), body);
      assert.equal(await harness.call("totalPaid", vector.encoded), BigInt(vector.totalPaid));
    }
    const byHand: Hex = `0x${[
      "0000000000000001", // refTime
      "0000000000000002", // rateNonce
      "0000000000000003", // rate
      "0000000000000004", // appliedNonce
      "000000000000000000000005", // lockedShares
      "000000000000000000000006", // releasedTotal
      "0000000000000007", // rewardsFrame
      "cd".repeat(32), // rewardsRoot
      "000000000000000000000008", // rewardsTotal
      "0002", // settlementCount
      "0000000000000009", // batchNonce
      "00000000000000000000000a", // etherPaid
      "000000000000000b",
      "00000000000000000000000c",
    ].join("")}`;
    const expected = {
      ...{ refTime: 1n, rateNonce: 2n, rate: 3n, appliedNonce: 4n, lockedShares: 5n, releasedTotal: 6n },
      ...{ rewardsFrame: 7n, rewardsRoot: `0x${"cd".repeat(32)}`, rewardsTotal: 8n },
      settlements: [
        { batchNonce: 9n, etherPaid: 10n },
        { batchNonce: 11n, etherPaid: 12n },
      ],
    };
    assert.deepEqual(decodeStateUpdateBody(byHand), expected);
    assert.deepEqual(await harness.call("decodeStateUpdate", byHand), expected);
    assert.equal(await harness.call("totalPaid", byHand), 22n);
  });

  it("writes and reads actions and runs", async () => {
    const { actions, run } = vectorsOf("actions");
    for (const { encoded, leaf, budget } of actions) {
      assert.equal(encodeAction(decodeAction(encoded)), encoded);
      assert.equal(actionLeaf(encoded), leaf);
      assert.equal(actionBudget(encoded), BigInt(budget));
      assert.equal(await harness.call("reencodeAction", encoded), encoded);
      assert.equal(await harness.call("leafOf", encoded), leaf);
      assert.equal(await harness.call("budgetOf", encoded), BigInt(budget));
    }
    const all = actions.map(({ encoded }) => encoded);
    assert.equal(encodeRun(all), run);
    assert.deepEqual(decodeRun(run), all);
    assert.deepEqual(await harness.call("splitRun", run), all);
    assert.deepEqual(
      await harness.call("leavesOf", run),
      actions.map(({ leaf }) => leaf),
    );

    // kind 02, gas 0x0000ea60 = 60,000, operator 1 of lane 1, issued at 0x0a, recipient 0x11..11
    const byHand: Hex = `0x02${"0000ea60"}${"0001000000000001"}${"000000000a"}${"11".repeat(20)}`;
    const recipient = `0x${"11".repeat(20)}` as const;
    const action = {
      kind: "setRewardRecipient",
      gasLimit: 60_000,
      operatorId: (1n << 48n) + 1n,
      issuedAt: 10,
      recipient,
    } as const;
    assert.equal(encodeAction(action), byHand);
    assert.deepEqual(await harness.call("actionHeader", byHand), {
      kind: 2,
      gasLimit: 60_000,
      operatorId: (1n << 48n) + 1n,
      issuedAt: 10,
    });
    assert.equal(await harness.call("leafOf", byHand), hash("0x00", byHand));
    // 60,000 declared + 5,500 overhead + 40 gas for each of 38 + 2 bytes
    assert.equal(await harness.call("budgetOf", byHand), 67_100n);
    assert.equal(encodeRun([byHand]), `0x0026${byHand.slice(2)}`);
  });

  it("derives ids", async () => {
    const { operators, actions } = vectorsOf("ids");
    for (const each of operators) {
      const [laneId, sequence, id] = [Number(each.laneId), BigInt(each.sequence), BigInt(each.operatorId)];
      assert.equal(operatorId({ laneId, sequence }), id);
      assert.deepEqual(splitOperatorId(id), { laneId, sequence });
      assert.equal(await harness.call("operatorId", laneId, sequence), id);
      assert.deepEqual(await harness.call("splitOperatorId", id), [laneId, Number(sequence)]);
    }
    for (const each of actions) {
      const [laneId, batchNonce, index] = [Number(each.laneId), BigInt(each.batchNonce), Number(each.index)];
      assert.equal(actionId({ laneId, batchNonce, index }), each.actionId);
      assert.equal(await harness.call("actionId", laneId, batchNonce, index), each.actionId);
    }
    assert.equal(operatorId({ laneId: 0x0102, sequence: 0x030405060708n }), 0x0102030405060708n);
    const byHand = keccak256("0x0001000000000000000200000003");
    assert.equal(actionId({ laneId: 1, batchNonce: 2n, index: 3 }), byHand);
  });

  it("builds outbox trees and proves runs (T-48)", async () => {
    for (const vector of vectorsOf("outbox-trees")) {
      const all = leaves(Number(vector.count));
      assert.equal(outboxRoot(all), vector.root);
      assert.equal(await harness.call("outboxRoot", all), vector.root);
      for (const run of vector.runs) {
        const [start, length] = [Number(run.start), Number(run.length)];
        const part = all.slice(start, start + length);
        assert.deepEqual(proveRun(all, { start, length }), run.proof);
        assert(verifyRun({ root: vector.root, count: all.length, start, leaves: part, proof: run.proof }));
        assert.equal(await harness.call("verifyRun", vector.root, all.length, start, part, run.proof), true);
      }
    }
    const [a, b, c] = [leafAt(0), leafAt(1), leafAt(2)];
    const byHand = hash("0x02", "0x00000003", hash("0x01", hash("0x01", a, b), hash("0x01", c, zeroHash)));
    assert.equal(outboxRoot([a, b, c]), byHand);
    assert.equal(outboxRoot([a]), hash("0x02", "0x00000001", a));
    assert.equal(outboxRoot([]), zeroHash);
    assert.deepEqual(proveRun([a, b, c], { start: 1, length: 1 }), [a, hash("0x01", c, zeroHash)]);
  });

  it("builds the outbox root leaf by leaf, over what an earlier tree left behind", async () => {
    const all = leaves(1024);
    const roots = (await harness.call("appendedRoots", all)) as Hex[];
    for (const { count, root } of vectorsOf("outbox-trees").slice(1)) assert.equal(roots[Number(count) - 1], root);
    const others = all.slice(0, 9).map((leaf) => keccak256(leaf));
    const later = (await harness.call("appendedRoots", others)) as Hex[];
    assert.deepEqual(
      later,
      others.map((_, i) => outboxRoot(others.slice(0, i + 1))),
    );
  });

  it("commits to, reveals and proves sets of validator keys (T-76)", async () => {
    for (const { count, encodedHash, root, operatorId: id, salt, commitment, proven } of vectorsOf("key-sets")) {
      const keys = Array.from({ length: Number(count) }, (_, i) => keyAt(i));
      const encoded = encodeKeys(keys);
      assert.equal(keccak256(encoded), encodedHash);
      assert.deepEqual(decodeKeys(encoded), keys);
      assert.equal(keySetRoot(keys), root);
      assert.deepEqual(await harness.call("keySetRoot", encoded), [BigInt(count), root]);
      assert.equal(keyCommitment({ operatorId: BigInt(id), salt, root }), commitment);
      assert.equal(await harness.call("keyCommitment", BigInt(id), salt, root), commitment);
      for (const each of proven) {
        const index = Number(each.index);
        const { pubkey, signature } = keyAt(index);
        assert.equal(keyLeaf({ index, pubkey, signature }), each.leaf);
        assert.deepEqual(proveKey(keys, index), each.proof);
        assert.equal(await harness.call("keyLeaf", index, pubkey, signature), each.leaf);
        assert.equal(await harness.call("verifyKey", root, count, index, pubkey, signature, each.proof), true);
        const other = keyAt(index + 1).pubkey;
        assert.equal(await harness.call("verifyKey", root, count, index, other, signature, each.proof), false);
      }
    }
    const [first, second] = [keyAt(0), keyAt(1)];
    const byHand = [
      hash("0x03", "0x0000", first.pubkey, first.signature),
      hash("0x03", "0x0001", second.pubkey, second.signature),
    ] as const;
    assert.equal(keySetRoot([first, second]), hash("0x02", "0x00000002", hash("0x01", ...byHand)));
    assert.equal(
      keyCommitment({ operatorId: 5n, salt: leafAt(1), root: leafAt(2) }),
      hash("0x04", "0x0000000000000005", leafAt(1), leafAt(2)),
    );
  });

  it("builds reward trees that OpenZeppelin and merkletreejs agree with (T-48, T-50)", async () => {
    for (const { root, entries } of vectorsOf("reward-trees")) {
      const entryLeaves = entries.map(({ leaf }) => leaf);
      const tree = createRewardTree(entryLeaves);
      assert.equal(tree.root, root);
      assert.equal(foreignRoots(entryLeaves).openZeppelin, root);
      assert.equal(foreignRoots(entryLeaves).merkleTreeJs, root);
      for (const { chainId, distributor, operatorId: id, recipient, cumulativeShares, leaf, proof } of entries) {
        const entry = {
          chainId: BigInt(chainId),
          distributor,
          operatorId: BigInt(id),
          recipient,
          cumulativeShares: BigInt(cumulativeShares),
        };
        assert.equal(rewardLeaf(entry), leaf);
        assert.deepEqual(tree.proofOf(leaf), proof);
        assert.equal(await harness.call("rewardLeaf", ...Object.values(entry)), leaf);
        assert.equal(await harness.call("verifyReward", proof, root, leaf), true);
        assert.notEqual(rewardLeaf({ ...entry, chainId: 902n }), leaf);
        assert.notEqual(rewardLeaf({ ...entry, distributor: recipient }), leaf);
      }
    }
    const word = (value: bigint | Hex) => pad(typeof value === "bigint" ? toHex(value) : value);
    const [distributor, recipient] = [`0x${"11".repeat(20)}`, `0x${"22".repeat(20)}`] as const;
    const byHand = keccak256(keccak256(concat([word(901n), word(distributor), word(5n), word(recipient), word(6n)])));
    assert.equal(rewardLeaf({ chainId: 901n, distributor, operatorId: 5n, recipient, cumulativeShares: 6n }), byHand);
    // Three leaves a < b < c: H(H(a,b), H(0,c)) with each pair sorted.
    const sorted = [leafAt(0), leafAt(1), leafAt(2)].sort();
    const pair = (left: Hex, right: Hex) => (left < right ? hash(left, right) : hash(right, left));
    const [a, b, c] = sorted as [Hex, Hex, Hex];
    assert.equal(createRewardTree([c, a, b]).root, pair(pair(a, b), pair(c, zeroHash)));
  });

  it("hashes reports by EIP-712, lanes ascending (T-29)", async () => {
    for (const { report: json, chainId, reportOracle, hash: expected, digest } of vectorsOf("report")) {
      const report = reportOf(json);
      assert.equal(reportHash(report), expected);
      assert.equal(reportDigest(report, { chainId: Number(chainId), reportOracle }), digest);
      assert.equal(await harness.call("reportHash", report), expected);
      const domain = { chainId: harness.chainId, reportOracle: harness.address };
      assert.equal(await harness.call("reportDigest", report), reportDigest(report, domain));
    }
    assert.equal(vectorsOf("report")[0]?.hash, reportHashByHand());
    const [, twoLanes] = vectorsOf("report").map(({ report }) => reportOf(report));
    assert(twoLanes);
    const [first, second] = twoLanes.lanes;
    assert(first && second);
    for (const lanes of [
      [second, first],
      [first, first],
    ]) {
      assert.throws(() => reportHash({ ...twoLanes, lanes }), { code: "Reports_LanesNotAscending" });
      const [answer] = await harness.callMany([{ functionName: "reportHash", args: [{ ...twoLanes, lanes }] }]);
      assert.deepEqual(answer, { ok: false, error: "Reports_LanesNotAscending" });
    }
    assert.deepEqual(await harness.call("rewardsOf", twoLanes.lanes, 2), [
      true,
      second.rewardsRoot,
      second.rewardsTotal,
    ]);
    assert.deepEqual(await harness.call("rewardsOf", twoLanes.lanes, 3), [false, zeroHash, 0n]);
  });
});

function foreignRoots(unsorted: readonly Hex[]) {
  const { MerkleTree } = createRequire(import.meta.resolve("@cseth/shared/params"))("merkletreejs");
  const width = 2 ** Math.ceil(Math.log2(unsorted.length));
  const padded = [...[...unsorted].sort(), ...Array.from({ length: width - unsorted.length }, () => zeroHash)];
  const openZeppelin = SimpleMerkleTree.of(padded, { sortLeaves: false }).root;
  const merkleTreeJs = new MerkleTree(padded, (data: Uint8Array) => keccak256(data, "bytes"), { sortPairs: true });
  return { openZeppelin, merkleTreeJs: merkleTreeJs.getHexRoot() as string };
}

/** hashStruct of the vector `withoutLanes`, words spelled out from the type string of protocol and docs/messages.md. */
function reportHashByHand(): Hex {
  const typeString =
    "Report(uint64 frame,uint64 refSlot,uint64 refTime,uint64 consensusBalanceGwei,uint64 withdrawnTotalGwei," +
    "uint64 elRewardsTotalGwei,uint64 depositsProcessedTotalGwei,uint64 validatorCount,uint64 exitedCount," +
    "uint64 slashedCount,uint64 provisionsGwei,uint64[6] coveredGwei,uint64 operatorFeeBps,bytes32 performanceRoot," +
    "LaneRewards[] lanes,uint64 finalizeUpTo)LaneRewards(uint16 laneId,bytes32 rewardsRoot,uint96 rewardsTotal)";
  const word = (value: bigint) => pad(toHex(value));
  const zeros = (count: number) => Array.from({ length: count }, () => zeroHash);
  return hash(
    keccak256(toHex(typeString)),
    ...[1n, 64n, 1_800_000_768n].map(word), // frame, refSlot, refTime
    ...zeros(8), // consensusBalanceGwei … provisionsGwei
    hash(...zeros(6)), // coveredGwei
    ...zeros(2), // operatorFeeBps, performanceRoot
    keccak256("0x"), // no lanes
    word(0n), // finalizeUpTo
  );
}
