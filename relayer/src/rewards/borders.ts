/**
 * The frame whose reference time the reward roots of this frame's report are of: every seventh one, but on devnets. The
 * reports between repeat them, so that no lane waits a week for a StateUpdate that it missed. 0 before the first.
 */
export function borderOf(frame: bigint, rewardFrames: bigint): bigint {
  return frame - (frame % rewardFrames);
}
