import { CsethError } from "../domain/errors.ts";

/** When frames are: `ReportOracle.timing()`, in seconds. */
export type Timing = Readonly<{
  genesisTime: bigint;
  frameSeconds: bigint;
  beaconGenesis: bigint;
  slotSeconds: bigint;
}>;

/** Reference point of a frame: its report describes the chains as they were then. */
export type Frame = Readonly<{
  number: bigint;
  /** seconds */
  refTime: bigint;
  refSlot: bigint;
}>;

/** Twin of ReportOracle's check of times. Frame 0 is never reported. */
export function frameOf({ timing, number }: { timing: Timing; number: bigint }): Frame {
  if (number < 1n) {
    throw new CsethError({
      code: "USAGE_INVALID_FRAME",
      retry: "never",
      message: `there is no report of frame ${number}`,
      fix: "Frames are numbered from 1.",
      context: { frame: number },
    });
  }
  const { genesisTime, frameSeconds, beaconGenesis, slotSeconds } = timing;
  const refTime = genesisTime + number * frameSeconds;
  return { number, refTime, refSlot: (refTime - beaconGenesis) / slotSeconds };
}

/**
 * Where the next report stands.
 * - `waiting`: its reference slot is not final yet.
 * - `due`: to be reported.
 * - `overdue`: the frame after it is due too. Such a report finalizes no withdrawals (its successor does), so that
 *   catching up needs no old state, and members whose nodes have pruned it agree with all others.
 */
export type Due = "waiting" | "due" | "overdue";

export function dueOf({ timing, frame, finalizedSlot }: { timing: Timing; frame: Frame; finalizedSlot: bigint }): Due {
  if (frame.refSlot > finalizedSlot) return "waiting";
  return frameOf({ timing, number: frame.number + 1n }).refSlot > finalizedSlot ? "due" : "overdue";
}

/** Place of a member in a frame's order of submitting; it rotates, so that the cost is shared. */
export function rankOf({ frame, index, members }: { frame: bigint; index: number; members: number }): number {
  const first = Number(frame % BigInt(members));
  return (index - first + members) % members;
}
