import type { ChainClient } from "../chain/client.ts";
import { type AgedChain, staleHeadOf } from "../chain/headAge.ts";
import type { Incident } from "../store/incidents.ts";

/**
 * Says so when a chain's newest block grows old: its endpoints have fallen behind, or the chain stands still. Nothing is
 * held back for it: what is due is read from the chain again before it is sent, and old proofs stay good.
 */
export function createHeadWatch({
  client,
  config,
  now,
  incidents,
}: AgedChain & {
  client: Pick<ChainClient, "verify">;
  incidents: {
    open: (incident: Incident) => Promise<void>;
    close: (incident: Pick<Incident, "code" | "subject">) => Promise<void>;
  };
}): () => Promise<void> {
  const about = { code: "HEAD_STALE", subject: client.name } as const;
  return async () => {
    await client.verify();
    const ageSeconds = staleHeadOf({ client, config, now });
    if (ageSeconds === undefined) return incidents.close(about);
    const reason = `the newest block of every usable endpoint is ${ageSeconds} seconds old`;
    await incidents.open({ ...about, severity: "high", detail: { reason, ageSeconds } });
  };
}
