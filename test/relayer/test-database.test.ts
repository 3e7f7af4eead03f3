import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isRunning } from "../devnet/support/cli.ts";
import { until } from "../devnet/support/until.ts";

const CHILD = new URL("./children/database-child.ts", import.meta.url).pathname;

describe("the database of tests", () => {
  it("is gone, with its folder, soon after a run that was killed", async () => {
    const run = spawn(process.execPath, [CHILD], { stdio: ["ignore", "pipe", "inherit"] });
    const data = await new Promise<string>((resolve) => run.stdout.once("data", (chunk) => resolve(String(chunk))));
    const server = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
    assert.equal(isRunning(server), true);
    run.kill("SIGKILL");
    await until(() => !isRunning(server));
    await until(() => !existsSync(dirname(dirname(data))));
  });
});
