import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hdAccount } from "@cseth/devnet/accounts";
import { findAnvil, startAnvil } from "@cseth/devnet/anvil";
import { type Reaper, startReaper } from "@cseth/devnet/reaper";
import {
  createTestClient,
  defineChain,
  type Hex,
  http,
  type LocalAccount,
  publicActions,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
  walletActions,
} from "viem";
import { FULU_ONLY } from "../../../deploy/beacon.ts";
import type { Plan } from "../../../deploy/plan.ts";
import { deployInstance } from "../../../deploy/run.ts";
import { BenchError } from "../errors.ts";

export const LANE_ID = 1;
export const QUORUM = 5;
const MEMBERS = 9;
const USERS = 9;
/** Fixed, so that two runs send the same calldata. A whole slot of itself. */
export const GENESIS_TIME = 1_800_000_000;
const TX_GAS = 16_000_000n;
const RECEIPT_TIMEOUT_MS = 30_000;
const POLL_MS = 10;
const HEARTBEAT_MS = 1_000;
/** Seconds between blocks, as on the real chains. */
const blockSeconds = { l1: 12, l2: 2 };

/** Who acts. Deriving an account takes long enough to do it once. */
const createActors = () => ({
  deployer: hdAccount(0),
  whale: hdAccount(1),
  users: range(2, USERS).map(hdAccount),
  governance: hdAccount(2 + USERS),
  treasury: hdAccount(3 + USERS),
  /** Ascending, as the oracle wants signers. */
  members: range(4 + USERS, MEMBERS)
    .map(hdAccount)
    .sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1)),
});
const range = (first: number, count: number) => Array.from({ length: count }, (_unused, index) => first + index);

export type Call = Readonly<{ from: LocalAccount | Hex; to: Hex; data: Hex; value?: bigint }>;
export type Chain = Awaited<ReturnType<typeof startChain>>;
export type Chains = Readonly<{
  l1: Chain;
  l2: Chain;
  plan: Plan;
  actors: ReturnType<typeof createActors>;
  stop: () => Promise<void>;
}>;

/**
 * Two chains under osaka rules that mine each transaction at once, with an instance deployed as in production with the
 * parameters of mainnet. No bridge: what crosses chains is measured on the devnet.
 */
export async function startChains({ root, say }: { root: string; say: (line: string) => void }): Promise<Chains> {
  const [binary, reaper] = [await findAnvil(process.env), startReaper()];
  const folder = await mkdtemp(join(tmpdir(), "cseth-bench-"));
  const started: Chain[] = [];
  const stop = async () => {
    await Promise.all(started.map((chain) => chain.stop()));
    reaper.dismiss();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const l1 = await startChain({
      name: "L1",
      binary,
      chainId: 1,
      blockSeconds: blockSeconds.l1,
      reaper,
    });
    started.push(l1);
    const l2 = await startChain({
      name: "L2",
      binary,
      chainId: 10,
      blockSeconds: blockSeconds.l2,
      reaper,
    });
    started.push(l2);
    const actors = createActors();
    // The deployment waits with viem, which looks for a receipt again with the next block only: see receiptOf.
    const heartbeat = setInterval(() => void Promise.all(started.map(({ mine }) => mine())), HEARTBEAT_MS);
    const plan = await deployInstance({
      settings: {
        instance: "bench",
        profile: "mainnet",
        l1ChainId: l1.chainId,
        genesisTime: GENESIS_TIME,
        beaconGenesis: GENESIS_TIME,
        oracleMembers: actors.members.map(({ address }) => address),
        oracleQuorum: QUORUM,
        treasury: actors.treasury.address,
        governance: actors.governance.address,
        beaconForks: FULU_ONLY,
        // Nothing crosses here, so any account can stand where the rollup's messenger would.
        lanes: [{ laneId: LANE_ID, kind: "op-stack", chainId: l2.chainId, l1Messenger: actors.governance.address }],
      },
      deployer: actors.deployer,
      l1RpcUrl: l1.url,
      laneRpcUrls: { [LANE_ID]: l2.url },
      deploymentsFolder: folder,
      root,
      onProgress: say,
      pollingInterval: 20,
    }).finally(() => clearInterval(heartbeat));
    return { l1, l2, plan, actors, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startChain(options: {
  name: string;
  binary: string;
  chainId: number;
  blockSeconds: number;
  reaper: Reaper;
}) {
  const { name, binary, chainId, reaper } = options;
  const args = ["--hardfork", "osaka", "--enable-tx-gas-limit", "--gas-limit", "60000000"];
  args.push("--chain-id", String(chainId), "--timestamp", String(GENESIS_TIME));
  const anvil = await startAnvil({ binary, name, port: 0, args, reaper });
  await anvil.rpc.request("evm_setAutomine", true);
  await anvil.rpc.request("anvil_setBlockTimestampInterval", options.blockSeconds);
  const { url } = anvil.rpc;
  const chain = defineChain({
    id: chainId,
    name,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [url] } },
  });
  const client = createTestClient({ chain, mode: "anvil", transport: http(url), cacheTime: 0 })
    .extend(publicActions)
    .extend(walletActions);

  const mine = () => client.mine({ blocks: 1 });

  /** viem's own wait looks again with the next block only, and on these chains none comes by itself. */
  async function receiptOf(hash: Hex): Promise<TransactionReceipt> {
    const deadline = Date.now() + RECEIPT_TIMEOUT_MS;
    while (Date.now() < deadline) {
      const receipt = await client.getTransactionReceipt({ hash }).catch((error: Error) => {
        if (error instanceof TransactionReceiptNotFoundError) return undefined;
        throw error;
      });
      if (receipt !== undefined) return receipt;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    throw new BenchError("BENCH_NOT_READY", `${name} did not mine ${hash} in ${RECEIPT_TIMEOUT_MS / 1_000} s.`, {
      hash,
    });
  }

  /** Sends one transaction and waits for it. @returns gasUsed of its receipt @throws BENCH_REVERTED */
  async function send({ from, to, data, value = 0n }: Call): Promise<number> {
    const hash = await client.sendTransaction({ account: from, to, data, value, gas: TX_GAS });
    const { status, gasUsed } = await receiptOf(hash);
    if (status === "success") return Number(gasUsed);
    const reason = await client.call({ account: from, to, data, value }).then(
      () => "no reason",
      (error: Error) => error.message,
    );
    throw new BenchError("BENCH_REVERTED", `A transaction to ${to} on ${name} reverted: ${reason}`, { hash });
  }
  return { name, url, chainId, client, send, mine, stop: anvil.stop };
}
