import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { saveInstance, startInstance } from "@cseth/devnet/instance";
import { instanceSettings } from "../instance.ts";
import type { Bench, Goal, Measurement } from "../result.ts";

const goals: readonly Goal[] = [
  { id: "devnet-up", unit: "s", goal: 15, peer: "—" },
  { id: "devnet-load", unit: "s", goal: 3, peer: "—" },
];
/** Starts of each kind; the first also loads the code. */
const STARTS = 3;

/** How long whoever calls for a devnet waits until all chains run with every contract of ours on them. */
export const devnet: Bench = {
  name: "devnet",
  summary: "start of the three chains with every contract, from genesis and from a saved state",
  goals,
  async run({ root, say }): Promise<readonly Measurement[]> {
    const folder = await mkdtemp(join(tmpdir(), "cseth-bench-"));
    const state = join(folder, "state");
    const start = async (name: string, from?: string) => {
      const deploymentsFolder = join(folder, name);
      const begun = performance.now();
      const { devnet } = await startInstance({
        settings: instanceSettings,
        deploymentsFolder,
        root,
        ...(from === undefined ? {} : { state: from }),
      });
      const seconds = (performance.now() - begun) / 1_000;
      say(`${name}: ${seconds.toFixed(1)} s`);
      return { devnet, deploymentsFolder, seconds };
    };
    const samples: { up: number[]; load: number[] } = { up: [], load: [] };
    try {
      for (let turn = 1; turn <= STARTS; turn += 1) {
        const { seconds, ...up } = await start(`up-${turn}`);
        samples.up.push(seconds);
        if (turn === 1) await saveInstance({ ...up, state });
        await up.devnet.stop();
      }
      for (let turn = 1; turn <= STARTS; turn += 1) {
        const load = await start(`load-${turn}`, state);
        samples.load.push(load.seconds);
        await load.devnet.stop();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    return [
      { id: "devnet-up", samples: samples.up },
      { id: "devnet-load", samples: samples.load },
    ];
  },
};
