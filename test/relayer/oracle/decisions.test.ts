import assert from "node:assert/strict";
import { findConflicts } from "@cseth/relayer/oracle/conflicts";
import { chooseFinalizeUpTo, type QueueView } from "@cseth/relayer/oracle/finalization";
import { dueOf, frameOf, rankOf } from "@cseth/relayer/oracle/frames";
import { differences, isFall, reportWithoutValidators } from "@cseth/relayer/oracle/report";
import { packQuorum, signaturesOfMembers } from "@cseth/relayer/oracle/signatures";
import { iReportOracleAbi } from "@cseth/shared/abi/IReportOracle";
import { type Report, reportDigest, reportHash, reportTypedData } from "@cseth/shared/messages/report";
import { reportFromCalldata } from "@cseth/shared/messages/submitted-report";
import { type Address, concatHex, encodeFunctionData, type Hex, toHex, zeroHash } from "viem";
import { privateKeyToAccount } from "viem/accounts";

const timing = { genesisTime: 1_000n, frameSeconds: 768n, beaconGenesis: 400n, slotSeconds: 12n };
const domain = { chainId: 900, reportOracle: "0x00000000000000000000000000000000000000aa" as Address };
const frameTwo = frameOf({ timing, number: 2n });
const report = reportWithoutValidators({ frame: frameTwo, finalizeUpTo: 7n });

describe("when a frame is reported", () => {
  it("refTime and refSlot are the contract's: 1000 + 2·768 = 2536, (2536 − 400)/12 = 178", () => {
    assert.deepEqual(frameTwo, { number: 2n, refTime: 2_536n, refSlot: 178n });
  });

  it("T-25: not before its reference slot is final, and as overdue once the next frame's is", () => {
    // Frame 3: (1000 + 3·768 − 400)/12 = 242.
    assert.equal(dueOf({ timing, frame: frameTwo, finalizedSlot: 177n }), "waiting");
    assert.equal(dueOf({ timing, frame: frameTwo, finalizedSlot: 178n }), "due");
    assert.equal(dueOf({ timing, frame: frameTwo, finalizedSlot: 241n }), "due");
    assert.equal(dueOf({ timing, frame: frameTwo, finalizedSlot: 242n }), "overdue");
  });

  it("there is no report of frame 0", () => {
    assert.throws(() => frameOf({ timing, number: 0n }), { code: "USAGE_INVALID_FRAME" });
  });

  it("members take turns: frame 7 of five begins with member 2, frame 8 with member 3", () => {
    const ranks = (frame: bigint) => [0, 1, 2, 3, 4].map((index) => rankOf({ frame, index, members: 5 }));
    assert.deepEqual(ranks(7n), [3, 4, 0, 1, 2]);
    assert.deepEqual(ranks(8n), [2, 3, 4, 0, 1]);
  });
});

describe("which withdrawals a report finalizes", () => {
  /** Requests of 10, 20, 30, … wei with the given frames; ids follow the last finalized one. */
  function queueOf({ frames, buffered, last = 0n }: { frames: bigint[]; buffered: bigint; last?: bigint }): QueueView {
    const amounts = frames.map((_, index) => 10n * BigInt(index + 1));
    const sum = (count: number) => amounts.slice(0, count).reduce((total, amount) => total + amount, 0n);
    return {
      lastFinalizedId: last,
      lastRequestId: last + BigInt(frames.length),
      buffered,
      queued: sum(frames.length),
      request: async (id) => {
        const index = Number(id - last) - 1;
        assert(index >= 0 && index < frames.length, `request ${id} is not pending`);
        return { requestedFrame: frames[index] as bigint, etherAhead: sum(index) };
      },
    };
  }
  const choose = (queue: QueueView) => chooseFinalizeUpTo({ frame: 5n, queue });

  it("T-78: only those whose frame is earlier than the report's", async () => {
    assert.equal(await choose(queueOf({ frames: [3n, 4n, 5n, 6n], buffered: 1_000n })), 2n);
    assert.equal(await choose(queueOf({ frames: [5n], buffered: 1_000n })), 0n);
  });

  it("T-18: as many, in order, as the buffer covers: 10 + 20 + 30 = 60", async () => {
    const frames = [1n, 1n, 1n, 1n];
    assert.equal(await choose(queueOf({ frames, buffered: 59n })), 2n);
    assert.equal(await choose(queueOf({ frames, buffered: 60n })), 3n);
    assert.equal(await choose(queueOf({ frames, buffered: 100n })), 4n);
    assert.equal(await choose(queueOf({ frames, buffered: 9n })), 0n);
  });

  it("counts from the last finalized request; none for an empty queue", async () => {
    assert.equal(await choose(queueOf({ frames: [1n, 2n], buffered: 10n, last: 40n })), 41n);
    assert.equal(await choose(queueOf({ frames: [], buffered: 10n, last: 40n })), 0n);
  });

  it("reads few of many requests", async () => {
    const queue = queueOf({ frames: Array.from({ length: 4_000 }, () => 1n), buffered: 10n ** 9n });
    let reads = 0;
    const request: QueueView["request"] = (id) => {
      reads += 1;
      return queue.request(id);
    };
    assert.equal(await choose({ ...queue, request }), 4_000n);
    assert(reads <= 26, `${reads} reads`);
  });
});

describe("what a report says", () => {
  it("of a protocol without validators: nothing but what to finalize", () => {
    assert.deepEqual(report, {
      frame: 2n,
      refSlot: 178n,
      refTime: 2_536n,
      consensusBalanceGwei: 0n,
      withdrawnTotalGwei: 0n,
      elRewardsTotalGwei: 0n,
      depositsProcessedTotalGwei: 0n,
      validatorCount: 0n,
      exitedCount: 0n,
      slashedCount: 0n,
      provisionsGwei: 0n,
      coveredGwei: [0n, 0n, 0n, 0n, 0n, 0n],
      operatorFeeBps: 0n,
      performanceRoot: zeroHash,
      lanes: [],
      finalizeUpTo: 7n,
    });
  });

  it("is a fall when its net value is below the one before: 10 + 3 + 2 − 12 − 1 = 2 gwei", () => {
    const flows = { withdrawnTotalGwei: 3n, elRewardsTotalGwei: 2n, depositsProcessedTotalGwei: 12n };
    const two: Report = { ...report, consensusBalanceGwei: 10n, ...flows, provisionsGwei: 1n };
    assert.equal(isFall({ report: two, previous: { ...two, consensusBalanceGwei: 10n } }), false);
    assert.equal(isFall({ report: { ...two, consensusBalanceGwei: 9n }, previous: two }), true);
    assert.equal(isFall({ report: two, previous: undefined }), false);
    assert.equal(isFall({ report: { ...two, provisionsGwei: 4n }, previous: undefined }), true);
  });

  it("differs from another in named fields", () => {
    assert.deepEqual(differences(report, { ...report, finalizeUpTo: 9n, coveredGwei: [0n, 1n, 0n, 0n, 0n, 0n] }), [
      { field: "coveredGwei", ours: "[0,0,0,0,0,0]", theirs: "[0,1,0,0,0,0]" },
      { field: "finalizeUpTo", ours: "7", theirs: "9" },
    ]);
    assert.deepEqual(differences(report, { ...report }), []);
  });

  it("is found in the calldata of its submission, straight or wrapped, and only by its own hash", () => {
    const args = [report, "0x"] as const;
    const call = encodeFunctionData({ abi: iReportOracleAbi, functionName: "submitReport", args });
    const hash = reportHash(report);
    assert.deepEqual(reportFromCalldata({ calldata: call, hash }), report);
    // The selector's bytes stand before the call once by chance.
    const wrapped = concatHex([
      "0x6a761202",
      toHex(1n, { size: 32 }),
      call.slice(0, 10) as Hex,
      call,
      toHex(0n, { size: 28 }),
    ]);
    assert.deepEqual(reportFromCalldata({ calldata: wrapped, hash }), report);
    assert.equal(reportFromCalldata({ calldata: call, hash: zeroHash }), undefined);
    assert.equal(reportFromCalldata({ calldata: "0x", hash }), undefined);
  });
});

describe("gathering signatures", () => {
  const accounts = [1, 2, 3, 4, 5, 6].map((key) => privateKeyToAccount(toHex(key, { size: 32 })));
  const members = accounts.slice(0, 5).map(({ address }) => address);
  const digest = reportDigest(report, domain);
  const post = async (index: number, of: Report = report) => ({
    frame: 2n,
    digest: reportDigest(of, domain),
    signature: await (accounts[index] as (typeof accounts)[number]).signTypedData(reportTypedData(of, domain)),
  });
  const gather = (posted: Parameters<typeof signaturesOfMembers>[0]["posted"]) =>
    signaturesOfMembers({ posted, members });
  const pack = (signatures: Awaited<ReturnType<typeof gather>>) => packQuorum({ signatures, digest, quorum: 3 });

  it("T-23: takes members only, each once, signers ascending, exactly the quorum", async () => {
    const one = await post(0);
    const posted = [await post(3), one, one, await post(5), await post(1), await post(2)];
    const signatures = await gather(posted);
    const ascending = [0, 1, 2, 3]
      .map((index) => members[index] as Address)
      .sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
    assert.deepEqual(
      signatures.map(({ signer }) => signer),
      ascending,
    );
    assert.equal((pack(signatures) as Hex).length, 2 + 3 * 130);
    assert.equal(pack(await gather([one, one, await post(1), await post(5)])), undefined);
  });

  it("T-23: two members who sign something else neither count nor block", async () => {
    const other = { ...report, finalizeUpTo: 8n };
    const signatures = await gather([await post(0, other), await post(1, other), await post(2), await post(3)]);
    assert.equal(pack(signatures), undefined);
    assert.equal((pack([...signatures, ...(await gather([await post(4)]))]) as Hex).length, 2 + 3 * 130);
  });

  it("leaves out what OpenZeppelin's ECDSA would refuse: high s, other v, rubbish, a signature over another report", async () => {
    const { signature } = await post(0);
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const s = BigInt(`0x${signature.slice(66, 130)}`);
    const flipped = signature.endsWith("1b") ? "1c" : "1b";
    const highS = `${signature.slice(0, 66)}${(order - s).toString(16).padStart(64, "0")}${flipped}` as Hex;
    const otherV = `${signature.slice(0, 130)}${signature.endsWith("1b") ? "00" : "01"}` as Hex;
    const bad: Hex[] = [highS, otherV, `0x${"00".repeat(64)}1b`, `0x${"ff".repeat(64)}1c`, "0x1234"];
    const foreign = (await post(1, { ...report, frame: 3n })).signature;
    const posted = [...bad, foreign].map((each) => ({ frame: 2n, digest, signature: each }));
    assert.deepEqual(await gather(posted), []);
  });

  it("T-23: says who signed another report, and in what it differs, if it can be rebuilt", async () => {
    const later = { ...report, finalizeUpTo: 8n };
    const overdue = { ...report, finalizeUpTo: 0n };
    const strange = { ...report, performanceRoot: toHex(1, { size: 32 }) };
    const signatures = await gather([
      await post(0, later),
      await post(1, overdue),
      await post(2, strange),
      await post(3),
    ]);
    const found = findConflicts({ report, domain, signatures });
    const of = (each: Report) => found.find((conflict) => conflict.digest === reportDigest(each, domain));
    assert.equal(found.length, 3);
    assert.deepEqual(of(later), {
      digest: reportDigest(later, domain),
      signers: [members[0]],
      differences: [{ field: "finalizeUpTo", ours: "7", theirs: "8" }],
    });
    assert.deepEqual(of(overdue)?.differences, [{ field: "finalizeUpTo", ours: "7", theirs: "0" }]);
    assert.deepEqual([of(strange)?.signers, of(strange)?.differences], [[members[2]], undefined]);
  });
});
