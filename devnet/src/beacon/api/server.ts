import { type BeaconApiMethods, registerRoutes } from "@lodestar/api/beacon/server";
import { ApiError, addSszContentTypeParser } from "@lodestar/api/server";
import fastify from "fastify";
import type { BeaconChain } from "../chain.ts";
import { createBlockRoutes } from "./block-routes.ts";
import { createLookup } from "./lookup.ts";
import { createNodeRoutes } from "./node-routes.ts";
import { createStateRoutes } from "./state-routes.ts";

const namespaces = ["beacon", "config", "debug", "node", "validator"] as const;

export type BeaconApi = { readonly url: string; close(): Promise<void> };

/** Serves the standard beacon REST API, JSON and SSZ, by Lodestar's own route and codec definitions. */
export async function serveBeaconApi({ chain, port }: { chain: BeaconChain; port: number }): Promise<BeaconApi> {
  const lookup = createLookup(chain);
  const routes = {
    ...createNodeRoutes(chain, lookup),
    beacon: { ...createStateRoutes(lookup), ...createBlockRoutes(chain, lookup) },
  };
  const server = fastify({
    bodyLimit: 64 * 2 ** 20,
    forceCloseConnections: true,
    routerOptions: {
      querystringParser: parseQuery,
    },
    ajv: { customOptions: { coerceTypes: "array" } },
  });
  addSszContentTypeParser(server);
  server.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    const code = error.statusCode ?? 500;
    return reply.status(code).send({ code, message: error.message });
  });
  registerRoutes(server, chain.config, completed(routes), [...namespaces]);
  const url = await server.listen({ port, host: "127.0.0.1" });
  return { url, close: () => server.close() };
}

/** Lists come as `id=1&id=2` or as `id=1,2`. */
function parseQuery(text: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  const search = new URLSearchParams(text);
  for (const key of new Set(search.keys())) {
    const values = search.getAll(key).flatMap((value) => value.split(","));
    query[key] = values.length === 1 && values[0] !== undefined ? values[0] : values;
  }
  return query;
}

type Routes = { [Namespace in (typeof namespaces)[number]]: Partial<BeaconApiMethods[Namespace]> };

/** A standard route that the devnet has no answer for says so, instead of looking like a wrong path. */
function completed(routes: Routes): BeaconApiMethods {
  const notServed = (namespace: string, method: string) => async () => {
    throw new ApiError(501, `The devnet's beacon chain doesn't serve ${namespace}.${method}`);
  };
  return new Proxy(routes, {
    get: (target, namespace: string) =>
      new Proxy(target[namespace as keyof Routes] ?? {}, {
        get: (methods, method: string) => (methods as Record<string, unknown>)[method] ?? notServed(namespace, method),
      }),
  }) as unknown as BeaconApiMethods;
}
