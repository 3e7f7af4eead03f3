import assert from "node:assert/strict";
import { createSecret } from "@cseth/relayer/config/secret";
import { CsethError, retryPolicyOf } from "@cseth/relayer/domain/errors";
import { formatErrorLine } from "@cseth/relayer/telemetry/errorReport";
import { exitCodeOf } from "@cseth/relayer/telemetry/exitCodes";
import { createFailpoint } from "@cseth/relayer/telemetry/failpoint";
import { createLogger } from "@cseth/relayer/telemetry/logger";

describe("telemetry", () => {
  it("logs neither secrets of ours nor fields of libraries that hold one", () => {
    const lines: string[] = [];
    const logger = createLogger({ level: "info", destination: { write: (line) => void lines.push(line) } });
    logger.info(
      { secret: createSecret("hunter2"), client: { password: "hunter2" }, privateKey: "hunter2", wei: 10n ** 20n },
      "x",
    );
    const line = lines.join();
    assert(!line.includes("hunter2"), line);
    const { secret, client, privateKey, wei } = JSON.parse(line);
    assert.deepEqual(
      [secret, client.password, privateKey, wei],
      ["[redacted]", "[redacted]", "[redacted]", "100000000000000000000"],
    );
  });

  it("puts an error on one line: code, what, why, what to do", () => {
    const error = new CsethError({
      code: "RPC_UNAVAILABLE",
      retry: "backoff",
      message: "l1 is silent",
      fix: "Check rpcUrls.",
      cause: new Error("connect ECONNREFUSED\nand more"),
    });
    assert.equal(formatErrorLine(error), "RPC_UNAVAILABLE: l1 is silent (connect ECONNREFUSED). Check rpcUrls.");
  });

  it("gives each class of failure its exit code, and never retries what is not ours", () => {
    const of = (code: string) => exitCodeOf(new CsethError({ code, retry: "never", message: "" }));
    assert.deepEqual(
      ["CONFIG_X", "USAGE_X", "RPC_X", "RPC_CHAIN_ID_MISMATCH", "DATABASE_X", "HTTP_X", "TX_X", "DEFECT_X"].map(of),
      [78, 64, 69, 78, 69, 69, 75, 70],
    );
    assert.equal(exitCodeOf(new TypeError("oops")), 70);
    assert.equal(retryPolicyOf(new TypeError("oops")), "never");
  });

  it("a failpoint is inert unless armed, and counts", () => {
    let deaths = 0;
    const die = () => {
      deaths += 1;
    };
    createFailpoint({ armed: undefined, die })("tx-sent");
    const third = createFailpoint({ armed: "tx-sent:3", die });
    for (const name of ["tx-sent", "tx-stored", "tx-sent", "tx-stored"] as const) third(name);
    assert.equal(deaths, 0);
    third("tx-sent");
    assert.equal(deaths, 1);
  });
});
