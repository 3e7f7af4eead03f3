import { frameOf } from "../oracle/frames.ts";
import { writeLeafSets } from "../rewards/files.ts";
import type { LeafSet } from "../rewards/leaf-set.ts";
import { EXIT } from "../telemetry/exitCodes.ts";
import { type FrameOptions, openSession } from "./oracle-session.ts";

export type RewardsOptions = FrameOptions & { folder?: string };

/** `cseth oracle rewards`: who has earned what, rebuilt from L1. */
export async function rewards(options: RewardsOptions): Promise<number> {
  const { context, output, frame: next } = await openSession(options);
  const { timing } = context.view;
  const frame = options.frame ? next : frameOf({ timing, number: next.number > 1n ? next.number - 1n : 1n });
  const sets = await context.rewards.setsFor(frame.number);
  const written = options.folder === undefined ? [] : await writeLeafSets({ folder: options.folder, sets });
  const lines = sets.length === 0 ? ["no operator has earned anything yet"] : sets.map(textOf);
  const files = written.map((path) => `wrote ${path}`);
  output.answer({ frame: frame.number, sets, written }, [`frame ${frame.number}`, ...lines, ...files].join("\n"));
  return EXIT.ok;
}

function textOf({ laneId, frame, rewardsRoot, rewardsTotal, leaves }: LeafSet): string {
  const operators = leaves.map(({ operatorId, recipient, cumulativeShares }) => {
    return `  operator ${operatorId}  ${recipient}  ${cumulativeShares} shares`;
  });
  const head = `lane ${laneId} as of frame ${frame}: ${rewardsTotal} shares, root ${rewardsRoot}`;
  return [head, ...operators].join("\n");
}
