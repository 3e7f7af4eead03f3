import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { withLock } from "../../tools/setup/lock.mjs";

const lockModule = join(dirname(dirname(import.meta.dirname)), "tools/setup/lock.mjs");

describe("the set-up's lock", () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cseth-lock-"));
    path = join(folder, "setup.lock");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A lock left behind by a process that is gone. */
  function leaveDeadLock(): void {
    mkdirSync(path);
    // The largest pid of Linux is 4,194,304.
    writeFileSync(join(path, "owner.json"), JSON.stringify({ id: "gone", pid: 4_999_999, host: hostname() }));
  }

  /** Reads, waits and writes a number back under the lock: two at once would lose a step. */
  function countInProcess(): Promise<number | null> {
    const script = `
      import { readFileSync, writeFileSync } from "node:fs";
      import { setTimeout as delay } from "node:timers/promises";
      import { withLock } from ${JSON.stringify(lockModule)};
      const file = ${JSON.stringify(join(folder, "count"))};
      await withLock({ path: ${JSON.stringify(path)}, timeoutMs: 30_000, onWait: () => {} }, async () => {
        const count = Number(readFileSync(file, "utf8"));
        await delay(20);
        writeFileSync(file, String(count + 1));
      });`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" });
    return new Promise((resolve) => child.on("close", resolve));
  }

  it("lets one process in at a time, and outlives a dead owner that all of them find", async () => {
    writeFileSync(join(folder, "count"), "0");
    leaveDeadLock();
    const codes = await Promise.all(Array.from({ length: 6 }, countInProcess));
    assert.deepEqual(codes, [0, 0, 0, 0, 0, 0]);
    assert.equal(readFileSync(join(folder, "count"), "utf8"), "6");
    assert.deepEqual(readdirSync(folder).sort(), ["count", "setup.lock.gone.dead"]);
  });

  it("is released when the work fails", async () => {
    const options = { path, timeoutMs: 1_000, onWait: () => undefined };
    await assert.rejects(
      withLock(options, () => Promise.reject(new RangeError("broken"))),
      RangeError,
    );
    assert.equal(await withLock(options, async () => "free"), "free");
  });

  it("gives up on a living owner with its pid and the file to delete", async () => {
    mkdirSync(path);
    writeFileSync(join(path, "owner.json"), JSON.stringify({ id: "me", pid: process.pid, host: hostname() }));
    const waits: string[] = [];
    const options = { path, timeoutMs: 150, onWait: (owner: string) => waits.push(owner) };
    await assert.rejects(
      withLock(options, async () => "never"),
      {
        code: "SETUP_LOCKED",
        remedy: `wait for process ${process.pid}, or, if it is gone, delete ${path}`,
      },
    );
    assert.deepEqual(waits, [`process ${process.pid} on ${hostname()}`]);
  });
});
