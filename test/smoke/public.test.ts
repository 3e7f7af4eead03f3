// Whether the bridges of public testnets are what our adapters take them for: reads only, by RPC url, without keys.
import { createChainClient } from "@cseth/relayer/chain/client";
import { createSecret } from "@cseth/relayer/config/secret";
import { createMetrics } from "@cseth/relayer/telemetry/metrics";
import { silentLogger } from "../support/postgres.ts";
import { examineArbitrum } from "./arbitrum.ts";
import type { Finding } from "./finding.ts";
import { examineLayerZero } from "./layer-zero.ts";
import { arbitrumInbox, chainIds, layerZero, type Network, urlsFor } from "./networks.ts";
import { examineOpStack } from "./op-stack.ts";

const lookBack = { range: 900n, pages: 20 };
const finality = { source: "tags", safeDepth: 0, finalizedDepth: 0 } as const;

describe("public testnets", function () {
  this.timeout(300_000);

  itWith(["l1", "op"], "OP Sepolia's bridge is one that our adapter carries over", (clients) =>
    examineOpStack({ l1: clients.l1, l2: clients.op, finality, lookBack }),
  );

  itWith(["l1", "arbitrum"], "Arbitrum Sepolia's bridge is one that our adapter carries over", (clients) =>
    examineArbitrum({
      l1: clients.l1,
      l2: clients.arbitrum,
      finality: { l1: finality, l2: finality },
      inbox: arbitrumInbox,
      lookBack,
    }),
  );

  for (const network of ["op", "arbitrum"] as const) {
    itWith(["l1", network], `LayerZero's endpoints lead from Sepolia to ${network} and back`, async (clients) => {
      const { endpoint, eids } = layerZero;
      const end = (own: Network, peer: Network) => ({ endpoint, eid: eids[own], peerEid: eids[peer] });
      return [
        ...(await examineLayerZero({ client: clients.l1, ...end("l1", network) })),
        ...(await examineLayerZero({ client: clients[network], ...end(network, "l1") })),
      ];
    });
  }
});

type Clients = Record<Network, ReturnType<typeof clientOf>>;

/** Skipped, and shown as that, where a url is missing. */
function itWith(networks: readonly Network[], title: string, examine: (clients: Clients) => Promise<Finding[]>): void {
  it(title, async function () {
    const found = urlsFor(networks);
    if ("missing" in found) {
      process.stdout.write(`skipped, set ${found.missing} to an RPC url: ${title}\n`);
      return this.skip();
    }
    const clients = networks.map((network) => [network, clientOf(network, found.urls[network])]);
    for (const [what, seen] of await examine(Object.fromEntries(clients) as Clients)) {
      process.stdout.write(`${what}: ${seen}\n`);
    }
  });
}

function clientOf(network: Network, url: string) {
  return createChainClient({
    name: network,
    config: {
      chainId: chainIds[network],
      rpcUrls: [createSecret(url)],
      rpcTimeoutMs: 20_000,
      pollMs: 2_000,
      maxLagBlocks: 10,
    },
    logger: silentLogger,
    metrics: createMetrics(),
  });
}
