import { spawn } from "node:child_process";

export type Reaper = { watch(pid: number): void; dismiss(): void };

/**
 * Ends watched processes when this process is gone, however it went, `kill -9` included: a shell holds the other end of
 * a pipe, and the pipe closes with us.
 */
export function startReaper(): Reaper {
  const script = 'pids=""; while read -r pid; do pids="$pids $pid"; done; [ -z "$pids" ] || kill -9 $pids';
  const shell = spawn("sh", ["-c", script], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  shell.stdin.on("error", () => {});
  shell.unref();
  if ("unref" in shell.stdin && typeof shell.stdin.unref === "function") shell.stdin.unref();
  return {
    watch: (pid) => void shell.stdin.write(`${pid}\n`),
    dismiss: () => void shell.kill("SIGKILL"),
  };
}
