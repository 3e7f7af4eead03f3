import { hostname } from "node:os";
import type { ProtocolAddresses } from "./addresses.ts";
import { openConsensus } from "./beacon/consensus.ts";
import { createBridge, createFastBridge } from "./bridge.ts";
import type { FastBridge } from "./bridges/port.ts";
import type { ChainClient } from "./chain/client.ts";
import type { L2Addresses } from "./config/deployments.ts";
import type { ChainConfig, Config, LaneConfig } from "./config/schema.ts";
import { createFastGuard, type FastGuard } from "./guard/fast.ts";
import { BREACH, createGuard, type Guard } from "./guard/guard.ts";
import { createHeadWatch } from "./guard/headWatch.ts";
import { l1Contracts, l2Contracts } from "./indexer/contracts.ts";
import { createIndexer, type IndexedContract } from "./indexer/indexer.ts";
import { type LaneRoutes, projectRoute, type Route, routesOf } from "./indexer/routes.ts";
import { type Loop, resting } from "./loops.ts";
import { type CourierRoute, createCourier } from "./planner/courier.ts";
import { createKeeper } from "./planner/keeper.ts";
import type { Incidents, Lane } from "./planner/lane.ts";
import { createL1Planner, createL2Planner } from "./planner/plan.ts";
import { createBatchStore } from "./store/batches.ts";
import { createFactStore, type FactStore } from "./store/facts.ts";
import { openSubjects } from "./store/incidents.ts";
import { createMessageStore } from "./store/messages.ts";
import type { OpenDatabase } from "./store/open.ts";
import { createStepStore } from "./store/steps.ts";
import { createWorkStore } from "./store/work.ts";
import type { Failpoint } from "./telemetry/failpoint.ts";
import type { Logger } from "./telemetry/logger.ts";
import type { Metrics } from "./telemetry/metrics.ts";

export type Parts = {
  config: Config;
  addresses: ProtocolAddresses;
  l1: ChainClient;
  lanes: ReadonlyMap<number, ChainClient>;
  transactors: readonly { name: string; transactor: NonNullable<Lane["l1"]["transactor"]> }[];
  database: OpenDatabase;
  incidents: Incidents;
  failpoint: Failpoint;
  logger: Logger;
  metrics: Metrics;
};

const now = () => new Date();
const WORKER = `${hostname()}/${process.pid}`;
/** Finalized state is looked at this much less often than the head. */
const GUARD_PACE = 20;

/**
 * The loops that know the protocol: an indexer per chain; two planners, two couriers and guard per lane. None waits for
 * another, so trouble of one lane stays there.
 */
export async function laneLoops(parts: Parts): Promise<readonly Loop[]> {
  const { config, addresses, l1 } = parts;
  const { incidents } = parts;
  const { lanes, guard, facts } = await assemble(parts, (lane) => lane);
  const l1Routes = lanes.flatMap(({ routes }) => [routes.stateUpdates, routes.shares, routes.fastFreezes]);
  const contracts = l1Contracts(addresses.l1);
  return [
    indexLoop({ parts, client: l1, chain: config.l1, facts, contracts, routes: l1Routes, incidents }),
    protocolLoop("l1/guard", GUARD_PACE * config.l1.pollMs, incidents, resting(guard.checkLedger)),
    ...lanes.flatMap(({ lane, laneConfig, routes, fastGuard }) => [
      indexLoop({
        parts,
        client: lane.l2.client,
        chain: laneConfig,
        facts: lane.l2.facts,
        contracts: l2Contracts(lane.l2.addresses),
        routes: [routes.batches, routes.fastNotes],
        incidents,
      }),
      ...sendingLoops({ parts, lane, chain: laneConfig, routes, incidents, guard, fastGuard }),
      guardLoop({ parts, lane, chain: laneConfig, incidents, check: () => guard.checkLane(lane.laneId) }),
      ...fastGuardLoops({ parts, lane, chain: laneConfig, incidents, fastGuard }),
    ]),
  ];
}

/** The loops that send, once round, with lanes that `wrap` has changed so that they only show what they would do. */
export async function rehearsalLoops(parts: Parts, wrap: (lane: Lane) => Lane): Promise<readonly Loop[]> {
  const { incidents } = parts;
  const { lanes, guard } = await assemble(parts, wrap);
  return lanes.flatMap(({ lane, laneConfig, routes, fastGuard }) => [
    // First: nothing fast is due before the guard has looked.
    ...fastGuardLoops({ parts, lane, chain: laneConfig, incidents, fastGuard }),
    ...sendingLoops({ parts, lane, chain: laneConfig, routes, incidents, guard, fastGuard }),
  ]);
}

async function assemble(parts: Parts, wrap: (lane: Lane) => Lane) {
  const { config, addresses, l1, database, incidents } = parts;
  const messages = createMessageStore({ db: database.db, now });
  const facts = createFactStore({ db: database.db, chainId: l1.chainId, now });
  const lanes = config.lanes.map((laneConfig, index) => {
    const lane = wrap(createLane({ parts, laneConfig, index, l1Facts: facts, messages, incidents }));
    const { laneId, l2 } = lane;
    const routes = routesOf({
      laneId,
      l1: { chainId: l1.chainId, laneHub: addresses.l1.laneHub },
      l2: { chainId: l2.client.chainId, hub: l2.addresses.hub },
    });
    const hasFastWay = laneConfig.fast && addresses.l1.fastGateways.has(laneId) && l2.addresses.fastGateway;
    const fastGuard = hasFastWay ? createFastGuard(lane) : undefined;
    return { lane, laneConfig, routes, fastGuard };
  });
  const guard = createGuard({
    ...parts,
    l1: { client: l1, addresses: addresses.l1, finality: config.l1.finality },
    lanes: lanes.map(({ lane: { laneId, l2 } }) => ({ laneId, ...l2 })),
    messages,
    incidents,
    breached: await openSubjects(database.db, BREACH),
  });
  return { lanes, guard, facts };
}

function createLane(options: {
  parts: Parts;
  laneConfig: LaneConfig;
  index: number;
  l1Facts: FactStore;
  messages: Lane["messages"];
  incidents: Incidents;
}): Lane {
  const { parts, laneConfig, index, l1Facts, messages, incidents } = options;
  const { config, addresses, l1, lanes, database } = parts;
  const { laneId, finality } = laneConfig;
  const { db } = database;
  const client = lanes.get(laneId) as ChainClient;
  return {
    ...parts,
    laneId,
    l1: {
      client: l1,
      addresses: addresses.l1,
      finality: config.l1.finality,
      transactor: chooseSigner(parts, "l1", index),
      facts: l1Facts,
    },
    l2: {
      client,
      addresses: addresses.lanes.get(laneId) as L2Addresses,
      finality,
      transactor: chooseSigner(parts, `lane-${laneId}`, 0),
      facts: createFactStore({ db, chainId: client.chainId, now }),
    },
    messages,
    batches: createBatchStore({ db, now }),
    carriers: createWorkStore({ db, worker: WORKER, now }),
    steps: createStepStore({ db, now, actor: "planner" }),
    incidents,
    config: config.planner,
    now,
  };
}

/** Lanes share the signers of L1 evenly. */
function chooseSigner({ transactors }: Parts, name: string, index: number): Lane["l1"]["transactor"] {
  const own = transactors.filter((one) => one.name === name);
  return own[index % Math.max(1, own.length)]?.transactor;
}

/** Reads a chain's events and turns those of its routes into messages. */
function indexLoop(options: {
  parts: Parts;
  client: ChainClient;
  chain: ChainConfig;
  facts: FactStore;
  contracts: readonly IndexedContract[];
  routes: readonly Route[];
  incidents: Incidents;
}): Loop {
  const { parts, client, chain, facts, contracts, routes, incidents } = options;
  const messages = createMessageStore({ db: parts.database.db, now });
  const { finality, maxLogRange, startBlock, pollMs } = chain;
  const indexer = createIndexer({
    ...parts,
    client,
    store: facts,
    contracts,
    stream: "contracts",
    fromBlock: BigInt(startBlock),
    finality,
    maxLogRange,
  });
  // Anything may have been stored before this process began.
  let isStale = true;
  return protocolLoop(`${client.name}/index`, pollMs, incidents, async () => {
    const { events, rolledBack, caughtUp } = await indexer.step();
    const pace = caughtUp ? undefined : "again";
    isStale ||= events > 0 || rolledBack > 0;
    if (!isStale) return pace;
    let isOpen = false;
    for (const route of routes) {
      const { added, gap } = await projectRoute({ route, messages });
      if (gap) await incidents.open(gap);
      else await incidents.close({ code: "SEQUENCE_GAP", subject: route.name });
      isOpen ||= gap !== undefined || added > 0;
    }
    isStale = isOpen;
    return pace;
  });
}

function sendingLoops(options: {
  parts: Parts;
  lane: Lane;
  chain: LaneConfig;
  routes: LaneRoutes;
  incidents: Incidents;
  guard: Guard;
  /** Undefined where the lane has no fast way, or we are not to use it. */
  fastGuard: FastGuard | undefined;
}): readonly Loop[] {
  const { parts, lane, chain, routes, incidents, guard, fastGuard } = options;
  const { laneId } = lane;
  const bridge = createBridge({
    lane,
    kind: chain.kind,
    provers: parts.transactors.filter(({ name }) => name === "l1").map(({ transactor }) => transactor.account.address),
  });
  const pollMs = pollOf(parts, chain);
  const fastBridge = fastGuard && createFastBridge(lane);
  const fast = () => fastGuard?.mayHurry() ?? false;
  const courier = (route: Route, direction: CourierRoute["direction"], carrier: FastBridge = bridge) =>
    createCourier({
      lane,
      bridge: carrier,
      pollMs,
      route: { ...route, direction, inOrder: route.kind === "batch" },
    }).step;
  const hurried = (step: () => Promise<void>) => async () => (fast() ? step() : undefined);
  const loop = (name: string, everyMs: number, step: () => Promise<void>) =>
    protocolLoop(`lane-${laneId}/${name}`, everyMs, incidents, resting(step));
  const { keeper } = parts.config;
  const keeping =
    keeper && createKeeper({ lane, ...keeper, consensus: openConsensus({ keeper, logger: parts.logger }) });
  return [
    ...(keeping ? [loop("validators", pollMs, keeping)] : []),
    loop("plan-l2", pollMs, createL2Planner({ lane, fast })),
    loop("plan-l1", pollMs, createL1Planner({ lane, bridge, mayPush: () => guard.mayPush(laneId), fast })),
    loop("batches", pollMs, courier(routes.batches, "l2-to-l1")),
    loop("state-updates", pollMs, courier(routes.stateUpdates, "l1-to-l2")),
    loop("shares", pollMs, courier(routes.shares, "l1-to-l2")),
    ...(fastBridge
      ? [
          loop("fast-notes", pollMs, hurried(courier(routes.fastNotes, "l2-to-l1", fastBridge))),
          loop("fast-freezes", pollMs, hurried(courier(routes.fastFreezes, "l1-to-l2", fastBridge))),
        ]
      : []),
  ];
}

function guardLoop(options: {
  parts: Parts;
  lane: Lane;
  chain: LaneConfig;
  incidents: Incidents;
  check: () => Promise<void>;
  name?: string;
}): Loop {
  const { parts, lane, chain, incidents, check, name = "guard" } = options;
  return protocolLoop(`lane-${lane.laneId}/${name}`, GUARD_PACE * pollOf(parts, chain), incidents, resting(check));
}

function fastGuardLoops({
  fastGuard,
  ...options
}: Omit<Parameters<typeof guardLoop>[0], "check" | "name"> & { fastGuard: FastGuard | undefined }): readonly Loop[] {
  return fastGuard ? [guardLoop({ ...options, check: fastGuard.check, name: "fast-guard" })] : [];
}

/** Looks at the clock beside a chain. */
export function headLoop(options: { client: ChainClient; chain: ChainConfig; incidents: Incidents }): Loop {
  const { client, chain, incidents } = options;
  const look = createHeadWatch({ client, config: chain, now: Date.now, incidents });
  return protocolLoop(`${client.name}/head`, GUARD_PACE * chain.pollMs, incidents, resting(look));
}

function pollOf({ config }: Parts, { pollMs }: LaneConfig): number {
  return Math.min(config.l1.pollMs, pollMs);
}

/** A loop that goes on for ever: what no retry mends is told to a person, and looked at again, slower each time. */
function protocolLoop(name: string, everyMs: number, incidents: Incidents, step: Loop["step"]): Loop {
  const about = { code: "LOOP_HALTED", subject: name } as const;
  let isHalted = false;
  return {
    name,
    everyMs,
    step: async () => {
      const pace = await step();
      if (isHalted) await incidents.close(about);
      isHalted = false;
      return pace;
    },
    onHalt: async (error) => {
      isHalted = true;
      const reason = error instanceof Error ? error.message : String(error);
      await incidents.open({ ...about, severity: "critical", detail: { reason } });
    },
  };
}
