// Twin of WithdrawalQueue._finalize: what the core will accept, chosen from what every member can see.

/** The withdrawal queue as it stood at one block; wei and ids as the core's views give them. */
export type QueueView = Readonly<{
  lastFinalizedId: bigint;
  lastRequestId: bigint;
  /** B: ether the core can set aside. */
  buffered: bigint;
  /** N: value of all pending requests. */
  queued: bigint;
  /** Of a pending request. */
  request: (id: bigint) => Promise<Readonly<{ requestedFrame: bigint; etherAhead: bigint }>>;
}>;

/**
 * The last request that is old enough and, with all before it, covered by the buffer; 0 if there is none. FIFO: a
 * request that does not fit holds up all behind it.
 *
 * Reads O(log n) requests: age and the ether ahead both rise with the id. The ether through a request is the ether
 * ahead of the next one, rounded up by the core, so it never falls short of what the core will set aside.
 */
export async function chooseFinalizeUpTo({ frame, queue }: { frame: bigint; queue: QueueView }): Promise<bigint> {
  const { lastFinalizedId, lastRequestId, buffered, queued } = queue;

  async function canFinalize(id: bigint): Promise<boolean> {
    const { requestedFrame } = await queue.request(id);
    if (requestedFrame >= frame) return false;
    const etherThrough = id === lastRequestId ? queued : (await queue.request(id + 1n)).etherAhead;
    return etherThrough <= buffered;
  }

  let accepted = lastFinalizedId;
  let refused = lastRequestId + 1n;
  while (refused - accepted > 1n) {
    const middle = (accepted + refused) / 2n;
    if (await canFinalize(middle)) accepted = middle;
    else refused = middle;
  }
  return accepted > lastFinalizedId ? accepted : 0n;
}
