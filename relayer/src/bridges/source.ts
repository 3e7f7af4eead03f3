import { findHeader, type Heads, readHeads } from "../chain/heads.ts";
import type { Carrier } from "../domain/carrier.ts";
import { CsethError } from "../domain/errors.ts";
import type { ReadAt } from "../domain/phase.ts";
import type { SourceStanding } from "../domain/phaseOfWithdrawal.ts";
import type { Side } from "./side.ts";

export type Source = { standing: SourceStanding /** Time of the block, seconds. */; sentAt: bigint };

/** What the source chain says of the block a message was sent in. @throws BRIDGE_NODE_BEHIND */
export async function readSource(side: Side, { sourceBlock }: Pick<Carrier, "sourceBlock">): Promise<Source> {
  const { client } = side;
  const heads = await readHeads(side);
  if (heads.latest.number < sourceBlock.number) {
    throw new CsethError({
      code: "BRIDGE_NODE_BEHIND",
      retry: "backoff",
      message: `${client.name}: block ${sourceBlock.number} holds a message of ours, the node is only at ${heads.latest.number}`,
      context: { chain: client.name, block: sourceBlock.number, head: heads.latest.number },
    });
  }
  const header = await findHeader({ client, at: sourceBlock.number });
  if (header?.hash !== sourceBlock.hash) return { standing: "gone", sentAt: 0n };
  const sentAt = header.timestamp;
  if (header.number <= heads.finalized.number) return { standing: "final", sentAt };
  return { standing: header.number <= heads.safe.number ? "safe" : "observed", sentAt };
}

export function readAt({ latest: { number, hash, timestamp } }: Heads): ReadAt {
  return { number, hash, timestamp };
}
