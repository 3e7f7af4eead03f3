import { startDevnet } from "../../../devnet/src/devnet.ts";
import type { Devnet } from "../../../devnet/src/types.ts";

let started: Promise<Devnet> | undefined;

/** One devnet for all files of the suite, started by the first that asks. Time moves only when a test moves it. */
export function sharedDevnet(): Promise<Devnet> {
  started ??= startDevnet({ speed: "manual" });
  return started;
}

// At the root of the suite: mocha runs it once, after the last file.
after("stop the shared devnet", async () => {
  await (await started)?.stop();
});

/** Runs slots until the work that waits for them is done. @throws if it isn't within `slots` */
export async function mineUntil<Result>(devnet: Devnet, work: Promise<Result>, slots = 120): Promise<Result> {
  let settled = false;
  const done = work.finally(() => {
    settled = true;
  });
  done.catch(() => undefined);
  for (let mined = 0; !settled; mined += 1) {
    if (mined === slots) throw new Error(`not done after ${slots} slots`);
    await devnet.mineSlots(1);
    // Lets pollers and answers of the chains through.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return done;
}
