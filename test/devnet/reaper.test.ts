import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitUntilGone } from "./support/cli.ts";
import { until } from "./support/until.ts";

const CHILD = new URL("./children/watched.ts", import.meta.url).pathname;

describe("what a killed process leaves behind", () => {
  it("nothing: watched children are ended, each in its way, and the folder goes last", async () => {
    const parent = await mkdtemp(join(tmpdir(), "cseth-reaper-"));
    const folder = join(parent, "a folder");
    await mkdir(folder);
    const owner = spawn(process.execPath, [CHILD, folder]);
    const { bare, tidy, forgotten } = await new Promise<Record<"bare" | "tidy" | "forgotten", number>>((resolve) =>
      owner.stdout.once("data", (chunk: Buffer) => resolve(JSON.parse(chunk.toString()))),
    );
    await until(() => existsSync(join(folder, "held")));
    owner.kill("SIGKILL");
    await waitUntilGone(bare, tidy);
    await until(() => !existsSync(folder));
    assert.equal(existsSync(join(parent, "put-away")), true, "the tidy one had its time");
    // Its number might be another program's by now.
    assert.equal(process.kill(forgotten, 0), true);
    process.kill(forgotten, "SIGKILL");
    await rm(parent, { recursive: true });
  });
});
