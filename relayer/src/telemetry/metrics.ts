import { Counter, Gauge, Histogram, Registry } from "prom-client";

/**
 * Every metric the process exports. Names and labels are an interface: alert rules and dashboards read them.
 * One registry per process instance, passed as an argument, so that tests and two instances in one process stay apart.
 */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    rpcRequests: new Counter({
      name: "cseth_rpc_requests_total",
      help: "JSON-RPC requests by chain, endpoint number and outcome (ok, rpc_error, transport_error)",
      labelNames: ["chain", "endpoint", "outcome"] as const,
      registers,
    }),
    rpcSeconds: new Histogram({
      name: "cseth_rpc_request_seconds",
      help: "Time a JSON-RPC request took, by chain and method",
      labelNames: ["chain", "method"] as const,
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
    rpcHead: new Gauge({
      name: "cseth_rpc_head_block",
      help: "Newest block number each endpoint reports",
      labelNames: ["chain", "endpoint"] as const,
      registers,
    }),
    rpcUsable: new Gauge({
      name: "cseth_rpc_endpoint_usable",
      help: "1 while an endpoint is on the right chain, answers, and is not behind the pack",
      labelNames: ["chain", "endpoint"] as const,
      registers,
    }),
    indexedBlock: new Gauge({
      name: "cseth_indexed_block",
      help: "Last block whose events are stored, without a gap below it",
      labelNames: ["chain"] as const,
      registers,
    }),
    indexedEvents: new Counter({
      name: "cseth_indexed_events_total",
      help: "Events stored",
      labelNames: ["chain"] as const,
      registers,
    }),
    reorgs: new Counter({
      name: "cseth_reorgs_total",
      help: "Rollbacks of stored blocks",
      labelNames: ["chain"] as const,
      registers,
    }),
    transactions: new Counter({
      name: "cseth_transactions_total",
      help: "Changes of nonce slots by chain and event (signed, accepted, included, failed, finalized, reorged, freed)",
      labelNames: ["chain", "event"] as const,
      registers,
    }),
    steps: new Counter({
      name: "cseth_steps_total",
      help: "Transactions the planner sent, by lane and kind (close, net, forward, execute, push, prove, finalize, predeposit, top-up, …)",
      labelNames: ["lane", "kind"] as const,
      registers,
    }),
    solvencyMargin: new Gauge({
      name: "cseth_solvency_margin",
      help: "Left minus right side of the last check of an invariant, in units of 1e18; 0 is exact for an equality",
      labelNames: ["scope", "invariant"] as const,
      registers,
    }),
    protocolTvl: new Gauge({ name: "protocol_tvl_eth", help: "P: all ether the ledger counts", registers }),
    exchangeRate: new Gauge({ name: "lst_exchange_rate", help: "Ether per csETH on L1", registers }),
    signerBalance: new Gauge({
      name: "cseth_signer_balance_eth",
      help: "Balance of each signer",
      labelNames: ["chain", "signer"] as const,
      registers,
    }),
    openIncidents: new Gauge({
      name: "cseth_open_incidents",
      help: "Incidents that no one has closed yet, by code",
      labelNames: ["code"] as const,
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
