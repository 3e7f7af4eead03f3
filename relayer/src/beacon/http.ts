import type { z } from "zod";
import type { Secret } from "../config/secret.ts";
import { CsethError } from "../domain/errors.ts";
import type { Logger } from "../telemetry/logger.ts";

export type BeaconHttp = {
  /** The first fit answer of any node. @throws BEACON_UNAVAILABLE */
  get: <Schema extends z.ZodType>(path: string, schema: Schema) => Promise<z.output<Schema>>;
  /** As `get`, with a body; for questions too long for a path. */
  post: <Schema extends z.ZodType>(path: string, schema: Schema, body: unknown) => Promise<z.output<Schema>>;
  /** As `get`, but undefined when a node says 404: it has no such block. */
  find: <Schema extends z.ZodType>(path: string, schema: Schema) => Promise<z.output<Schema> | undefined>;
  /** An answer in SSZ, and the fork it is of. @throws BEACON_UNAVAILABLE */
  bytes: (path: string) => Promise<{ bytes: Uint8Array; fork: string }>;
};

/** For a whole state: mainnet's has 300 MB. */
const BYTES_TIMEOUT_MS = 120_000;

type Ask<Data> = (base: string) => Promise<Answer<Data>>;
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

  async function fetchFrom(
    url: string,
    accept: string,
    { milliseconds = timeoutMs, body }: { milliseconds?: number; body?: unknown } = {},
  ): Promise<Answer<Response>> {
    const question =
      body === undefined
        ? { headers: { accept } }
        : { method: "POST", headers: { accept, "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(url, { ...question, signal: AbortSignal.timeout(milliseconds) });
    if (response.status === 404) return { kind: "missing" };
    return response.ok ? { kind: "data", data: response } : { kind: "failed", reason: `HTTP ${response.status}` };
  }

  function askJson<Schema extends z.ZodType>(path: string, schema: Schema, body?: unknown): Ask<z.output<Schema>> {
    return async (base) => {
      const answer = await fetchFrom(base + path, "application/json", { body });
      if (answer.kind !== "data") return answer;
      const parsed = schema.safeParse(await answer.data.json());
      if (!parsed.success) return { kind: "failed", reason: "unexpected answer" };
      if ((parsed.data as { execution_optimistic?: boolean }).execution_optimistic) {
        return { kind: "failed", reason: "optimistic: its execution node is not synced" };
      }
      return { kind: "data", data: parsed.data };
    };
  }

  function askBytes(path: string): Ask<{ bytes: Uint8Array; fork: string }> {
    return async (base) => {
      const answer = await fetchFrom(base + path, "application/octet-stream", { milliseconds: BYTES_TIMEOUT_MS });
      if (answer.kind !== "data") return answer;
      const fork = answer.data.headers.get("eth-consensus-version");
      if (fork === null) return { kind: "failed", reason: "it does not say which fork it is of" };
      return { kind: "data", data: { bytes: new Uint8Array(await answer.data.arrayBuffer()), fork } };
    };
  }

  async function first<Data>(path: string, ask: Ask<Data>): Promise<Answer<Data>> {
    const failures: string[] = [];
    let missing = false;
    for (const { index, base } of nodes) {
      const answer = await ask(base).catch((error): Answer<Data> => ({ kind: "failed", reason: reasonOf(error) }));
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
    get: async (path, schema) => dataOf(path, await first(path, askJson(path, schema))),
    post: async (path, schema, body) => dataOf(path, await first(path, askJson(path, schema, body))),
    find: async (path, schema) => {
      const answer = await first(path, askJson(path, schema));
      if (answer.kind === "failed") throw unavailable(path, answer.reason);
      return answer.kind === "data" ? answer.data : undefined;
    },
    bytes: async (path) => dataOf(path, await first(path, askBytes(path))),
  };
}

function dataOf<Data>(path: string, answer: Answer<Data>): Data {
  if (answer.kind === "data") return answer.data;
  throw unavailable(path, answer.kind === "missing" ? "HTTP 404" : answer.reason);
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
