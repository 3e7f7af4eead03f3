import assert from "node:assert/strict";
import type { ChainClient } from "@cseth/relayer/chain/client";
import { CsethError } from "@cseth/relayer/domain/errors";
import type { Board } from "@cseth/relayer/oracle/board";
import type { OracleContext } from "@cseth/relayer/oracle/context";
import { frameOf } from "@cseth/relayer/oracle/frames";
import { createMember } from "@cseth/relayer/oracle/member";
import type { StatelessSend } from "@cseth/relayer/oracle/ports";
import { consensusPartOf, reportWithoutValidators } from "@cseth/relayer/oracle/report";
import type { PostedSignature } from "@cseth/relayer/oracle/signatures";
import { inertFailpoint } from "@cseth/relayer/telemetry/failpoint";
import { createLogger } from "@cseth/relayer/telemetry/logger";
import { iReportBoardAbi } from "@cseth/shared/abi/IReportBoard";
import { iReportOracleAbi } from "@cseth/shared/abi/IReportOracle";
import { type Report, reportDigest, reportHash, reportTypedData } from "@cseth/shared/messages/report";
import {
  type Address,
  createPublicClient,
  custom,
  decodeFunctionData,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionData,
  type Hex,
  numberToHex,
  toHex,
  zeroAddress,
  zeroHash,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { fatal } from "../../support/rejections.ts";

const timing = { genesisTime: 1_200n, frameSeconds: 768n, beaconGenesis: 1_200n, slotSeconds: 12n };
const reportOracle: Address = "0x00000000000000000000000000000000000000aa";
const domain = { chainId: 900, reportOracle };
const accounts = [1, 2, 3].map((key) => privateKeyToAccount(toHex(key, { size: 32 })));
const members = accounts.map(({ address }) => address);
const emptyOf = (number: bigint) => reportWithoutValidators({ frame: frameOf({ timing, number }), finalizeUpTo: 0n });

/** One member over a world that the test writes down: L1's head, what is reported, what is posted. */
function createWorld({ previous, withFallBoard = true }: { previous?: Report; withFallBoard?: boolean } = {}) {
  const state = { lastFrame: previous ? 1n : 0n, head: 500n, finalizedSlot: 64n, l2Away: false };
  if (previous) state.finalizedSlot = 128n;
  const posted: { l1: PostedSignature[]; l2: PostedSignature[] } = { l1: [], l2: [] };
  const submitted: Report[] = [];
  const l1 = l1Of(state, previous);
  const boardOf = (side: "l1" | "l2"): Board => ({
    client: l1,
    address:
      side === "l1" ? "0x0000000000000000000000000000000000000b01" : "0x0000000000000000000000000000000000000b02",
    read: async () => {
      if (side === "l2" && state.l2Away) throw away();
      return posted[side];
    },
  });
  const fallBoard = withFallBoard ? boardOf("l1") : undefined;
  const queue = { lastFinalizedId: 0n, lastRequestId: 0n, buffered: 0n, queued: 0n };
  const context = {
    l1,
    domain,
    fallBoard,
    board: boardOf("l2"),
    maxLogRange: 1_000,
    logger: createLogger({ level: "silent" }),
    rewards: { setsFor: async () => [] },
    consensus: async () => consensusPartOf(undefined),
    beacon: {
      finalizedSlot: async () => state.finalizedSlot,
      executionBlockAt: async (slot: bigint) => ({ slot, number: 100n, hash: zeroHash, timestamp: 0n }),
    },
    view: {
      timing,
      reportOracle,
      lastFrame: async () => state.lastFrame,
      membership: async () => ({ members, quorum: 2 }),
      isDeployed: async () => true,
      queue: async () => ({ ...queue, request: () => assert.fail("the queue is empty") }),
    },
  } as unknown as OracleContext;
  const send =
    (side: "l1" | "l2"): StatelessSend =>
    async ({ intent, done }) => {
      if (side === "l2" && state.l2Away) throw away();
      if (intent.to === reportOracle) {
        const { args } = decodeFunctionData({ abi: iReportOracleAbi, data: intent.data });
        submitted.push((args as readonly [Report, Hex])[0]);
        state.lastFrame += 1n;
      } else {
        const { args } = decodeFunctionData({ abi: iReportBoardAbi, data: intent.data });
        const [frame, digest, signature] = args;
        posted[side].push({ frame, digest, signature });
      }
      assert.equal(await done(), true, "the effect must be read back");
    };
  const member = createMember({
    context,
    account: accounts[0] as (typeof accounts)[number],
    sendL1: send("l1"),
    sendBoard: send("l2"),
    turnBlocks: 3,
    failpoint: inertFailpoint,
  });
  const step = () => member.step(new AbortController().signal);
  return { state, posted, submitted, step };
}

function away(): CsethError {
  return new CsethError({ code: "RPC_UNAVAILABLE", retry: "backoff", message: "lane-1: no RPC endpoint can answer" });
}

/** L1 as far as a member asks for headers, and for the submission of the frame before. */
function l1Of(state: { head: bigint }, previous: Report | undefined): ChainClient {
  const block = (number: bigint) => ({
    ...{ number: numberToHex(number), hash: zeroHash, parentHash: zeroHash, logsBloom: `0x${"00".repeat(256)}` },
    ...{ timestamp: numberToHex(1_200n + number * 12n), transactions: [], uncles: [] },
  });
  const transactionHash = toHex(7, { size: 32 });
  const request = async ({ method, params = [] }: { method: string; params?: unknown }) => {
    const [first] = params as [string];
    if (method === "eth_getBlockByNumber") return block(first === "latest" ? state.head : BigInt(first));
    if (method === "eth_getBlockByHash") return block(100n);
    if (method === "eth_getTransactionByHash" && previous) {
      const args = [previous, "0x"] as const;
      return {
        hash: transactionHash,
        input: encodeFunctionData({ abi: iReportOracleAbi, functionName: "submitReport", args }),
      };
    }
    if (method === "eth_getLogs" && previous) {
      const args = { frame: previous.frame, reportHash: reportHash(previous), submitter: zeroAddress };
      const topics = encodeEventTopics({ abi: iReportOracleAbi, eventName: "ReportSubmitted", args });
      const place = { blockNumber: "0x64", blockHash: zeroHash, logIndex: "0x0", transactionIndex: "0x0" };
      const data = encodeAbiParameters([{ type: "uint256" }], [2n]);
      return [{ address: reportOracle, topics, data, transactionHash, removed: false, ...place }];
    }
    return assert.fail(`unexpected ${method}`);
  };
  const viem = createPublicClient({ transport: custom({ request }), cacheTime: 0 });
  return { name: "l1", chainId: 900, viem, request } as unknown as ChainClient;
}

async function postedBy(index: number, report: Report): Promise<PostedSignature> {
  const signature = await (accounts[index] as (typeof accounts)[number]).signTypedData(reportTypedData(report, domain));
  return { frame: report.frame, digest: reportDigest(report, domain), signature };
}

describe("one oracle member", () => {
  it("T-25: waits for finality, posts once, gathers, waits its turn of 3 blocks a place, submits", async () => {
    const { state, posted, submitted, step } = createWorld();
    state.finalizedSlot = 63n;
    assert.deepEqual(await step(), { state: "waiting", frame: 1n, refSlot: 64n, finalizedSlot: 63n });
    state.finalizedSlot = 64n;
    assert.deepEqual(await step(), { state: "gathering", frame: 1n, signatures: 1, quorum: 2 });
    assert.deepEqual(await step(), { state: "gathering", frame: 1n, signatures: 1, quorum: 2 });
    assert.equal(posted.l2.length, 1);
    posted.l2.push(await postedBy(1, emptyOf(1n)));
    // Frame 1 of three members begins with member 1; member 0 comes third: two places, 6 blocks.
    assert.deepEqual(await step(), { state: "turn-of-others", frame: 1n, rank: 2 });
    state.head += 5n;
    assert.deepEqual(await step(), { state: "turn-of-others", frame: 1n, rank: 2 });
    state.head += 1n;
    assert.deepEqual(await step(), { state: "reported", frame: 1n });
    assert.deepEqual(submitted, [emptyOf(1n)]);
    assert.deepEqual(posted.l1, []);
  });

  it("posts again what a reorganisation of L2 took away", async () => {
    const { posted, step } = createWorld();
    await step();
    const [first] = posted.l2.splice(0);
    await step();
    assert.deepEqual(posted.l2, [first]);
  });

  it("while L2 is away signatures go to the board on L1; without one the error says so", async () => {
    const { state, posted, step } = createWorld();
    state.l2Away = true;
    assert.deepEqual(await step(), { state: "gathering", frame: 1n, signatures: 1, quorum: 2 });
    assert.deepEqual([posted.l1.length, posted.l2.length], [1, 0]);

    const lone = createWorld({ withFallBoard: false });
    lone.state.l2Away = true;
    const error = await fatal(lone.step());
    assert.deepEqual([error.code, error.retry], ["ORACLE_BOARD_UNREACHABLE", "backoff"]);
  });

  it("T-84: an overdue frame repeats what the report before it says of validators, and is no fall", async () => {
    const figures = {
      ...{ consensusBalanceGwei: 32_000_000_000n, withdrawnTotalGwei: 5n, elRewardsTotalGwei: 0n },
      ...{ depositsProcessedTotalGwei: 32_000_000_000n, provisionsGwei: 3n, operatorFeeBps: 500n },
      ...{ validatorCount: 2n, exitedCount: 1n, slashedCount: 1n },
    };
    const { state, posted, step } = createWorld({ previous: { ...emptyOf(1n), ...figures, finalizeUpTo: 9n } });
    // Frame 3 ends at slot 192.
    state.finalizedSlot = 192n;
    await step();
    assert.deepEqual(
      posted.l2.map(({ digest }) => digest),
      [reportDigest({ ...emptyOf(2n), ...figures }, domain)],
    );
  });

  describe("T-87: a report of a fall", () => {
    // 32 ether on the consensus side in frame 1, nothing in frame 2.
    const previous = { ...emptyOf(1n), consensusBalanceGwei: 32_000_000_000n };

    it("is gathered on L1 only", async () => {
      const { posted, step } = createWorld({ previous });
      assert.deepEqual(await step(), { state: "gathering", frame: 2n, signatures: 1, quorum: 2 });
      assert.deepEqual([posted.l1.length, posted.l2.length], [1, 0]);
    });

    it("is left to hands where L1 has no board", async () => {
      const { posted, step } = createWorld({ previous, withFallBoard: false });
      const error = await fatal(step());
      assert.deepEqual([error.code, error.retry], ["ORACLE_FALL_BOARD_MISSING", "backoff"]);
      assert.deepEqual([posted.l1.length, posted.l2.length], [0, 0]);
    });

    it("none is one that equals the report before", async () => {
      const { posted, step } = createWorld({ previous: emptyOf(1n) });
      await step();
      assert.deepEqual([posted.l1.length, posted.l2.length], [0, 1]);
    });
  });
});
