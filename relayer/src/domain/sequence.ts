/** What the next number of a route says about the numbers before it. */
export type SequenceCheck =
  | { kind: "next" }
  /** Seen already: a provider repeated itself, or a replay after a crash. */
  | { kind: "duplicate" }
  /** Messages are missing. The route stops: nothing after a hole may be acted on. */
  | { kind: "gap"; missingFrom: bigint; missingTo: bigint };

/**
 * Numbers of a route are contiguous from 1, so a missing log cannot go unnoticed, whatever the provider says.
 * @param last the highest number known; 0 when there is none
 */
export function checkSequence({ last, next }: { last: bigint; next: bigint }): SequenceCheck {
  if (next <= last) return { kind: "duplicate" };
  if (next === last + 1n) return { kind: "next" };
  return { kind: "gap", missingFrom: last + 1n, missingTo: next - 1n };
}
