// Starts processes as a devnet does, watches them, says which they are, and waits to be killed.
import { spawn } from "node:child_process";
import { startReaper } from "../../../devnet/src/reaper.ts";

const [, , folder = ""] = process.argv;
const reaper = startReaper();

function start(script: string): number {
  const child = spawn("sh", ["-c", script], { detached: true, stdio: "ignore", cwd: folder });
  child.unref();
  return child.pid ?? 0;
}

const bare = start("exec sleep 600");
const tidy = start("trap 'rm held; touch ../put-away; exit' TERM; touch held; while :; do sleep 0.05; done");
const forgotten = start("exec sleep 600");
reaper.watch(bare);
reaper.watch(tidy, "TERM");
reaper.watch(forgotten);
reaper.forget(forgotten);
reaper.watchFolder(folder);
process.stdout.write(`${JSON.stringify({ bare, tidy, forgotten })}\n`);
setInterval(() => {}, 60_000);
