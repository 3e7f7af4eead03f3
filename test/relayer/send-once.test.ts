import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { createChainClient } from "@cseth/relayer/chain/client";
import { parseConfig } from "@cseth/relayer/config/load";
import { createMetrics } from "@cseth/relayer/telemetry/metrics";
import { prepareCall, sendOnce } from "@cseth/relayer/tx/sendOnce";
import { parseGwei } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { ANVIL_ADDRESS, ANVIL_KEY, type Anvil, startAnvil } from "../support/anvil.ts";
import { silentLogger } from "../support/postgres.ts";
import { fatal } from "../support/rejections.ts";

const TO = "0x00000000000000000000000000000000000000cc";

describe("sending what must not happen twice", function () {
  this.timeout(30_000);
  let anvil: Anvil;
  beforeEach(async () => {
    anvil = await startAnvil({ args: ["--no-mining"] });
  });
  afterEach(() => anvil.stop());

  /** Sends 5 wei; `pause` is called between two looks at the chain. */
  async function send(pause: () => Promise<void>, signal = new AbortController().signal) {
    const transactions = { replaceAfterBlocks: 2 };
    const { l1: config } = parseConfig({ l1: { chainId: 900, rpcUrls: [anvil.url], pollMs: 50, transactions } });
    const client = createChainClient({ name: "l1", config, logger: silentLogger, metrics: createMetrics() });
    const account = privateKeyToAccount(ANVIL_KEY);
    const policy = config.transactions;
    const intent = { key: "gift", to: TO, data: "0x", value: 5n } as const;
    const call = await prepareCall({ client, account, policy, intent });
    return sendOnce({ client, account, policy, call, pause, signal, logger: silentLogger });
  }
  const mine = async () => {
    await anvil.client.mine({ blocks: 1 });
    await sleep(5);
  };
  const received = async () => [
    await anvil.client.getBalance({ address: TO }),
    await anvil.client.getTransactionCount({ address: ANVIL_ADDRESS }),
  ];

  it("R-7 one that the market has left behind is replaced under its nonce, and counts once", async () => {
    let looks = 0;
    const receipt = await send(async () => {
      looks += 1;
      if (looks === 1) await anvil.client.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei("50") });
      await mine();
    });
    assert.equal(receipt.succeeded, true);
    assert.deepEqual(await received(), [5n, 1]);
    assert((await anvil.client.getBlockNumber()) <= 6n, "the fee of the first would have been enough only much later");
  });

  it("R-3 is not sent under a second nonce when another transaction has taken the first", async () => {
    let looks = 0;
    const error = await fatal(
      send(async () => {
        looks += 1;
        if (looks === 1) {
          await anvil.client.dropTransaction({ hash: await pending() });
          await anvil.client.impersonateAccount({ address: ANVIL_ADDRESS });
          await anvil.client.sendTransaction({ account: ANVIL_ADDRESS, to: ANVIL_ADDRESS, nonce: 0, gas: 21_000n });
        }
        await mine();
      }),
    );
    assert.equal(error.code, "TX_NONCE_USED");
    assert.deepEqual(await received(), [0n, 1]);
  });

  it("R-13 one that is included and reverts is told as such", async () => {
    const error = await fatal(
      send(async () => {
        // Refuses everything from now on.
        await anvil.client.setCode({ address: TO, bytecode: "0xfe" });
        await mine();
      }),
    );
    assert.equal(error.code, "TX_REVERTED");
    assert.deepEqual(await received(), [0n, 1]);
  });

  it("tells the transaction that is under way when it is interrupted", async () => {
    const interrupted = new AbortController();
    const error = await fatal(send(async () => interrupted.abort(), interrupted.signal));
    assert.equal(error.code, "TX_UNDER_WAY");
    assert(error.message.includes(await pending()), error.message);
  });

  async function pending() {
    const { transactions } = await anvil.client.getBlock({ blockTag: "pending" });
    return transactions[0] ?? assert.fail("nothing is pending");
  }
});
