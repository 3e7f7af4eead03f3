import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { iLiquidStakingCoreAbi } from "@cseth/shared/abi/ILiquidStakingCore";
import { iReportOracleAbi } from "@cseth/shared/abi/IReportOracle";
import { type Address, createPublicClient, createWalletClient, type Hex, http, parseEther } from "viem";
import { deployInstance, recordFolder } from "../../../deploy/run.ts";
import { devAccount, hdAccount } from "../../../devnet/src/accounts.ts";
import { startDevnet } from "../../../devnet/src/devnet.ts";
import { type ChildEnd, runChild } from "../../support/child.ts";

const ROOT = new URL("../../..", import.meta.url).pathname;
const BIN = join(ROOT, "relayer/bin/cseth.mjs");
const INSTANCE = "oracle-test";
const LANE_ID = 1;
const FRAME_SLOTS = 64;

/** Accounts of the devnet's mnemonic: five members, and one that is none. */
export const MEMBERS = [11, 12, 13, 14, 15];
export const STRANGER = 16;

export type World = Awaited<ReturnType<typeof startWorld>>;

/** Devnet with one instance deployed, time standing still, and the means to run members as processes. */
export async function startWorld() {
  const folder = mkdtempSync(join(tmpdir(), "cseth-oracle-"));
  const deploymentsFolder = join(folder, "deployments");
  let core: Address = "0x";
  let reportOracle: Address = "0x";
  const devnet = await startDevnet({
    speed: "manual",
    deploy: async (chains) => {
      const plan = await deployInstance({
        settings: {
          instance: INSTANCE,
          profile: "devnet",
          l1ChainId: chains.l1.chainId,
          genesisTime: chains.beacon.genesisTime,
          beaconGenesis: chains.beacon.genesisTime,
          oracleMembers: MEMBERS.map((index) => devAccount(index).address),
          oracleQuorum: 3,
          treasury: devAccount(9).address,
          governance: devAccount(8).address,
          lanes: [
            {
              laneId: LANE_ID,
              kind: "op-stack",
              chainId: chains.op.chainId,
              l1Messenger: chains.op.addresses.l1.l1CrossDomainMessenger,
            },
          ],
        },
        deployer: hdAccount(0),
        l1RpcUrl: chains.l1.rpcUrl,
        laneRpcUrls: { [LANE_ID]: chains.op.rpcUrl },
        deploymentsFolder,
        root: ROOT,
        pollingInterval: 50,
      });
      core = plan.l1("LiquidStakingCore");
      reportOracle = plan.l1("ReportOracle");
    },
  });
  const l1 = createPublicClient({ transport: http(devnet.l1.rpcUrl), cacheTime: 0, pollingInterval: 50 });
  const running = new Set<ChildProcess>();

  function configOf(account: number, oracle: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) {
    const chain = (laneId: number, chainId: number, rpcUrl: string) => ({
      chainId,
      rpcUrls: [rpcUrl],
      // The devnet's time begins in the past.
      maxHeadAgeSeconds: Number.MAX_SAFE_INTEGER,
      deployments: join(deploymentsFolder, recordFolder({ instance: INSTANCE }, laneId)),
      pollMs: 100,
    });
    const { privateKey: key } = devAccount(account);
    const path = join(folder, `member-${account}-${Math.random().toString(36).slice(2)}.json`);
    const values = {
      l1: chain(0, devnet.l1.chainId, devnet.l1.rpcUrl),
      lanes: [{ laneId: LANE_ID, kind: "op-stack", ...chain(LANE_ID, devnet.op.chainId, devnet.op.rpcUrl) }],
      oracle: { key, beaconUrls: [devnet.beacon.url], ...oracle },
      ...rest,
    };
    writeFileSync(path, JSON.stringify(values), { mode: 0o600 });
    return path;
  }

  /** `cseth oracle run` as a process of its own. */
  function startMember(account: number, { failpoint }: { failpoint?: string } = {}) {
    const environment = { PATH: process.env.PATH ?? "", ...(failpoint ? { CSETH_FAILPOINT: failpoint } : {}) };
    const child = spawn(process.execPath, [BIN, "oracle", "run", "--config", configOf(account)], {
      cwd: folder,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    const output: string[] = [];
    const keep = (chunk: Buffer) => {
      output.push(String(chunk));
      if (process.env.CSETH_TEST_LOG === "1") process.stderr.write(`[${account}] ${String(chunk)}`);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
      child.once("close", (code, signal) => {
        running.delete(child);
        resolve({ code, signal });
      }),
    );
    const up = new Promise<void>((resolve) =>
      child.stdout?.on("data", (chunk) => String(chunk).includes("is up") && resolve()),
    );
    return { up, ended, kill: (signal: NodeJS.Signals) => child.kill(signal), log: () => output.join("") };
  }

  async function cseth(account: number, args: readonly string[], oracle?: Record<string, unknown>): Promise<ChildEnd> {
    return runChild(BIN, ["oracle", ...args, "--config", configOf(account, oracle)], { cwd: folder });
  }

  const lastFrame = () => l1.readContract({ address: reportOracle, abi: iReportOracleAbi, functionName: "lastFrame" });

  /** Runs slots until the condition holds, no faster than slow members follow: a frame must not become overdue. */
  async function mineUntil(condition: () => Promise<boolean>, { slots = 400 } = {}): Promise<void> {
    for (let mined = 0; !(await condition()); mined += 1) {
      if (mined >= slots) throw new Error(`not so after ${slots} slots`);
      await devnet.mineSlots(1);
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
  }

  /** Runs slots until this frame's reference slot is final. */
  async function mineToFinalityOf(frame: bigint): Promise<void> {
    const refSlot = Number(frame) * FRAME_SLOTS;
    for (let position = await devnet.mineSlots(1); position.finalizedSlot < refSlot; ) {
      position = await devnet.mineSlots(8);
    }
  }

  /** A deposit and a withdrawal request of all of it, by an account of the devnet. @returns the request's id */
  async function stakeAndRequest(account: number, ether: string): Promise<bigint> {
    const wallet = createWalletClient({
      account: hdAccount(account),
      chain: devnet.l1.chain,
      transport: http(devnet.l1.rpcUrl),
    });
    const contract = { address: core, abi: iLiquidStakingCoreAbi } as const;
    const mined = async (hash: Hex) => {
      await devnet.mineSlots(1);
      const { status } = await l1.getTransactionReceipt({ hash });
      if (status !== "success") throw new Error(`${hash} reverted`);
    };
    const receiver = wallet.account.address;
    const value = parseEther(ether);
    const shares = await l1.readContract({ ...contract, functionName: "previewDeposit", args: [value] });
    await mined(await wallet.writeContract({ ...contract, functionName: "deposit", args: [receiver, 0n], value }));
    await mined(
      await wallet.writeContract({ ...contract, functionName: "requestWithdrawal", args: [shares, receiver] }),
    );
    return l1.readContract({ ...contract, functionName: "lastRequestId" });
  }

  async function stop(): Promise<void> {
    for (const child of running) child.kill("SIGKILL");
    await devnet.stop();
    rmSync(folder, { recursive: true, force: true });
  }

  return {
    devnet,
    l1,
    core,
    reportOracle,
    folder,
    configOf,
    startMember,
    cseth,
    lastFrame,
    mineUntil,
    mineToFinalityOf,
    stakeAndRequest,
    stop,
  };
}
