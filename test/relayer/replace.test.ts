import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ANVIL_ADDRESS, ANVIL_KEY, type Anvil, startAnvil } from "../support/anvil.ts";
import { runChild } from "../support/child.ts";
import { createTestDatabase } from "../support/postgres.ts";
import { openTransactor } from "../support/relayer-tx.ts";

const BIN = new URL("../../relayer/bin/cseth.mjs", import.meta.url).pathname;
const TO = "0x00000000000000000000000000000000000000cc";
const intent = { key: "gift", to: TO, data: "0x01", value: 5n } as const;

describe("cseth relayer replace", function () {
  this.timeout(30_000);
  let anvil: Anvil;
  let folder: string;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let relayer: Awaited<ReturnType<typeof openTransactor>> | undefined;
  beforeEach(async () => {
    anvil = await startAnvil({ args: ["--no-mining"] });
    database = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), "cseth-replace-"));
  });
  afterEach(async () => {
    await relayer?.close();
    relayer = undefined;
    await database.close();
    await anvil.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A transaction that waits, and a relayer that would leave it waiting for a hundred blocks. */
  async function stuck(transactions: Record<string, unknown> = {}) {
    const policy = { replaceAfterBlocks: 100, ...transactions };
    const opened = await openTransactor({ databaseUrl: database.url, rpcUrls: [anvil.url], transactions: policy });
    relayer = opened;
    await opened.submit(intent);
    return opened;
  }

  /** The command in a process of its own, while the relayer looks at the chain again and again. */
  async function replace(...args: string[]) {
    const l1 = { chainId: 900, rpcUrls: [anvil.url], signers: [{ key: ANVIL_KEY }] };
    writeFileSync(join(folder, "cseth.json"), JSON.stringify({ database: { url: database.url }, l1 }));
    const all = ["relayer", "replace", ...args, "--json", "--config", "cseth.json"];
    let isOver = false;
    const ended = runChild(BIN, all, { cwd: folder }).finally(() => {
      isOver = true;
    });
    while (!isOver && !args.includes("--wait-seconds")) {
      await relayer?.watch();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const { code, stdout } = await ended;
    return { exit: code, ...JSON.parse(stdout) };
  }

  const mine = async () => {
    await anvil.client.mine({ blocks: 1 });
    await relayer?.watch();
  };
  const received = () => anvil.client.getBalance({ address: TO });
  const nonce = () => anvil.client.getTransactionCount({ address: ANVIL_ADDRESS });

  it("R-7 pays more at once, when asked, and the transaction counts once", async () => {
    await stuck();
    const shown = await replace("l1", "0", "--dry-run");
    assert.deepEqual([shown.exit, shown.replaced, shown.intent, shown.action], [0, false, "gift", "raise"]);
    const unconfirmed = await replace("l1", "0");
    assert.deepEqual([unconfirmed.exit, unconfirmed.error], [64, "USAGE_NOT_CONFIRMED"]);

    const done = await replace("l1", "0", "--yes");
    assert.deepEqual([done.exit, done.replaced], [0, true]);
    assert.notEqual(done.hash, shown.hash);
    assert(BigInt(done.maxFee) * 10n >= BigInt(shown.maxFee) * 11n, `${shown.maxFee} → ${done.maxFee}`);
    await mine();
    assert.deepEqual([await received(), await nonce()], [5n, 1]);

    const late = await replace("l1", "0", "--yes");
    assert.deepEqual([late.exit, late.error], [64, "USAGE_NOT_WAITING"]);
  });

  it("R-6 cancels: a no-op takes the nonce, and what is still wanted goes under another", async () => {
    const { submit, statusOf } = await stuck();
    const done = await replace("l1", "0", "--cancel", "--yes");
    assert.deepEqual([done.exit, done.replaced, done.action], [0, true, "cancel"]);
    for (let block = 0; block < 5; block += 1) await mine();
    assert.deepEqual([await received(), await nonce()], [0n, 1]);
    const { to, value } = await anvil.client.getTransaction({ hash: done.hash });
    assert.deepEqual([to, value], [ANVIL_ADDRESS.toLowerCase(), 0n]);
    const status = await statusOf("gift");
    assert.deepEqual([status?.state, status?.reason], ["ABANDONED", "cancelled by the operator"]);

    const again = await submit(intent);
    assert.equal(again.nonce, 1);
    await mine();
    assert.deepEqual([await received(), await nonce()], [5n, 2]);
  });

  it("says why not: fees at their cap, nothing that waits, no such chain, no relayer", async () => {
    await stuck({ marketCapFactor: 1 });
    const capped = await replace("l1", "0", "--yes");
    assert.deepEqual([capped.exit, capped.error], [75, "TX_NOT_REPLACED"]);
    assert.match(capped.message, /nonce 0 of l1 was not replaced: its fees are at their cap, 1 times the market/);
    const [unused, unknown, alone] = await Promise.all([
      replace("l1", "7", "--yes", "--wait-seconds", "1"),
      replace("lane-1", "0", "--yes", "--wait-seconds", "1"),
      replace("l1", "0", "--yes", "--wait-seconds", "0"),
    ]);
    assert.deepEqual(
      [unused.error, unused.message],
      ["USAGE_NOT_WAITING", "nothing of ours waits under nonce 7 of l1"],
    );
    assert.deepEqual([unknown.error, unknown.message], ["USAGE_UNKNOWN_CHAIN", "there is no chain lane-1"]);
    assert.deepEqual([alone.exit, alone.error], [75, "TX_RELAYER_AWAY"]);
  });
});
