import { startWorld, type World } from "../../e2e/support/world.ts";

let started: Promise<World> | undefined;

/** Chains with csETH on them for all files of the suite, started by the first that asks. Time moves only when told. */
export function sharedWorld(): Promise<World> {
  started ??= startWorld({ speed: "manual" });
  return started;
}

// At the root of the suite: mocha runs it once, after the last file.
after("stop the shared world", async () => {
  await (await started)?.stop();
});
