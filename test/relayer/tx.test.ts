import assert from "node:assert/strict";
import { type Address, hexToBigInt } from "viem";
import { ANVIL_ADDRESS, type Anvil, startAnvil } from "../support/anvil.ts";
import { COUNTER, GATE, refusalAbi } from "../support/bytecode.ts";
import { runChild } from "../support/child.ts";
import { createTestDatabase } from "../support/postgres.ts";
import { fatal } from "../support/rejections.ts";
import { openTransactor, settle } from "../support/relayer-tx.ts";
import { type FaultyRpc, startFaultyRpc } from "../support/rpc-faults.ts";

const COUNTER_ADDRESS: Address = "0x0000000000000000000000000000000000c01117";
const GATE_ADDRESS: Address = "0x000000000000000000000000000000000000647e";
const COUNT = { key: "count", to: COUNTER_ADDRESS, data: "0x" } as const;
const CHILD = new URL("./children/tx-child.ts", import.meta.url).pathname;
type Opened = Awaited<ReturnType<typeof openTransactor>>;

describe("transactions", function () {
  this.timeout(30_000);
  let anvil: Anvil;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let rpc: FaultyRpc;
  const opened: Opened[] = [];

  beforeEach(async () => {
    anvil = await startAnvil({ args: ["--no-mining"] });
    await anvil.client.setCode({ address: COUNTER_ADDRESS, bytecode: COUNTER });
    await anvil.client.setCode({ address: GATE_ADDRESS, bytecode: GATE });
    await mine(5);
    rpc = await startFaultyRpc(anvil.url);
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
    await database.close();
    await rpc.stop();
    await anvil.stop();
  });

  async function open(options: Partial<Parameters<typeof openTransactor>[0]> = {}): Promise<Opened> {
    const transactor = await openTransactor({ databaseUrl: database.url, rpcUrls: [rpc.url], ...options });
    opened.push(transactor);
    return transactor;
  }

  const mine = (blocks = 1) => anvil.client.mine({ blocks });

  async function counted(): Promise<bigint> {
    return hexToBigInt((await anvil.client.getStorageAt({ address: COUNTER_ADDRESS, slot: "0x0" })) ?? "0x0");
  }

  const usedNonces = () => anvil.client.getTransactionCount({ address: ANVIL_ADDRESS });

  it("carries an intent to finality and does it once, however often it is asked for", async () => {
    const transactor = await open();
    await Promise.all([transactor.submit(COUNT), transactor.submit(COUNT), transactor.submit(COUNT)]);
    const ended = await settle(transactor, "count", mine);
    assert.equal(ended.state, "SUCCEEDED");
    await transactor.submit(COUNT);
    await transactor.watch();
    await mine();
    assert.deepEqual([await counted(), await usedNonces()], [1n, 1]);
  });

  it("writes every transition together with its audit row", async () => {
    const transactor = await open();
    await transactor.submit(COUNT);
    await settle(transactor, "count", mine);
    const rows = await database.db.selectFrom("audit").select(["event", "before", "after"]).orderBy("id").execute();
    assert.deepEqual(
      rows.map(({ event, before, after }) => [event, before, after]),
      [
        ["reserved", null, "RESERVED"],
        ["signed", "RESERVED", "SIGNED"],
        ["accepted", "SIGNED", "BROADCAST"],
        ["included", "BROADCAST", "INCLUDED"],
        ["finalized", "INCLUDED", "FINAL"],
      ],
    );
  });

  it("R-3 gives concurrent intents one nonce each, without holes", async () => {
    const transactor = await open();
    const keys = ["a", "b", "c", "d", "e"];
    await Promise.all(keys.map((key) => transactor.submit({ ...COUNT, key })));
    for (const key of keys) assert.equal((await settle(transactor, key, mine)).state, "SUCCEEDED");
    assert.deepEqual([await counted(), await usedNonces()], [5n, 5]);
  });

  it("refuses a signer that another process owns", async () => {
    const { createTransactor } = await import("@cseth/relayer/tx/transactor");
    const first = await open();
    const second = await createTestDatabaseConnection();
    const error = await fatal(
      createTransactor({ ...second, client: first.client, store: first.store, account: first.account } as never),
    );
    assert.equal(error.code, "TX_SIGNER_BUSY");
  });

  async function createTestDatabaseConnection() {
    const { silentLogger } = await import("../support/postgres.ts");
    return { pool: database.pool, logger: silentLogger };
  }

  it("does not send what would revert, and says why in the contract's words", async () => {
    const transactor = await open();
    const error = await fatal(transactor.submit({ key: "gate", to: GATE_ADDRESS, data: "0x", abi: refusalAbi }));
    assert.equal(error.code, "TX_WOULD_REVERT");
    assert.equal(error.context.reason, "Gate_Closed()");
    assert.equal(await transactor.statusOf("gate"), undefined);
    assert.deepEqual(await transactor.store.openSlots({ chainId: 900, signer: lower(ANVIL_ADDRESS) }), []);
  });

  it("R-16 never signs more than 15M gas", async () => {
    const error = await fatal((await open()).submit({ ...COUNT, gas: 15_000_001n }));
    assert.equal(error.code, "TX_GAS_ABOVE_CAP");
  });

  it("R-13 sees that a transaction was included but failed", async () => {
    await anvil.client.setStorageAt({ address: GATE_ADDRESS, index: 0, value: `0x${"00".repeat(31)}01` });
    const transactor = await open();
    await transactor.submit({ key: "gate", to: GATE_ADDRESS, data: "0x" });
    await anvil.client.setStorageAt({ address: GATE_ADDRESS, index: 0, value: `0x${"00".repeat(32)}` });
    const ended = await settle(transactor, "gate", mine);
    assert.deepEqual([ended.state, ended.reason], ["FAILED", "included and reverted"]);
  });

  it("R-1 takes `nonce too low` for `unknown` and finds its own transaction mined", async () => {
    rpc.faults.nonceTooLow = true;
    const transactor = await open();
    await transactor.submit(COUNT);
    assert.equal((await transactor.statusOf("count"))?.slot?.state, "SIGNED");
    assert.equal((await settle(transactor, "count", mine)).state, "SUCCEEDED");
    assert.deepEqual([await counted(), await usedNonces()], [1n, 1]);
  });

  it("R-2 sends a dropped transaction again, the same bytes", async () => {
    rpc.faults.dropTransactions = true;
    const transactor = await open();
    await transactor.submit(COUNT);
    rpc.faults.dropTransactions = false;
    assert.equal((await settle(transactor, "count", mine)).state, "SUCCEEDED");
    assert.equal((await signedRows()).length, 1);
    assert.equal(await counted(), 1n);
  });

  it("R-6 fills the gap that a lying node led it into", async () => {
    rpc.faults.nonceOffset = 2;
    const transactor = await open();
    await transactor.submit(COUNT);
    assert.equal((await transactor.statusOf("count"))?.nonce, 2);
    rpc.faults.nonceOffset = 0;
    assert.equal((await settle(transactor, "count", mine)).state, "SUCCEEDED");
    assert.deepEqual([await counted(), await usedNonces()], [1n, 3]);
  });

  it("R-7 replaces what waits too long, by at least the bump, and knows both hashes", async () => {
    const transactor = await open({ transactions: { replaceAfterBlocks: 2, bumpPercent: 15 } });
    await transactor.submit(COUNT);
    await mineWithout();
    await transactor.watch();
    assert.equal((await signedRows()).length, 1, "one block is not too long");
    await mineWithout();
    await transactor.watch();
    const [first, second] = await signedRows();
    assert(first && second, "a replacement was signed");
    assert(first.max_fee < 5_000_000_000n && second.max_fee >= 5_000_000_000n, "the market has moved above 5 gwei");
    // The tip's market has not moved: it rises by the bump of 15%.
    assert.equal(second.max_priority_fee, (first.max_priority_fee * 115n + 99n) / 100n);
    await transactor.watch();
    assert.equal((await signedRows()).length, 2, "not replaced again at once");
    assert.equal((await settle(transactor, "count", mine)).state, "SUCCEEDED");
    assert.deepEqual([await counted(), await usedNonces()], [1n, 1]);
  });

  it("R-17 spends no more than its daily budget", async () => {
    const transactor = await open({ transactions: { dailyBudgetWei: "1000" } });
    const error = await fatal(transactor.submit(COUNT));
    assert.equal(error.code, "TX_BUDGET_EXCEEDED");
    assert.equal(await usedNonces(), 0);
  });

  it("frees the nonce of bytes that every node refuses, and uses it for the next intent", async () => {
    const transactor = await open();
    await anvil.client.setBalance({ address: ANVIL_ADDRESS, value: 0n });
    // Simulation of a call without fees passes; sending needs funds.
    const refused = await transactor.submit(COUNT);
    assert.equal(refused.state, "ABANDONED");
    assert.match(refused.reason ?? "", /refused: /);
    await anvil.client.setBalance({ address: ANVIL_ADDRESS, value: 10n ** 18n });
    await transactor.submit(COUNT);
    const ended = await settle(transactor, "count", mine);
    assert.deepEqual([ended.state, ended.nonce], ["SUCCEEDED", 0]);
    assert.equal(await counted(), 1n);
  });

  it("gives up a nonce that somebody else used, but only at finality", async () => {
    rpc.faults.dropTransactions = true;
    const transactor = await open();
    await transactor.submit(COUNT);
    await anvil.client.impersonateAccount({ address: ANVIL_ADDRESS });
    await anvil.client.sendTransaction({ account: ANVIL_ADDRESS, to: ANVIL_ADDRESS, value: 1n });
    await mine();
    await transactor.watch();
    assert.equal((await transactor.statusOf("count"))?.state, "OPEN");
    await mine(3);
    await transactor.watch();
    assert.equal((await transactor.statusOf("count"))?.state, "ABANDONED");
    rpc.faults.dropTransactions = false;
    await transactor.submit(COUNT);
    assert.equal((await settle(transactor, "count", mine)).state, "SUCCEEDED");
    assert.equal(await counted(), 1n);
  });

  it("R-12 goes back to BROADCAST when a reorg drops its block, and ends once", async () => {
    const transactor = await open();
    await transactor.submit(COUNT);
    await mine();
    await transactor.watch();
    const included = await transactor.statusOf("count");
    assert.equal(included?.slot?.state, "INCLUDED");
    // Another block without the transaction takes its place.
    await anvil.client.request({ method: "anvil_reorg" as never, params: [1, []] as never });
    await transactor.watch();
    assert.equal((await transactor.statusOf("count"))?.slot?.state, "BROADCAST");
    assert.equal((await settle(transactor, "count", mine)).state, "SUCCEEDED");
    assert.deepEqual([await counted(), await usedNonces()], [1n, 1]);
  });

  for (const failpoint of ["tx-stored", "tx-sent", "tx-included", "tx-finalized"]) {
    it(`kill -9 at ${failpoint}: another process finishes it, exactly once, with the same bytes`, async () => {
      const { signal } = await runChild(CHILD, [database.url, anvil.url, failpoint, COUNTER_ADDRESS]);
      assert.equal(signal, "SIGKILL");
      const before = await signedRows();
      assert.equal(before.length, 1);
      const transactor = await open();
      await transactor.submit(COUNT);
      assert.equal((await settle(transactor, "count", mine)).state, "SUCCEEDED");
      assert.deepEqual(await signedRows().then((rows) => rows.map((row) => row.hash)), [before[0]?.hash]);
      assert.deepEqual([await counted(), await usedNonces()], [1n, 1]);
    });
  }

  it("kill -9 at tx-replaced: the replacement's bytes go out again, exactly one is mined", async () => {
    const transactor = await open({ transactions: { replaceAfterBlocks: 1 } });
    await transactor.submit(COUNT);
    await mineWithout();
    await Promise.all(opened.splice(0).map((one) => one.close()));
    const child = await runChild(CHILD, [database.url, anvil.url, "tx-replaced", COUNTER_ADDRESS, "1"]);
    assert.equal(child.signal, "SIGKILL");
    const signed = (await signedRows()).map((row) => row.hash);
    assert.equal(signed.length, 2);
    const heir = await open({ transactions: { replaceAfterBlocks: 100 } });
    assert.equal((await settle(heir, "count", mine)).state, "SUCCEEDED");
    assert.deepEqual(
      (await signedRows()).map((row) => row.hash),
      signed,
    );
    assert.deepEqual([await counted(), await usedNonces()], [1n, 1]);
  });

  it("without a failpoint the same child ends by itself", async () => {
    const { code, stdout } = await runChild(CHILD, [database.url, anvil.url, "none", COUNTER_ADDRESS]);
    assert.deepEqual([code, stdout], [0, "DONE\n"]);
    assert.equal(await counted(), 1n);
  });

  async function signedRows() {
    return database.db.selectFrom("signed_transaction").selectAll().orderBy("signed_at").orderBy("max_fee").execute();
  }

  /** A block whose base fee is above what waiting transactions offer. */
  async function mineWithout(): Promise<void> {
    await anvil.client.setNextBlockBaseFeePerGas({ baseFeePerGas: 5_000_000_000n });
    await mine();
  }
});

function lower(address: Address): Address {
  return address.toLowerCase() as Address;
}
