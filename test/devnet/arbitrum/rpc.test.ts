import assert from "node:assert/strict";
import { createPublicClient, encodeFunctionData, type Hash, type Hex, parseAbi, webSocket } from "viem";
import type { Devnet } from "../../../devnet/src/types.ts";
import { toL2Alias } from "../../../shared/src/arbitrum/alias.ts";
import { nitroHeaderOf } from "../../../shared/src/arbitrum/header.ts";
import {
  type ArbitrumSides,
  arbosAbi,
  arbRetryableTx,
  arbSys,
  codes,
  createArbitrumSides,
  nodeInterface,
  plant,
  rpc,
} from "../support/arbitrum.ts";
import { sharedDevnet } from "../support/devnet.ts";
import { until } from "../support/until.ts";

const nodeInterfaceAbi = parseAbi([
  "function estimateRetryableTicket(address sender, uint256 deposit, address to, uint256 l2CallValue, address excessFeeRefundAddress, address callValueRefundAddress, bytes data)",
  "function findBatchContainingBlock(uint64 blockNum) view returns (uint64)",
  "function getL1Confirmations(bytes32 blockHash) view returns (uint64)",
  "function blockL1Num(uint64 l2BlockNum) view returns (uint64)",
  "function l2BlockRangeForL1(uint64 blockNum) view returns (uint64, uint64)",
  "function gasEstimateL1Component(address to, bool contractCreation, bytes data) payable returns (uint64, uint256, uint256)",
]);
const precompilesAbi = parseAbi([
  "function arbBlockNumber() view returns (uint256)",
  "function arbBlockHash(uint256) view returns (bytes32)",
  "function arbChainID() view returns (uint256)",
  "function arbOSVersion() view returns (uint256)",
  "function mapL1SenderContractAddressToL2Alias(address, address) view returns (address)",
  "function getL1BaseFeeEstimate() view returns (uint256)",
  "function getPricesInWei() view returns (uint256, uint256, uint256, uint256, uint256, uint256)",
  "function getBalance(address) view returns (uint256)",
  "function getCode(address) view returns (bytes)",
  "function getBatchPosters() view returns (address[])",
]);

describe("Arbitrum: JSON-RPC", () => {
  let devnet: Devnet;
  let sides: ArbitrumSides;
  const ask = async (method: string, ...params: unknown[]) => (await rpc(sides.rpcUrl, method, ...params)).result;

  before(async () => {
    devnet = await sharedDevnet();
    sides = createArbitrumSides(devnet, 10);
  });

  it("names ArbOS's transactions by Nitro's hashes: in receipts, logs, blocks and by index", async () => {
    const to = await plant(sides.rpcUrl, codes.accepting);
    const { id, submission, receipt, scheduled, attempt } = await sides.createTicket({ to, data: "0x0102", value: 1n });
    const attemptHash = scheduled?.retryTxHash ?? assert.fail("nothing scheduled");
    const number = `0x${receipt.blockNumber.toString(16)}`;
    type Shown = { hash: Hash; type: Hex; from: Hex; input: Hex; ticketId: Hash; requestId: Hash };
    const block = (await ask("eth_getBlockByNumber", number, false)) as { transactions: Hash[] };
    assert.deepEqual(block.transactions, [id, attemptHash]);
    const full = (await ask("eth_getBlockByNumber", number, true)) as { transactions: Shown[] };
    assert.deepEqual(
      full.transactions.map(({ hash, type, from }) => ({ hash, type, from })),
      [
        { hash: id, type: "0x69", from: toL2Alias(sides.account.address).toLowerCase() },
        { hash: attemptHash, type: "0x68", from: toL2Alias(sides.account.address).toLowerCase() },
      ],
    );
    const created = (await ask("eth_getTransactionByHash", id)) as Shown;
    assert.equal(created.input.slice(0, 10), "0xc9f95d32");
    assert.equal(created.requestId, submission.requestId);
    const attempted = (await ask("eth_getTransactionByBlockNumberAndIndex", number, "0x1")) as Shown;
    assert.deepEqual([attempted.hash, attempted.ticketId], [attemptHash, id]);
    const logs = await sides.l2.getLogs({ address: arbRetryableTx, blockHash: receipt.blockHash });
    assert.deepEqual(
      logs.map(({ transactionHash }) => transactionHash),
      [id, id],
    );
    assert.equal(receipt.gasUsed, 100_000n);
    assert.equal(attempt?.cumulativeGasUsed, 100_000n + (attempt?.gasUsed ?? 0n));
    const receipts = (await ask("eth_getBlockReceipts", number)) as { transactionHash: Hash }[];
    assert.deepEqual(
      receipts.map(({ transactionHash }) => transactionHash),
      [id, attemptHash],
    );
  });

  it("says of each block which L1 block it refers to, and is asked the other way round", async () => {
    await devnet.mineSlots(1);
    const l1Block = await sides.l1.getBlockNumber();
    const block = await sides.l2.getBlock();
    assert.equal(BigInt(nitroHeaderOf(block).l1BlockNumber), l1Block);
    const at = { address: nodeInterface, abi: nodeInterfaceAbi } as const;
    const number = await sides.l2.readContract({ ...at, functionName: "blockL1Num", args: [block.number] });
    assert.equal(number, l1Block);
    const range = await sides.l2.readContract({ ...at, functionName: "l2BlockRangeForL1", args: [l1Block] });
    assert.deepEqual(range, [block.number, block.number]);
  });

  it("takes its time from L1", async () => {
    const [l1, l2] = await Promise.all([sides.l1.getBlock(), sides.l2.getBlock()]);
    assert.equal(l2.timestamp, l1.timestamp);
    const refused = await rpc(sides.rpcUrl, "evm_mine");
    assert.equal(refused.error?.message, "evm_mine: blocks and time of this chain follow L1's");
  });

  it("calls safe and finalized what stands in batches that L1 calls so", async () => {
    const { receipt } = await sides.send(sides.account.address);
    const reached = async (blockTag: "safe" | "finalized") =>
      (await sides.l2.getBlock({ blockTag })).number >= receipt.blockNumber;
    assert.deepEqual([await reached("safe"), await reached("finalized")], [false, false]);
    const at = { address: nodeInterface, abi: nodeInterfaceAbi } as const;
    const find = { ...at, functionName: "findBatchContainingBlock", args: [receipt.blockNumber] } as const;
    await assert.rejects(sides.l2.readContract(find), /is after latest on-chain block/);
    // A batch within three slots, and four more until L1 calls its block safe, eight until finalized.
    await devnet.mineSlots(7);
    assert.deepEqual([await reached("safe"), await reached("finalized")], [true, false]);
    await devnet.mineSlots(4);
    assert.deepEqual([await reached("safe"), await reached("finalized")], [true, true]);
    assert.ok((await sides.l2.readContract(find)) > 0n);
    const confirmations = { ...at, functionName: "getL1Confirmations", args: [receipt.blockHash] } as const;
    assert.ok((await sides.l2.readContract(confirmations)) >= 8n);
    const logs = await sides.l2.getLogs({ address: arbSys, fromBlock: receipt.blockNumber, toBlock: "finalized" });
    assert.ok(logs.some(({ transactionHash }) => transactionHash === receipt.transactionHash));
  });

  it("has one gas price, without tips", async () => {
    assert.equal(await sides.l2.getGasPrice(), 100_000_000n);
    assert.equal(await sides.l2.estimateMaxPriorityFeePerGas(), 0n);
    const prepared = await sides.l2Wallet.prepareTransactionRequest({ to: sides.account.address, value: 1n });
    assert.equal(prepared.maxPriorityFeePerGas, 0n);
    assert.equal((await rpc(sides.rpcUrl, "eth_fillTransaction", {})).error?.code, -32_601);
  });

  it("estimates a ticket as its sender's alias, with the ether it brings, and reverts where it would", async () => {
    const accepting = await plant(sides.rpcUrl, codes.noting);
    const refusing = await plant(sides.rpcUrl, codes.refusing);
    const { address } = sides.account;
    const estimate = (to: Hex) =>
      sides.l2.estimateContractGas({
        address: nodeInterface,
        abi: nodeInterfaceAbi,
        functionName: "estimateRetryableTicket",
        args: [address, 10n ** 18n, to, 5n, address, address, "0x"],
        account: address,
      });
    const gas = await estimate(accepting);
    const ticket = await sides.createTicket({ to: accepting, value: 5n, gas });
    assert.equal(ticket.attempt?.status, "success");
    await assert.rejects(estimate(refusing), /revert/);
  });

  it("includes the attempt in the estimate of redeem", async () => {
    const to = await plant(sides.rpcUrl, codes.noting);
    const { id } = await sides.createTicket({ to, data: `0x${"5a".repeat(3_000)}`, gas: 30_000n, value: 1n });
    const redeem = { address: arbRetryableTx, abi: arbosAbi, functionName: "redeem", args: [id] } as const;
    const gas = await sides.l2.estimateContractGas({ ...redeem, account: sides.account });
    assert.equal((await sides.redeem(id, gas)).attempt?.status, "success");
    await assert.rejects(
      sides.l2.estimateContractGas({ ...redeem, account: sides.account }),
      /NoTicketWithID|0x80698456/,
    );
  });

  it("has the precompiles that contracts ask", async () => {
    const read = async <Name extends "arbBlockNumber" | "arbChainID" | "arbOSVersion">(functionName: Name) =>
      sides.l2.readContract({ address: arbSys, abi: precompilesAbi, functionName });
    const number = await sides.l2.getBlockNumber();
    assert.equal(await read("arbBlockNumber"), number);
    assert.equal(await read("arbChainID"), 412_346n);
    assert.equal(await read("arbOSVersion"), 106n);
    const sys = { address: arbSys, abi: precompilesAbi } as const;
    const { hash } = await sides.l2.getBlock({ blockNumber: number - 1n });
    assert.equal(await sides.l2.readContract({ ...sys, functionName: "arbBlockHash", args: [number - 1n] }), hash);
    const alias = { ...sys, functionName: "mapL1SenderContractAddressToL2Alias" } as const;
    const { address } = sides.account;
    assert.equal(await sides.l2.readContract({ ...alias, args: [address, address] }), toL2Alias(address));
    const { baseFeePerGas } = await sides.l1.getBlock();
    const gasInfo = { address: "0x000000000000000000000000000000000000006C", abi: precompilesAbi } as const;
    assert.equal(await sides.l2.readContract({ ...gasInfo, functionName: "getL1BaseFeeEstimate" }), baseFeePerGas);
    const prices = await sides.l2.readContract({ ...gasInfo, functionName: "getPricesInWei" });
    assert.deepEqual(prices.slice(1), [16n * (baseFeePerGas ?? 0n), 2n * 10n ** 12n, 10n ** 8n, 0n, 10n ** 8n]);
    const info = { address: "0x0000000000000000000000000000000000000065", abi: precompilesAbi } as const;
    const target = await plant(sides.rpcUrl, codes.refusing);
    assert.equal(await sides.l2.readContract({ ...info, functionName: "getCode", args: [target] }), codes.refusing);
    assert.equal(await sides.l2.readContract({ ...info, functionName: "getBalance", args: [target] }), 0n);
    const aggregator = { address: "0x000000000000000000000000000000000000006D", abi: precompilesAbi } as const;
    assert.deepEqual(await sides.l2.readContract({ ...aggregator, functionName: "getBatchPosters" }), [
      "0xA4b000000000000000000073657175656e636572",
    ]);
    const multicall = await sides.l2.multicall({
      contracts: [{ ...sys, functionName: "arbChainID" }],
      allowFailure: false,
    });
    assert.deepEqual(multicall, [412_346n]);
  });

  it("serves the same over WebSocket, and tells of whole blocks and their logs", async () => {
    const { chain, webSocketUrl } = devnet.arbitrum;
    const client = createPublicClient({ chain, transport: webSocket(webSocketUrl, { reconnect: false }) });
    const heads: { number: bigint; sendRoot: Hash }[] = [];
    const logged: Hash[] = [];
    const stopBlocks = client.watchBlocks({ onBlock: (block) => void heads.push(block as never) });
    const created = { address: arbRetryableTx, abi: arbosAbi, eventName: "TicketCreated" } as const;
    const stopEvents = client.watchContractEvent({
      ...created,
      onLogs: (logs) => void logged.push(...logs.map(({ transactionHash }) => transactionHash)),
    });
    try {
      assert.equal(await client.getChainId(), 412_346);
      const to = await plant(sides.rpcUrl, codes.accepting);
      const { id, receipt } = await sides.createTicket({ to });
      const answer = await client.getTransactionReceipt({ hash: id });
      assert.deepEqual(answer, receipt);
      const head = await sides.l2.getBlock();
      // Notices come on their own, and viem asks for the block of each head before it hands it on.
      await until(() => logged.length > 0 && heads.some(({ number }) => number === head.number));
      const told = heads.find(({ number }) => number === head.number);
      assert.equal(told?.sendRoot, nitroHeaderOf(head).sendRoot);
      assert.deepEqual(logged, [id]);
    } finally {
      stopBlocks();
      stopEvents();
      (await client.transport.getRpcClient()).close();
    }
  });

  it("answers lists of requests, and says what is wrong with one that is none", async () => {
    const post = async (body: string) =>
      (await fetch(sides.rpcUrl, { method: "POST", body })).json() as Promise<unknown>;
    const chainId = { jsonrpc: "2.0", id: 7, method: "eth_chainId", params: [] };
    assert.deepEqual(await post(JSON.stringify([chainId, { ...chainId, id: 8 }])), [
      { jsonrpc: "2.0", id: 7, result: "0x64aba" },
      { jsonrpc: "2.0", id: 8, result: "0x64aba" },
    ]);
    assert.deepEqual(await post("{"), {
      jsonrpc: "2.0",
      id: null,
      error: { code: -32_700, message: "parse error" },
    });
    assert.deepEqual(await post(JSON.stringify({ id: 9, method: 5 })), {
      jsonrpc: "2.0",
      id: 9,
      error: { code: -32_600, message: "a request has a method and a list of params" },
    });
  });

  it("passes on what contracts revert with", async () => {
    const data = encodeFunctionData({ abi: arbosAbi, functionName: "getTimeout", args: [`0x${"12".repeat(32)}`] });
    const { error } = await rpc(sides.rpcUrl, "eth_call", { to: arbRetryableTx, data }, "latest");
    assert.equal(error?.data, "0x80698456");
  });
});
