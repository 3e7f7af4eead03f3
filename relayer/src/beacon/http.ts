import type { z } from "zod";
import type { Secret } from "../config/secret.ts";
import { CsethError } from "../domain/errors.ts";
import type { Logger } from "../telemetry/logger.ts";

export type BeaconHttp = {
  /** The first fit answer of any node. @throws BEACON_UNAVAILABLE */
  get: <Schema extends z.ZodType>(path: string, schema: Schema) => Promise<z.output<Schema>>;
  /** As `get`, but undefined when a node says 404: it has no such block. */
  find: <Schema extends z.ZodType>(path: string, schema: Schema) => Promise<z.output<Schema> | undefined>;
};

type Answer<Data> = { kind: "data"; data: Data } | { kind: "missing" } | { kind: "failed"; reason: string };

/**
 * Several beacon nodes as one: each is asked in turn until one gives an answer that the schema accepts and that it
 * has verified itself (not optimistic). Nodes are named by number and host; their URLs may hold API keys.
 */
export function createBeaconHttp({
  urls,
  timeoutMs,
  logger,
  fetch = globalThis.fetch,
}: {
  urls: readonly Secret[];
  timeoutMs: number;
  logger: Logger;
  fetch?: typeof globalThis.fetch;
}): BeaconHttp {
  const nodes = urls.map((url, index) => ({ index, base: url.reveal().replace(/\/+$/, "") }));

  async function ask<Schema extends z.ZodType>(base: string, path: string, schema: Schema) {
    try {
      const response = await fetch(base + path, {
        headers: { accept: "application/json" },
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (response.status === 404) return { kind: "missing" } as const;
      if (!response.ok) return { kind: "failed", reason: `HTTP ${response.status}` } as const;
      const parsed = schema.safeParse(await response.json());
      if (!parsed.success) return { kind: "failed", reason: "unexpected answer" } as const;
      if ((parsed.data as { execution_optimistic?: boolean }).execution_optimistic) {
        return { kind: "failed", reason: "optimistic: its execution node is not synced" } as const;
      }
      return { kind: "data", data: parsed.data } as const;
    } catch (error) {
      return { kind: "failed", reason: reasonOf(error) } as const;
    }
  }

  async function first<Schema extends z.ZodType>(path: string, schema: Schema): Promise<Answer<z.output<Schema>>> {
    const failures: string[] = [];
    let missing = false;
    for (const { index, base } of nodes) {
      const answer = await ask(base, path, schema);
      if (answer.kind === "data") return answer;
      if (answer.kind === "missing") missing = true;
      else {
        failures.push(`${index} ${new URL(base).host}: ${answer.reason}`);
        logger.debug({ node: index, path, reason: answer.reason }, "beacon node failed");
      }
    }
    return missing ? { kind: "missing" } : { kind: "failed", reason: failures.join("; ") };
  }

  return {
    get: async (path, schema) => {
      const answer = await first(path, schema);
      if (answer.kind === "data") return answer.data;
      throw unavailable(path, answer.kind === "missing" ? "HTTP 404" : answer.reason);
    },
    find: async (path, schema) => {
      const answer = await first(path, schema);
      if (answer.kind === "failed") throw unavailable(path, answer.reason);
      return answer.kind === "data" ? answer.data : undefined;
    },
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "no answer in time";
  const cause = error.cause as { code?: string } | undefined;
  return cause?.code ?? error.message;
}

function unavailable(path: string, reason: string): CsethError {
  return new CsethError({
    code: "BEACON_UNAVAILABLE",
    retry: "backoff",
    message: `no beacon node can answer ${path} (${reason})`,
    fix: "Check oracle.beaconUrls, or add another node.",
    context: { path, reason },
  });
}
