/** A breach must be seen this often in a row before it counts, and so must its end: two chains are never one moment. */
const LOOKS = 2;

export type Change = "breached" | "mended" | undefined;

/** Pure memory of what was seen how often. @param breached scopes known to be broken from before */
export function createWatch(breached: readonly string[]) {
  const broken = new Set(breached);
  const doubts = new Map<string, number>();

  /** Records one look. @returns a change once it has been seen often enough */
  function look(scope: string, holds: boolean): Change {
    if (holds !== broken.has(scope)) {
      doubts.delete(scope);
      return undefined;
    }
    const count = (doubts.get(scope) ?? 0) + 1;
    doubts.set(scope, count);
    if (count < LOOKS) return undefined;
    doubts.delete(scope);
    if (holds) broken.delete(scope);
    else broken.add(scope);
    return holds ? "mended" : "breached";
  }

  return { look, isBreached: (scope: string) => broken.has(scope) };
}
