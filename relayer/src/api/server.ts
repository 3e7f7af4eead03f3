import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CsethError } from "../domain/errors.ts";
import type { Metrics } from "../telemetry/metrics.ts";

/** `ready` is false while something this process needs does not work; `reasons` says what. */
export type Readiness = { ready: boolean; reasons: readonly string[] };

/** What a process publishes beside its health: JSON text for a path, undefined for one that it does not know. */
export type Resource = (path: string) => Promise<string | undefined>;

export type HttpServer = { url: string; close: () => Promise<void> };

/**
 * `/healthz`: the process lives. `/readyz`: it can do its work. `/metrics`: Prometheus. `/v1/…`: what it publishes.
 * @throws HTTP_PORT_BUSY
 */
export async function startHttpServer({
  host,
  port,
  metrics,
  readiness,
  resource,
}: {
  host: string;
  port: number;
  metrics: Metrics;
  readiness: () => Readiness;
  resource?: Resource | undefined;
}): Promise<HttpServer> {
  const server = createServer((request, response) => {
    void route(request.url ?? "/", response).catch(() => send(response, 500, "text/plain", "internal error\n"));
  });

  async function route(path: string, response: ServerResponse): Promise<void> {
    if (path === "/healthz") return send(response, 200, "text/plain", "ok\n");
    if (path === "/metrics") return send(response, 200, metrics.registry.contentType, await metrics.registry.metrics());
    if (path === "/readyz") {
      const state = readiness();
      return send(response, state.ready ? 200 : 503, "application/json", `${JSON.stringify(state)}\n`);
    }
    const text = path.startsWith("/v1/") ? await resource?.(path.split("?")[0] ?? path) : undefined;
    if (text !== undefined) return send(response, 200, "application/json", text);
    send(response, 404, "text/plain", "not found\n");
  }

  await listen(server, host, port);
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": type }).end(body);
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      reject(
        new CsethError({
          code: cause.code === "EADDRINUSE" ? "HTTP_PORT_BUSY" : "HTTP_LISTEN_FAILED",
          retry: "never",
          message: `cannot listen on ${host}:${port}`,
          fix: "Stop what uses the port, choose another http.port, or 0 for a free one.",
          context: { host, port },
          cause,
        }),
      );
    });
    server.listen(port, host, resolve);
  });
}
