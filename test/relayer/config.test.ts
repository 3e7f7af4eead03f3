import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { loadConfig } from "@cseth/relayer/config/load";
import { createSecret } from "@cseth/relayer/config/secret";
import { CsethError } from "@cseth/relayer/domain/errors";

const KEY = `0x${"ab".repeat(32)}`;
const MINIMAL = { l1: { chainId: 900, rpcUrls: ["http://127.0.0.1:8545"] } };

describe("relayer configuration", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cseth-config-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function load(values: unknown, environment: Record<string, string> = {}) {
    writeFileSync(join(folder, "cseth.json"), JSON.stringify(values));
    return loadConfig({ file: "cseth.json", environment, workingFolder: folder });
  }

  function failure(run: () => unknown): CsethError {
    try {
      run();
    } catch (error) {
      assert(error instanceof CsethError, String(error));
      return error;
    }
    assert.fail("nothing was thrown");
  }

  it("fills defaults and freezes everything", () => {
    const config = load(MINIMAL);
    assert.equal(config.l1.transactions.maxGas, 15_000_000);
    assert.equal(config.l1.finality.source, "tags");
    assert.deepEqual(config.lanes, []);
    assert.throws(() => Object.assign(config.l1, { chainId: 1 }), TypeError);
    assert.throws(() => Object.assign(config.l1.transactions, { maxGas: 1 }), TypeError);
  });

  it("names the nearest known key when one is unknown", () => {
    const error = failure(() => load({ l1: { ...MINIMAL.l1, rpcUrl: "http://x" } }));
    assert.equal(error.code, "CONFIG_UNKNOWN_KEY");
    assert.equal(error.message, "unknown configuration key l1.rpcUrl");
    assert.equal(error.fix, "Did you mean l1.rpcUrls?");
  });

  it("names the nearest known key inside a list", () => {
    const lane = { laneId: 1, kind: "op-stack", chainId: 901, rpcUrls: ["http://127.0.0.1:1"], polMs: 1 };
    const error = failure(() => load({ ...MINIMAL, lanes: [lane] }));
    assert.equal(error.fix, "Did you mean lanes[0].pollMs?");
  });

  it("lists the known keys when none is near", () => {
    const error = failure(() => load({ ...MINIMAL, planner: { zzzzzzzzzz: 1 } }));
    assert.equal(
      error.fix,
      "Known keys here: closeBatchAfterSeconds, closeBatchAtActions, netBeforeForwardSeconds, executeRunBytes.",
    );
  });

  it("refuses an unknown name in the environment", () => {
    const error = failure(() => load(MINIMAL, { CSETH__L1__POL_MS: "5" }));
    assert.equal(error.code, "CONFIG_UNKNOWN_KEY");
    assert.equal(error.fix, "Did you mean l1.pollMs?");
  });

  it("says which key is missing and how to set it", () => {
    const error = failure(() => load({ l1: { chainId: 900 } }));
    assert.equal(error.code, "CONFIG_MISSING_KEY");
    assert.equal(error.message, "l1.rpcUrls is required");
    assert.equal(error.fix, "Set l1.rpcUrls in the file or CSETH__L1__RPC_URLS in the environment.");
  });

  it("says that there is none at all, and how a group of keys is set", () => {
    const none = failure(() => loadConfig({ environment: {}, workingFolder: folder }));
    assert.equal(none.code, "CONFIG_MISSING");
    assert.match(none.fix ?? "", /--config or CSETH_CONFIG/);
    const group = failure(() => loadConfig({ environment: { CSETH__READ_ONLY: "true" }, workingFolder: folder }));
    assert.equal(group.fix, "Set l1 in the file or CSETH__L1__… in the environment.");
  });

  it("refuses a failpoint that no code reaches, naming those that exist", () => {
    assert.equal(load({ ...MINIMAL, failpoint: "tx-sent:3" }).failpoint, "tx-sent:3");
    for (const failpoint of ["tx-snet", "tx-sent:0", "tx-sent:", ""]) {
      const error = failure(() => load({ ...MINIMAL, failpoint }));
      assert.equal(error.code, "CONFIG_INVALID");
      assert.match(error.message, /^failpoint: is one of tx-stored, tx-sent, /);
    }
  });

  it("lets the environment win over the file, and .env stand beneath it", () => {
    writeFileSync(join(folder, ".env"), "CSETH__L1__POLL_MS=111\nCSETH__L1__MAX_LAG_BLOCKS=7\n");
    const config = load({ l1: { ...MINIMAL.l1, pollMs: 99 } }, { CSETH__L1__POLL_MS: "222" });
    assert.equal(config.l1.pollMs, 222);
    assert.equal(config.l1.maxLagBlocks, 7);
  });

  it("builds everything from the environment alone", () => {
    const environment = {
      CSETH__L1__CHAIN_ID: "900",
      CSETH__L1__RPC_URLS: "http://a.example, http://b.example",
      CSETH__L1__SIGNERS__0__KEY: KEY,
      CSETH__L1__TRANSACTIONS__DAILY_BUDGET_WEI: "123456789012345678901",
      CSETH__READ_ONLY: "true",
      DATABASE_URL: "postgres://u:p@db.example/x",
    };
    const config = loadConfig({ environment, workingFolder: folder });
    assert.deepEqual(
      config.l1.rpcUrls.map((url) => url.reveal()),
      ["http://a.example", "http://b.example"],
    );
    assert.equal(config.l1.signers[0]?.key?.reveal(), KEY);
    assert.equal(config.l1.transactions.dailyBudgetWei, 123456789012345678901n);
    assert.equal(config.readOnly, true);
    assert.equal(config.database.url?.reveal(), "postgres://u:p@db.example/x");
  });

  it("refuses a signer with both a key and a keystore, and a keystore without its password", () => {
    const both = failure(() =>
      load({ l1: { ...MINIMAL.l1, signers: [{ key: KEY, keystore: "k.json", password: "p" }] } }),
    );
    assert.equal(both.message, "l1.signers[0]: needs exactly one of key and keystore");
    const open = failure(() => load({ l1: { ...MINIMAL.l1, signers: [{ keystore: "k.json" }] } }));
    assert.equal(open.message, "l1.signers[0]: a keystore needs its password");
  });

  it("refuses two chains with one id", () => {
    const lane = { laneId: 1, kind: "op-stack", chainId: 900, rpcUrls: ["http://127.0.0.1:1"] };
    assert.equal(failure(() => load({ ...MINIMAL, lanes: [lane] })).message, "lanes: chainId 900 is given twice");
  });

  it("never names a secret's value in an error", () => {
    const error = failure(() => load({ l1: { ...MINIMAL.l1, signers: [{ key: "0xdeadbeef" }] } }));
    assert(!inspect(error).includes("deadbeef"));
  });

  it("says when a file is missing or is not JSON", () => {
    assert.equal(
      failure(() => loadConfig({ file: "no.json", environment: {}, workingFolder: folder })).code,
      "CONFIG_FILE_UNREADABLE",
    );
    writeFileSync(join(folder, "bad.json"), "{ // no\n}");
    assert.equal(
      failure(() => loadConfig({ file: "bad.json", environment: {}, workingFolder: folder })).code,
      "CONFIG_FILE_MALFORMED",
    );
  });
});

describe("secret", () => {
  it("prints itself as [redacted] in every usual way", () => {
    const secret = createSecret("hunter2");
    const printed = [
      String(secret),
      `${secret}`,
      JSON.stringify({ secret }),
      inspect({ secret }),
      inspect(secret, { showHidden: true }),
    ];
    assert(
      printed.every((text) => text.includes("[redacted]") && !text.includes("hunter2")),
      printed.join(),
    );
    assert.equal(secret.reveal(), "hunter2");
  });
});
