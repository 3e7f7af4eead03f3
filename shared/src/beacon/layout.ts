// Where validators stand in a beacon state. Twin of the layouts in l1-contracts/beacon/BeaconProofs.sol.

/** Forks by what their states look like: Fulu's are Electra's. */
export type StateLayout = "electra" | "gloas";

/** A perfect tree inside the validator list, and what stands above it up to the list's contents. */
type Subtree = Readonly<{
  /** index of its first validator */
  first: number;
  /** leaves it has room for, and log2 of it */
  capacity: number;
  depth: number;
  /** of its root, counted from the state's root */
  gindex: bigint;
  /** gindices of the siblings between its root and the list's contents, from below */
  siblings: readonly bigint[];
}>;

const layouts = {
  electra: { validators: 0x4bn, blockRoots: 0x45n },
  gloas: { validators: 0x166n, blockRoots: 0x160n },
} as const;

const listDepth = 40;

/** Generalized indices of lists in a state, counted from its root. */
export function gindexOf(layout: StateLayout, list: "validators" | "blockRoots"): bigint {
  return layouts[layout][list];
}

/** The subtree that holds validator `index`. Up to Fulu there is one, from Gloas on they hold 1, 4, 16, … (EIP-7916). */
export function subtreeOf(layout: StateLayout, index: number): Subtree {
  const contents = layouts[layout].validators * 2n;
  if (layout === "electra") {
    return { first: 0, capacity: 2 ** listDepth, depth: listDepth, gindex: contents, siblings: [] };
  }
  let [first, capacity, rest] = [0, 1, contents];
  const lefts: bigint[] = [];
  for (; index >= first + capacity; capacity *= 4) {
    first += capacity;
    lefts.unshift(rest * 2n);
    rest = rest * 2n + 1n;
  }
  return { first, capacity, depth: Math.log2(capacity), gindex: rest * 2n, siblings: [rest * 2n + 1n, ...lefts] };
}

/** Generalized index of a validator, counted from the state's root. */
export function validatorGindex(layout: StateLayout, index: number): bigint {
  const { first, depth, gindex } = subtreeOf(layout, index);
  return (gindex << BigInt(depth)) + BigInt(index - first);
}
