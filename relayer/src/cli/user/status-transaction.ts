import { iFlashExitAbi } from "@cseth/shared/abi/IFlashExit";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { moveLedgerAbi } from "@cseth/shared/abi/MoveLedger";
import { poolLensAbi } from "@cseth/shared/abi/PoolLens";
import {
  type AbiEvent,
  getAbiItem,
  type Hash,
  parseEventLogs,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from "viem";
import type { ChainClient } from "../../chain/client.ts";
import { firstLogFrom } from "../../chain/newest-log.ts";
import type { L1Addresses, L2Addresses } from "../../config/deployments.ts";
import { cseth, ether } from "./amounts.ts";
import type { Session } from "./session.ts";
import { actionStatus } from "./status-action.ts";
import { batchOnL1, batchText } from "./status-batch.ts";
import { unstakeOnL1, unstakeOnLane } from "./status-unstake.ts";
import type { Outcome } from "./transact.ts";

type L1 = Session<L1Addresses>;
type Lane = Session<L2Addresses> & { laneId: number };

const laneEvents = [...l2StakingPoolAbi, ...iFlashExitAbi, ...l2HubAbi] as const;
const l1Events = [...liquidStakingCoreAbi, ...moveLedgerAbi] as const;
/** As in IPoolLens.BatchStage. */
const BATCH_STAGES = ["none", "open", "closed", "acknowledged"] as const;

/** Where everything is that a transaction began, on whichever chain it is; undefined where it is none of csETH's. */
export async function inTransaction(l1: L1, lanes: readonly Lane[], hash: Hash): Promise<Outcome | undefined> {
  const onL1 = await receiptOf(l1.client, hash);
  if (onL1) return together(hash, await begunOnL1(l1, lanes, onL1));
  for (const lane of lanes) {
    const receipt = await receiptOf(lane.client, hash);
    if (receipt) return together(hash, await begunOnLane(l1, lane, receipt));
  }
  return undefined;
}

async function receiptOf({ viem }: ChainClient, hash: Hash): Promise<TransactionReceipt | undefined> {
  try {
    return await viem.getTransactionReceipt({ hash });
  } catch (error) {
    if (error instanceof TransactionReceiptNotFoundError) return undefined;
    throw error;
  }
}

function together(transaction: Hash, found: readonly Outcome[]): Outcome {
  if (found.length === 0) return { values: { transaction, found: [] }, text: "the transaction began nothing of csETH" };
  return {
    values: { transaction, found: found.map(({ values }) => values) },
    text: found.map(({ text }) => text).join("\n\n"),
  };
}

async function begunOnLane(l1: L1, lane: Lane, { logs }: TransactionReceipt): Promise<Outcome[]> {
  const ours = logs.filter(({ address }) => isOneOf(address, [lane.addresses.pool, lane.addresses.hub]));
  const found: Outcome[] = [];
  for (const { eventName, args, blockNumber, logIndex } of parseEventLogs({ abi: laneEvents, logs: ours })) {
    if (eventName === "Staked") found.push(await stakeOnLane(l1, lane, args, { blockNumber, logIndex }));
    if (eventName === "UnstakeRequested") found.push(await unstakeOnLane(l1, lane, args.requestId));
    if (eventName === "ActionAppended") found.push(await actionStatus(l1, lane, args));
    if (eventName === "UnstakeClaimed") found.push(await unstakeOnLane(l1, lane, args.requestId));
    if (eventName === "FlashExited") {
      const { shares, etherPaid, receiver } = args;
      const text = `flash exit ${cseth(shares)} have paid ${ether(etherPaid)} to ${receiver}`;
      found.push({ values: { what: "flash-exit", laneId: lane.laneId, shares, etherPaid, receiver }, text });
    }
  }
  return found;
}

async function begunOnL1(l1: L1, lanes: readonly Lane[], { logs }: TransactionReceipt): Promise<Outcome[]> {
  const ours = logs.filter(({ address }) => isOneOf(address, [l1.addresses.core, l1.addresses.moveLedger]));
  const found: Outcome[] = [];
  for (const { eventName, args } of parseEventLogs({ abi: l1Events, logs: ours })) {
    if (eventName === "Deposited") {
      const { receiver, etherAmount, shares } = args;
      const text = `stake      ${ether(etherAmount)} on L1: ${receiver} has ${cseth(shares)} for it`;
      found.push({ values: { what: "stake", laneId: 0, receiver, etherAmount, shares }, text });
    }
    if (eventName === "WithdrawalRequested") found.push(await unstakeOnL1(l1, args.requestId));
    if (eventName === "MovedToLane") found.push(await moveToLane(lanes, args));
  }
  return found;
}

/** The csETH is there at once; what backs it travels with the batch that was open then. */
async function stakeOnLane(
  l1: L1,
  lane: Lane,
  { receiver, etherAmount, shares }: { receiver: Hash; etherAmount: bigint; shares: bigint },
  from: { blockNumber: bigint; logIndex: number },
): Promise<Outcome> {
  const { client, chain, addresses, laneId } = lane;
  const event: AbiEvent = getAbiItem({ abi: l2StakingPoolAbi, name: "BatchClosed" });
  const closed = await firstLogFrom({ client, chain, address: addresses.pool, event, from });
  const batchNonce = closed ? (closed.args as { batchNonce: bigint }).batchNonce : await openNonceOf(lane);
  const stage = await client.viem.readContract({
    address: lane.lens("PoolLens"),
    abi: poolLensAbi,
    functionName: "batch",
    args: [batchNonce],
  });
  const known = { what: "stake", laneId, receiver, etherAmount, shares, batchNonce, stage: BATCH_STAGES[stage] };
  const title = `stake      ${ether(etherAmount)} on lane ${laneId}: ${receiver} has ${cseth(shares)} for it`;
  if (!closed) return { values: known, text: `${title}\nbatch      ${batchNonce} is still open` };
  const batch = await batchOnL1(l1, { laneId, batchNonce });
  const leave = BATCH_STAGES[stage] === "acknowledged" ? ["this L2 knows: it may leave again"] : [];
  return {
    values: { ...known, batch },
    text: [title, ...batchText(batch), ...leave.map((text) => `           ${text}`)].join("\n"),
  };
}

function openNonceOf({ client, addresses }: Lane): Promise<bigint> {
  return client.viem.readContract({ address: addresses.hub, abi: l2HubAbi, functionName: "openBatchNonce" });
}

async function moveToLane(
  lanes: readonly Lane[],
  { laneId, nonce, recipient, shares }: { laneId: number; nonce: bigint; recipient: Hash; shares: bigint },
): Promise<Outcome> {
  const lane = lanes.find((each) => each.laneId === laneId);
  const arrived = await lane?.client.viem.readContract({
    address: lane.addresses.hub,
    abi: l2HubAbi,
    functionName: "isSharesReceived",
    args: [nonce],
  });
  const stage = arrived === undefined ? "unknown" : arrived ? "arrived" : "under-way";
  return {
    values: { what: "move", laneId, nonce, recipient, shares, stage },
    text: `move       ${cseth(shares)} to ${recipient} on lane ${laneId}\nstage      ${stage}`,
  };
}

const isOneOf = (address: string, ours: readonly string[]) =>
  ours.some((each) => each.toLowerCase() === address.toLowerCase());
