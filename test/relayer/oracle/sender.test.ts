import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { createChainClient } from "@cseth/relayer/chain/client";
import { parseConfig } from "@cseth/relayer/config/load";
import { createLogger } from "@cseth/relayer/telemetry/logger";
import { createMetrics } from "@cseth/relayer/telemetry/metrics";
import { createStatelessSender } from "@cseth/relayer/tx/statelessSender";
import { parseEther, parseGwei } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { ANVIL_ADDRESS, ANVIL_KEY, type Anvil, startAnvil } from "../../support/anvil.ts";
import { fatal } from "../../support/rejections.ts";

const TO = "0x00000000000000000000000000000000000000cc";

describe("sending without a database", function () {
  this.timeout(60_000);
  let anvil: Anvil;
  beforeEach(async () => {
    anvil = await startAnvil({ args: ["--no-mining"] });
  });
  afterEach(() => anvil.stop());

  /** Every look at the chain mines a block, so that time passes only while the sender waits. */
  function senderOf({
    mine = true,
    transactions = {},
  }: {
    mine?: boolean;
    transactions?: Record<string, unknown>;
  } = {}) {
    const { l1: config } = parseConfig({ l1: { chainId: 900, rpcUrls: [anvil.url], pollMs: 50, transactions } });
    const logger = createLogger({ level: "silent" });
    const client = createChainClient({ name: "l1", config, logger, metrics: createMetrics() });
    const pause = async () => {
      if (mine) await anvil.client.mine({ blocks: 1 });
      await sleep(5);
    };
    const account = privateKeyToAccount(ANVIL_KEY);
    return createStatelessSender({ client, account, policy: config.transactions, pause, logger });
  }
  const intent = { key: "test", to: TO, data: "0x", value: 5n } as const;
  const balance = () => anvil.client.getBalance({ address: TO });
  const done = async () => (await balance()) > 0n;
  const { signal } = new AbortController();
  const nonce = () => anvil.client.getTransactionCount({ address: ANVIL_ADDRESS });

  it("R-13: the effect is read back, and one transaction was enough", async () => {
    await senderOf().send({ intent, done, signal });
    assert.deepEqual([await balance(), await nonce()], [5n, 1]);
  });

  it("sends nothing if the effect is there already, or the signal has aborted", async () => {
    await senderOf().send({ intent, done: async () => true, signal });
    await senderOf().send({ intent, done, signal: AbortSignal.abort() });
    assert.deepEqual([await balance(), await nonce()], [0n, 0]);
  });

  it("R-7: a transaction the market has left behind is replaced, never doubled", async () => {
    let looks = 0;
    const risingMarket = async () => {
      looks += 1;
      // Far above what was just signed: it can only be mined after its fees were raised.
      if (looks === 2) await anvil.client.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei("50") });
      return done();
    };
    await senderOf({ transactions: { replaceAfterBlocks: 1 } }).send({ intent, done: risingMarket, signal });
    assert.deepEqual([await balance(), await nonce()], [5n, 1]);
    // The base fee falls by an eighth a block: without a replacement it would take some twenty.
    assert((await anvil.client.getBlockNumber()) <= 6n);
  });

  it("R-1, R-6: what a killed process left in the mempool is replaced at the same nonce", async () => {
    const before = {
      account: privateKeyToAccount(ANVIL_KEY),
      chain: null,
      to: ANVIL_ADDRESS,
      nonce: 0,
      gas: 21_000n,
    } as const;
    await anvil.client.sendTransaction({
      ...before,
      maxFeePerGas: parseGwei("3"),
      maxPriorityFeePerGas: parseGwei("2"),
    });
    await senderOf().send({ intent, done, signal });
    assert.equal(await balance(), 5n);
    assert((await nonce()) <= 2);
  });

  it("R-13: a call that would revert is refused before it is sent, unless its effect came from elsewhere", async () => {
    const poor = { ...intent, value: parseEther("999999999") };
    const error = await fatal(senderOf({ mine: false }).send({ intent: poor, done, signal }));
    assert.deepEqual([error.code, error.retry], ["TX_WOULD_REVERT", "backoff"]);
    let looks = 0;
    const overtaken = async () => {
      looks += 1;
      return looks > 1;
    };
    await senderOf({ mine: false }).send({ intent: poor, done: overtaken, signal });
    assert.equal(await nonce(), 0);
  });

  it("R-17: a transaction above the budget is not sent", async () => {
    const error = await fatal(senderOf({ transactions: { dailyBudgetWei: "1000" } }).send({ intent, done, signal }));
    assert.deepEqual([error.code, await nonce()], ["TX_BUDGET_EXCEEDED", 0]);
  });
});
