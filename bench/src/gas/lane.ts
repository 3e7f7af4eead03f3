import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hdAccount } from "@cseth/devnet/accounts";
import { startDevnet } from "@cseth/devnet/devnet";
import type { Devnet } from "@cseth/devnet/types";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { createPublicClient, createWalletClient, type Hex, http, parseEventLogs, type TransactionReceipt } from "viem";
import { getWithdrawals, publicActionsL1, publicActionsL2, walletActionsL1 } from "viem/op-stack";
import type { Plan } from "../../../deploy/plan.ts";
import { deployInstance } from "../../../deploy/run.ts";
import { BenchError } from "../errors.ts";
import { LANE_ID } from "./chains.ts";

const parts = { deployer: 0, operator: 1, relayer: 2, governance: 8, treasury: 9, oracles: [11, 12, 13, 14, 15] };
/** Below the 16,777,216 of EIP-7825, above what the portal wants for a BATCH. */
const TX_GAS = 15_000_000n;
const L2_TX_GAS = 16_000_000n;
const SLOTS_PER_STEP = 120;

/** A batch on its way: what it took to send it, and what L1 paid to prove and to land it. */
export type Carried = Readonly<{ batchNonce: bigint; prove: number; finalize: number }>;
export type Lane = Awaited<ReturnType<typeof startLane>>;
type Sent = Readonly<{ batchNonce: bigint; receipt: TransactionReceipt }>;

/** The devnet with the rollup's real bridge contracts and an instance on it; time moves only when told. */
export async function startLane({ root, say }: { root: string; say: (line: string) => void }) {
  const deploymentsFolder = await mkdtemp(join(tmpdir(), "cseth-bench-"));
  let plan: Plan | undefined;
  const deploy = async (chains: Devnet): Promise<void> => {
    plan = await deployInstance({
      settings: settingsFor(chains),
      deployer: hdAccount(parts.deployer),
      l1RpcUrl: chains.l1.rpcUrl,
      laneRpcUrls: { [LANE_ID]: chains.op.rpcUrl },
      deploymentsFolder,
      root,
      onProgress: say,
      pollingInterval: 50,
    });
  };
  const devnet = await startDevnet({ speed: "manual", onProgress: say, deploy }).finally(() =>
    rm(deploymentsFolder, { recursive: true, force: true }),
  );
  if (plan === undefined) throw new BenchError("BENCH_NOT_READY", "The devnet went on from a state: there is no plan.");
  return createLane(devnet, plan);
}

function settingsFor({ l1, op, beacon }: Devnet) {
  const address = (index: number) => hdAccount(index).address;
  const { l1CrossDomainMessenger: l1Messenger } = op.addresses.l1;
  return {
    instance: "bench",
    profile: "devnet",
    l1ChainId: l1.chainId,
    genesisTime: beacon.genesisTime,
    beaconGenesis: beacon.genesisTime,
    oracleMembers: parts.oracles.map(address),
    oracleQuorum: 3,
    treasury: address(parts.treasury),
    governance: address(parts.governance),
    lanes: [{ laneId: LANE_ID, kind: "op-stack", chainId: op.chainId, l1Messenger }],
  } as const;
}

function createLane(devnet: Devnet, plan: Plan) {
  const targetChain = devnet.op.chain;
  const polling = { pollingInterval: 10, cacheTime: 0 };
  const l1 = createPublicClient({ chain: devnet.l1.chain, transport: http(), ...polling }).extend(publicActionsL1());
  const l2 = createPublicClient({ chain: targetChain, transport: http(), ...polling }).extend(publicActionsL2());
  const relayer = hdAccount(parts.relayer);
  const operator = hdAccount(parts.operator);
  const l1Wallet = createWalletClient({ account: relayer, chain: devnet.l1.chain, transport: http() }).extend(
    walletActionsL1(),
  );
  const l2Wallet = createWalletClient({ account: operator, chain: targetChain, transport: http() });
  const hub = { address: plan.l2("L2Hub", LANE_ID), abi: l2HubAbi } as const;

  async function mined(client: typeof l1 | typeof l2, hash: Hex): Promise<TransactionReceipt> {
    await devnet.mineSlots(1);
    const receipt = (await client.getTransactionReceipt({ hash })) as TransactionReceipt;
    if (receipt.status === "success") return receipt;
    const { from: account, to, input: data, gas } = await client.getTransaction({ hash });
    const reason = await client.call({ account, to, data, gas, blockNumber: receipt.blockNumber }).then(
      () => `no reason, ${receipt.gasUsed} of ${gas} gas used`,
      (error: Error) => error.message,
    );
    throw new BenchError("BENCH_REVERTED", `A transaction to ${to} reverted: ${reason}`, { hash });
  }

  /** Sends a transaction on L1 and runs a slot. */
  const sendL1 = async (to: Hex, data: Hex): Promise<TransactionReceipt> =>
    mined(l1, await l1Wallet.sendTransaction({ to, data, gas: TX_GAS }));

  const sendL2 = async (to: Hex, data: Hex): Promise<TransactionReceipt> =>
    mined(l2, await l2Wallet.sendTransaction({ to, data, gas: L2_TX_GAS }));

  /** Closes the open batch as soon as the hub's rules allow. */
  async function closeBatch(): Promise<Sent> {
    const from = await l2.readContract({ ...hub, functionName: "closableAt" });
    await runUntil("a batch closable", async () => (await l2.getBlock()).timestamp >= from);
    const hash = await l2Wallet.writeContract({ ...hub, functionName: "closeBatch", gas: L2_TX_GAS });
    const receipt = await mined(l2, hash);
    const [sent] = parseEventLogs({ abi: l2HubAbi, eventName: "BatchSent", logs: receipt.logs });
    if (sent === undefined) throw new BenchError("BENCH_NOT_READY", "No batch was sent by closeBatch.");
    return { batchNonce: sent.args.batchNonce, receipt };
  }

  /** Proves all these batches against one game, waits, and finalizes them in their order: each lands. */
  async function carry(batches: readonly Sent[]): Promise<readonly Carried[]> {
    await devnet.op.propose();
    await devnet.mineSlots(1);
    const l2BlockNumber = batches.at(-1)?.receipt.blockNumber ?? 0n;
    const [game] = await l1.getGames({ targetChain, l2BlockNumber });
    if (game === undefined) throw new BenchError("BENCH_NOT_READY", "No dispute game covers the batches.");
    const proven: { batch: Sent; withdrawal: ReturnType<typeof withdrawalOf>; prove: number }[] = [];
    for (const batch of batches) {
      const withdrawal = withdrawalOf(batch);
      const args = await l2.buildProveWithdrawal({ account: relayer, game, withdrawal });
      const hash = await l1Wallet.proveWithdrawal({ ...args, account: relayer, targetChain, gas: TX_GAS });
      proven.push({ batch, withdrawal, prove: Number((await mined(l1, hash)).gasUsed) });
    }
    const carried: Carried[] = [];
    for (const { batch, withdrawal, prove } of proven) {
      await runUntil(`batch ${batch.batchNonce} finalizable`, async () => {
        const status = await l1.getWithdrawalStatus({ receipt: batch.receipt as never, targetChain });
        return status === "ready-to-finalize";
      });
      const request = { account: relayer, targetChain, withdrawal, gas: TX_GAS };
      const receipt = await mined(l1, await l1Wallet.finalizeWithdrawal(request));
      carried.push({ batchNonce: batch.batchNonce, prove, finalize: Number(receipt.gasUsed) });
    }
    return carried;
  }

  async function runUntil(what: string, isReady: () => Promise<boolean>): Promise<void> {
    for (let slots = 0; slots < SLOTS_PER_STEP; slots += 1) {
      if (await isReady()) return;
      await devnet.mineSlots(1);
    }
    throw new BenchError("BENCH_NOT_READY", `After ${SLOTS_PER_STEP} slots still not ${what}.`);
  }

  return { plan, l1, l2, sendL1, sendL2, closeBatch, carry, stop: () => devnet.stop() };
}

function withdrawalOf({ receipt, batchNonce }: Sent) {
  const [withdrawal] = getWithdrawals(receipt);
  if (withdrawal === undefined) throw new BenchError("BENCH_NOT_READY", `Batch ${batchNonce} left no withdrawal.`);
  return withdrawal;
}
