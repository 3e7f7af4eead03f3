import { concat, type Hash, type Hex, keccak256, zeroHash } from "viem";

/** A message's place in the tree of the first `size` messages: what Nitro's `constructOutboxProof` answers. */
export type SendProof = { send: Hash; root: Hash; proof: readonly Hash[] };

export type SendTree = {
  /** @throws RangeError unless 0 ≤ position < size ≤ number of messages */
  prove(size: number, position: number): SendProof;
  /** Forgets what it has computed: the messages have changed. */
  reset(): void;
};

/**
 * Tree of the messages to L1 (Nitro's merkleAccumulator): leaf = keccak256(item), node = keccak256(left ‖ right), and
 * what is missing on the right is a zero word at every level.
 * @param sends items of all messages in their order, topic `hash` of L2ToL1Tx
 */
export function createSendTree(sends: readonly Hash[]): SendTree {
  /** Full subtrees never change while messages are only appended. */
  const full = new Map<string, Hash>();

  function node(level: number, index: number, size: number): Hash {
    const width = 2 ** level;
    if (index * width >= size) return zeroHash;
    const isFull = (index + 1) * width <= size;
    const key = `${level}/${index}`;
    const known = isFull ? full.get(key) : undefined;
    if (known) return known;
    const preimage: Hex =
      level === 0
        ? (sends[index] ?? zeroHash)
        : concat([node(level - 1, index * 2, size), node(level - 1, index * 2 + 1, size)]);
    const hash = keccak256(preimage);
    if (isFull) full.set(key, hash);
    return hash;
  }

  return {
    prove(size, position) {
      const send = sends[position];
      if (send === undefined || position >= size || size > sends.length) {
        throw new RangeError(`no message ${position} among the first ${size} of ${sends.length}`);
      }
      const depth = Math.ceil(Math.log2(size));
      const proof = Array.from({ length: depth }, (_unused, level) =>
        node(level, Math.floor(position / 2 ** level) ^ 1, size),
      );
      return { send, root: node(depth, 0, size), proof };
    },
    reset: () => full.clear(),
  };
}
