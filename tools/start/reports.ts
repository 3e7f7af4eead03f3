import { join } from "node:path";
import { reportOracleAbi } from "@cseth/shared/abi/ReportOracle";
import { oracleName } from "./configs.ts";
import { finalizedSlot } from "./consensus.ts";
import { CsethFailed } from "./cseth.ts";
import { type Patience, waitFor } from "./watch.ts";
import type { World } from "./world.ts";

/** Frames that are being looked at, or were: lanes share the oracle. */
const looked = new WeakMap<World, Map<bigint, Promise<void>>>();

/**
 * Has a submitted report rebuilt from the chains, once it is final what they were, by a member that need not have
 * signed it: a quorum that lies is believed by L1, and seen by everybody.
 */
export function requireTrue(world: World, frame: bigint, patience: Patience): Promise<void> {
  const frames = looked.get(world) ?? new Map<bigint, Promise<void>>();
  looked.set(world, frames);
  const looking = frames.get(frame) ?? verify(world, frame, patience);
  frames.set(frame, looking);
  return looking;
}

async function verify({ l1, plan, devnet, cseth, folder }: World, frame: bigint, patience: Patience): Promise<void> {
  const oracle = { address: plan.l1("ReportOracle"), abi: reportOracleAbi } as const;
  const [genesisTime, frameSeconds, beaconGenesis] = await l1.readContract({ ...oracle, functionName: "timing" });
  const refSlot = (genesisTime + frame * frameSeconds - beaconGenesis) / 12n;
  await waitFor({
    what: `finality of frame ${frame}`,
    patience,
    read: async () => ((await finalizedSlot(devnet)) >= refSlot ? true : undefined),
  });
  const config = join(folder, `${oracleName(LAST_MEMBER)}.json`);
  const { code, answer } = await cseth.run(["oracle", "verify", "--frame", frame.toString()], { config });
  if (code === 0) return;
  const { differences = [] } = answer as { differences?: readonly { field: string; ours: unknown; theirs: unknown }[] };
  const lines = differences.map(({ field, ours, theirs }) => `${field} is ${ours}, reported ${theirs}`);
  throw new CsethFailed(
    `the report of frame ${frame} is not what the chains say: ${lines.join("; ") || JSON.stringify(answer)}`,
  );
}

/** One that keeps its key to itself in every breakage. */
const LAST_MEMBER = 5;
