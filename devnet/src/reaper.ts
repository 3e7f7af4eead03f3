import { spawn } from "node:child_process";

/** KILL for what holds nothing; TERM for what has children or files of its own to put away, KILL ten seconds later. */
export type Ending = "KILL" | "TERM";

export type Reaper = {
  watch(pid: number, ending?: Ending): void;
  /** A process that has ended: its number may soon be another's. */
  forget(pid: number): void;
  /** Removed with all that is in it, once all processes are gone. */
  watchFolder(folder: string): void;
  /** Everything was put away in good order. */
  dismiss(): void;
};

const script = `
list=" " folder=""
while read -r verb what; do
  case $verb in
    KILL|TERM) list="$list$verb:$what " ;;
    forget) for ending in KILL TERM; do case $list in *" $ending:$what "*)
      list="\${list%% "$ending:$what" *} \${list#* "$ending:$what" }" ;; esac; done ;;
    remove) folder=$what ;;
  esac
done
for entry in $list; do kill -"\${entry%%:*}" "\${entry#*:}"; done
tries=0 alive=1
while [ $alive = 1 ] && [ $tries -lt 100 ]; do
  alive=0 tries=$((tries + 1))
  for entry in $list; do kill -0 "\${entry#*:}" && alive=1; done
  [ $alive = 0 ] || sleep 0.1
done
for entry in $list; do kill -9 "\${entry#*:}"; done
[ -z "$folder" ] || rm -rf "$folder"
`;

/**
 * Ends watched processes when this process is gone, however it went, `kill -9` included: a shell holds the other end of
 * a pipe, and the pipe closes with us.
 */
export function startReaper(): Reaper {
  const shell = spawn("sh", ["-c", script], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  shell.stdin.on("error", () => {});
  shell.unref();
  if ("unref" in shell.stdin && typeof shell.stdin.unref === "function") shell.stdin.unref();
  const tell = (verb: string, what: string | number) => void shell.stdin.write(`${verb} ${what}\n`);
  return {
    watch: (pid, ending = "KILL") => tell(ending, pid),
    forget: (pid) => tell("forget", pid),
    watchFolder: (folder) => tell("remove", folder),
    dismiss: () => void shell.kill("SIGKILL"),
  };
}
