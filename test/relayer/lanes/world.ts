import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startRelayer } from "@cseth/relayer/app";
import { parseConfig } from "@cseth/relayer/config/load";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { encodeRun } from "@cseth/shared/messages/action";
import type { Report } from "@cseth/shared/messages/report";
import {
  type Address,
  createWalletClient,
  type Hex,
  http,
  parseAbi,
  parseEther,
  publicActions,
  toEventSelector,
  toHex,
} from "viem";
import { getWithdrawals } from "viem/op-stack";
import type { Plan } from "../../../deploy/plan.ts";
import { deployInstance, recordFolder } from "../../../deploy/run.ts";
import { devAccount, hdAccount, infrastructure } from "../../../devnet/src/accounts.ts";
import { createJsonRpc } from "../../../devnet/src/json-rpc.ts";
import { fastOf } from "../../../devnet/src/lane-settings.ts";
import { layerZeroAddresses, layerZeroEids } from "../../../devnet/src/layer-zero/addresses.ts";
import { confirmLayerZero, sendLayerZero } from "../../../devnet/src/layer-zero/deploy.ts";
import { userDeposit } from "../../../devnet/src/op/deposits.ts";
import { opGenesis } from "../../../devnet/src/op/genesis.ts";
import type { LayerZeroChain } from "../../../devnet/src/types.ts";
import { submitReport } from "../../e2e/support/report.ts";
import { type Anvil, startAnvil } from "../../support/anvil.ts";
import { createTestDatabase } from "../../support/postgres.ts";
import { startFaultyRpc } from "../../support/rpc-faults.ts";

const ROOT = new URL("../../../", import.meta.url).pathname;
const INSTANCE = "lanes";
const L1_CHAIN = 900;
const FRAME_SECONDS = 768;
const GENESIS_TIME = 1_800_000_000;
const L2_MESSENGER: Address = "0x4200000000000000000000000000000000000007";
/** `l2Sender` of OptimismPortal2, whom the messenger asks; this word while no withdrawal is being finalized. */
const L2_SENDER_SLOT = toHex(50, { size: 32 });
const DEPOSITED = toEventSelector("TransactionDeposited(address,address,uint256,bytes)");
/** How LayerZero calls the L2 of each lane. */
const LAYER_ZERO_NAMES = ["op", "arbitrum"] as const;
const NOBODY = "0x000000000000000000000000000000000000000000000000000000000000dead";

const parts = {
  deployer: 0,
  staker: 1,
  operator: 2,
  depositor: 3,
  relayer: 4,
  stranger: 7,
  governance: 8,
  treasury: 9,
};
const oracles = [11, 12, 13, 14, 15];
const messengerAbi = parseAbi([
  "function otherMessenger() view returns (address)",
  "function portal() view returns (address)",
  "function successfulMessages(bytes32) view returns (bool)",
]);

export type LaneWorld = Awaited<ReturnType<typeof startLaneWorld>>;

/**
 * L1 and one anvil per lane with the OP stack's own genesis and one instance of csETH on them, and relayers in this
 * process. Blocks come when a transaction does, time when a test says so. Nothing derives or proves here: `land` does
 * what the portal does with a withdrawal that is final, so that planner, guard and loops are tested without waiting.
 * @param fast with LayerZero's contracts and a fast way of each lane, whose messages nobody verifies
 */
export async function startLaneWorld({ lanes: laneIds, fast = false }: { lanes: readonly number[]; fast?: boolean }) {
  const folder = mkdtempSync(join(tmpdir(), "cseth-lanes-"));
  const genesis = opGenesis({ cacheDirectory: join(ROOT, ".cache/devnet"), proposer: devAccount(0).address });
  const chain = (chainId: number, allocation: object, args: readonly string[]) => {
    const path = join(folder, `genesis-${chainId}.json`);
    writeFileSync(path, JSON.stringify({ ...allocation, timestamp: toHex(GENESIS_TIME) }));
    return startAnvil({ chainId, args: ["--init", path, "--timestamp", String(GENESIS_TIME), ...args] });
  };
  const l1 = await chain(L1_CHAIN, genesis.l1, ["--hardfork", "osaka"]);
  const l2s = new Map<number, Anvil>();
  for (const laneId of laneIds) {
    l2s.set(laneId, await chain(L1_CHAIN + laneId, genesis.l2, ["--network", "optimism"]));
  }
  const chains = [l1, ...l2s.values()];
  const l2Of = (laneId: number): Anvil => l2s.get(laneId) ?? assert.fail(`no lane ${laneId}`);
  const proxies = new Map(
    await Promise.all(laneIds.map(async (id) => [id, await startFaultyRpc(l2Of(id).url)] as const)),
  );

  const first = l2Of(laneIds[0] ?? 0).client;
  const l1Messenger = await first.readContract({
    address: L2_MESSENGER,
    abi: messengerAbi,
    functionName: "otherMessenger",
  });
  const portal = await l1.client.readContract({ address: l1Messenger, abi: messengerAbi, functionName: "portal" });
  const fastWays = fast ? await deployLayerZero(l1, [...l2s.values()]) : [];
  const deploymentsFolder = join(folder, "deployments");
  const plan: Plan = await deployInstance({
    settings: {
      instance: INSTANCE,
      profile: "devnet",
      l1ChainId: L1_CHAIN,
      genesisTime: GENESIS_TIME,
      beaconGenesis: GENESIS_TIME,
      oracleMembers: oracles.map((index) => hdAccount(index).address),
      oracleQuorum: 3,
      treasury: hdAccount(parts.treasury).address,
      governance: hdAccount(parts.governance).address,
      lanes: laneIds.map((laneId, index) => ({
        laneId,
        kind: "op-stack",
        chainId: L1_CHAIN + laneId,
        l1Messenger,
        ...fastWays[index],
      })),
    },
    deployer: hdAccount(parts.deployer),
    l1RpcUrl: l1.url,
    laneRpcUrls: Object.fromEntries([...l2s].map(([laneId, { url }]) => [laneId, url])),
    deploymentsFolder,
    root: ROOT,
    pollingInterval: 10,
  });
  const { db, url, close } = await createTestDatabase();

  const wallet = (anvil: Anvil, index: number) =>
    createWalletClient({
      account: hdAccount(index),
      chain: anvil.client.chain,
      transport: http(anvil.url),
      pollingInterval: 10,
      cacheTime: 0,
    }).extend(publicActions);
  const walletsOf = (index: number) => ({
    address: hdAccount(index).address as Address,
    l1: wallet(l1, index),
    l2: (laneId: number) => wallet(l2Of(laneId), index),
  });

  const config = (values: Record<string, unknown> = {}) => {
    const one = (laneId: number, rpcUrl: string) => ({
      chainId: L1_CHAIN + laneId,
      rpcUrls: [rpcUrl],
      // Time passes here when a test says so.
      maxHeadAgeSeconds: Number.MAX_SAFE_INTEGER,
      deployments: join(deploymentsFolder, recordFolder({ instance: INSTANCE }, laneId)),
      pollMs: 50,
      rpcTimeoutMs: 1_500,
      finality: { source: "depth", safeDepth: 1, finalizedDepth: 2 },
      signers: [{ key: devAccount(parts.relayer).privateKey }],
    });
    return {
      dataDir: folder,
      logLevel: process.env.CSETH_TEST_LOG === "1" ? "debug" : "silent",
      http: { port: 0 },
      database: { url },
      planner: { closeBatchAfterSeconds: 1 },
      l1: one(0, l1.url),
      lanes: [...proxies].map(([laneId, proxy]) => ({ laneId, kind: "op-stack", ...one(laneId, proxy.url) })),
      ...values,
    };
  };

  const running = new Set<() => Promise<void>>();

  /** A relayer of these chains and this database, in this process. */
  async function relay(values: Record<string, unknown> = {}) {
    const relayer = await startRelayer({ config: parseConfig(config(values)) });
    const aborted = new AbortController();
    const ran = relayer.run(aborted.signal);
    const stop = async () => {
      running.delete(stop);
      aborted.abort();
      await ran;
      await relayer.close();
    };
    running.add(stop);
    return { url: relayer.http.url, stop };
  }

  const mine = () => Promise.all(chains.map(({ client }) => client.mine({ blocks: 1 })));

  /** Lets chain time pass everywhere. */
  async function pass(seconds: number): Promise<void> {
    await Promise.all(chains.map(({ client }) => client.increaseTime({ seconds })));
    await mine();
  }

  /** Blocks go by until it is so. */
  async function until(what: string, ask: () => Promise<boolean>, ms = 20_000): Promise<void> {
    const deadline = Date.now() + ms;
    while (!(await ask())) {
      if (Date.now() > deadline) assert.fail(`not within ${ms} ms: ${what}`);
      await mine();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Closes the lane's batch as soon as the hub allows. */
  async function closeBatch(laneId: number): Promise<void> {
    await pass(60);
    await succeeded(
      l2Of(laneId),
      walletsOf(parts.staker)
        .l2(laneId)
        .writeContract({
          address: plan.l2("L2Hub", laneId),
          abi: l2HubAbi,
          functionName: "closeBatch",
        }),
    );
  }

  /** Brings a closed batch to L1 the way the portal does, by its very messages; only proof and waiting are left out. */
  async function land(laneId: number, batchNonce: bigint): Promise<void> {
    const { client } = l2Of(laneId);
    const [sent] = await client.getContractEvents({
      address: plan.l2("L2Hub", laneId),
      abi: l2HubAbi,
      eventName: "BatchSent",
      args: { batchNonce },
      fromBlock: 0n,
    });
    const [withdrawal] = getWithdrawals(await client.getTransactionReceipt({ hash: sent?.transactionHash ?? "0x" }));
    if (!withdrawal) assert.fail(`batch ${batchNonce} of lane ${laneId} was not sent`);
    assert.equal(await l1.client.getStorageAt({ address: portal, slot: L2_SENDER_SLOT }), NOBODY);
    const setSender = (value: Hex) => l1.client.setStorageAt({ address: portal, index: 50, value });
    await setSender(`0x${withdrawal.sender.slice(2).padStart(64, "0")}`);
    await l1.client.setBalance({ address: portal, value: withdrawal.value + parseEther("1") });
    await l1.client.impersonateAccount({ address: portal });
    await succeeded(
      l1,
      l1.client.sendTransaction({
        account: portal,
        to: withdrawal.target,
        data: withdrawal.data,
        value: withdrawal.value,
        gas: 14_000_000n,
        chain: l1.client.chain,
      }),
    );
    await setSender(NOBODY);
    const { landedNonce } = await laneConfig(laneId);
    assert.equal(landedNonce, batchNonce, "the messenger kept the message as failed");
  }

  /** L1 block up to which each lane's deposits were derived. */
  const derived = new Map<number, bigint>();

  /** Brings the messages of L1 to the lane, as deposits, the way a rollup's node derives them; all are in blocks then. */
  async function derive(laneId: number): Promise<void> {
    const [from, to] = [(derived.get(laneId) ?? 0n) + 1n, await l1.client.getBlockNumber()];
    derived.set(laneId, to);
    const filter = { address: portal, topics: [DEPOSITED], fromBlock: toHex(from), toBlock: toHex(to) };
    const logs = await createJsonRpc(l1.url).request<Parameters<typeof userDeposit>[0][]>("eth_getLogs", filter);
    const l2 = createJsonRpc(l2Of(laneId).url);
    for (const log of logs) {
      const hash = await l2.request<Hex>("eth_sendRawTransaction", userDeposit(log).raw);
      // anvil answers before the block is there.
      await l2Of(laneId).client.waitForTransactionReceipt({ hash });
    }
  }

  const laneConfig = (laneId: number) =>
    l1.client.readContract({
      address: plan.l1("LaneHub"),
      abi: laneHubAbi,
      functionName: "laneConfig",
      args: [laneId],
    });

  async function succeeded(anvil: Anvil, sending: Promise<Hex>) {
    const receipt = await anvil.client.waitForTransactionReceipt({ hash: await sending });
    assert.equal(receipt.status, "success");
    return receipt;
  }

  return {
    l1,
    l2Of,
    plan,
    db,
    folder,
    rpcOf: (laneId: number) => proxies.get(laneId) ?? assert.fail(),
    config,
    relay,
    pass,
    mine,
    until,
    closeBatch,
    land,
    derive,
    laneConfig,
    succeeded,
    walletsOf,
    staker: walletsOf(parts.staker),
    operator: walletsOf(parts.operator),
    /** Who sends for the relayers. */
    relayer: walletsOf(parts.relayer).address,

    /** Stakes on the lane's L2. */
    async stake(laneId: number, ether: string): Promise<void> {
      const { address, l2 } = walletsOf(parts.staker);
      await succeeded(
        l2Of(laneId),
        l2(laneId).writeContract({
          address: plan.l2("L2StakingPool", laneId),
          abi: l2StakingPoolAbi,
          functionName: "stake",
          args: [address, 0n],
          value: parseEther(ether),
        }),
      );
    },

    /** Batches of a lane that the relayers have indexed. */
    async batchesKnown(laneId: number): Promise<number> {
      return (await db.selectFrom("message").select("id").where("route", "=", `lane-${laneId}/batch`).execute()).length;
    },

    /** Reports that they have indexed. */
    async reportsKnown(): Promise<number> {
      const rows = db.selectFrom("raw_event").select("log_index").where("event_name", "=", "ReportSubmitted");
      return (await rows.execute()).length;
    },

    /** The next frame's report, signed and submitted. */
    async report(told: Partial<Report> = {}) {
      await pass(FRAME_SECONDS);
      const world = { l1: l1.client, plan, devnet: { l1: { chainId: L1_CHAIN } }, oracles: oracles.map(hdAccount) };
      return submitReport({ ...world, depositor: walletsOf(parts.depositor) as never }, told);
    },

    /** A stranger executes a whole landed batch. */
    async execute(laneId: number, batchNonce: bigint): Promise<void> {
      const logs = await l2Of(laneId).client.getContractEvents({
        address: plan.l2("L2Hub", laneId),
        abi: l2HubAbi,
        eventName: "ActionAppended",
        args: { batchNonce },
        fromBlock: 0n,
      });
      const run = encodeRun(logs.map(({ args }) => args.action ?? "0x"));
      const hub = { address: plan.l1("LaneHub"), abi: laneHubAbi } as const;
      const args = [laneId, batchNonce, 0, run, []] as const;
      const { l1: stranger } = walletsOf(parts.stranger);
      await succeeded(l1, stranger.writeContract({ ...hub, functionName: "executeActions", args }));
    },

    async stop(): Promise<void> {
      for (const stop of running) await stop();
      await close();
      await Promise.all([...proxies.values()].map((proxy) => proxy.stop()));
      await Promise.all(chains.map((anvil) => anvil.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @returns what the deployment of each lane has to be told of it */
async function deployLayerZero(l1: Anvil, l2s: readonly Anvil[]) {
  const on = async (name: LayerZeroChain, { url, chainId, client }: Anvil) => {
    const address = hdAccount(infrastructure.layerZeroOwner).address;
    await client.setBalance({ address, value: parseEther("100") });
    await confirmLayerZero(await sendLayerZero(name, { node: createJsonRpc(url), chainId }));
  };
  const layerZero = { addresses: layerZeroAddresses(), eids: layerZeroEids };
  await on("l1", l1);
  return Promise.all(
    l2s.map(async (l2, index) => {
      const name = LAYER_ZERO_NAMES[index] ?? assert.fail("LayerZero has a name for two lanes");
      await on(name, l2);
      return { fast: fastOf({ layerZero }, name) };
    }),
  );
}
