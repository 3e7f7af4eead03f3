import { l1ArbitrumGatewayAbi } from "@cseth/shared/abi/L1ArbitrumGateway";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { moveLedgerAbi } from "@cseth/shared/abi/MoveLedger";
import { type Address, encodeFunctionData, parseEventLogs } from "viem";
import type { L1Addresses } from "../../config/deployments.ts";
import { loadConfig } from "../../config/load.ts";
import { CsethError } from "../../domain/errors.ts";
import { sharesMessage } from "../../planner/moves.ts";
import { EXIT } from "../../telemetry/exitCodes.ts";
import { prepareCall, sendOnce } from "../../tx/sendOnce.ts";
import { confirm } from "../confirm.ts";
import { interruption } from "../interruption.ts";
import { createOutput } from "../output.ts";
import { cseth, ether, invalid } from "./amounts.ts";
import { openL1, openLane, type Session } from "./session.ts";
import { type Outcome, type SendOptions, transact } from "./transact.ts";

export type MoveOptions = SendOptions & { to?: Address; toLane?: number };

/** Twice the base fee of now: enough for a transaction that waits for some blocks; the rest comes back. */
const BASE_FEE_SPARE = 2n;
const down = [...moveLedgerAbi, ...laneHubAbi, ...liquidStakingCoreAbi] as const;
const up = [...l2HubAbi, ...l2StakingPoolAbi] as const;

/** `cseth move <csETH>`: to L1 from a lane, to another lane with `--to-lane`, or from L1 with `--l1 --to-lane`. */
export async function move(shares: bigint, options: MoveOptions): Promise<number> {
  if (!options.l1) return moveUp(shares, options);
  if (options.toLane === undefined) throw invalid("a move from L1 needs a lane", "Name it with --to-lane.");
  return moveDown(shares, options.toLane, options);
}

async function moveUp(shares: bigint, options: MoveOptions): Promise<number> {
  const session = await openLane(options);
  const { client, addresses, laneId } = session;
  const hub = { address: addresses.hub, abi: l2HubAbi } as const;
  const pool = { address: addresses.pool, abi: l2StakingPoolAbi } as const;
  const { address } = await session.account();
  const recipient = options.to ?? address;
  const destination = options.toLane ?? 0;
  if (destination === laneId) throw invalid(`lane ${laneId} is where the csETH is`, "Give another --to-lane, or none.");
  const [balance, available, fee] = await Promise.all([
    client.viem.readContract({ ...pool, functionName: "balanceOf", args: [address] }),
    client.viem.readContract({ ...pool, functionName: "available" }),
    client.viem.readContract({ ...hub, functionName: "moveFee" }),
  ]);
  requireBalance(shares, balance);
  if (shares > available) throw notAcknowledged(shares, available);
  const where = destination === 0 ? "L1" : `lane ${destination}`;
  return transact({
    session,
    options,
    intent: {
      key: "move",
      to: hub.address,
      data: encodeFunctionData({ abi: up, functionName: "moveShares", args: [destination, recipient, shares] }),
      abi: up,
    },
    expected: expectation({ shares, fee, recipient, where, when: "days: with the open batch, and its actions on L1" }),
    outcome: ({ logs }) => {
      const [event] = parseEventLogs({ abi: l2HubAbi, eventName: "SharesMoved", logs: logs as never });
      const { moveNonce = 0n, actionId = "0x" } = event?.args ?? {};
      return {
        values: { moveNonce, actionId, recipient, shares, fee, destination },
        text: `move ${moveNonce} of lane ${laneId}: follow it with cseth relayer explain ${actionId}`,
      };
    },
  });
}

async function moveDown(shares: bigint, laneId: number, options: MoveOptions): Promise<number> {
  const session = await openL1(options);
  const { address } = await session.account();
  const recipient = options.to ?? address;
  const { core, moveLedger } = session.addresses;
  const [balance, token] = await Promise.all([
    session.client.viem.readContract({
      address: core,
      abi: liquidStakingCoreAbi,
      functionName: "balanceOf",
      args: [address],
    }),
    session.client.viem.readContract({
      address: moveLedger,
      abi: moveLedgerAbi,
      functionName: "laneToken",
      args: [laneId],
    }),
  ]);
  requireBalance(shares, balance);
  if (BigInt(token) === 0n) throw invalid(`lane ${laneId} takes no moves`, "Name an open lane with --to-lane.");
  const value = await carrierFee(session, laneId, options);
  const expected = expectation({ shares, fee: 0n, recipient, where: `lane ${laneId}`, when: "minutes" });
  const text = `${expected.text}\ncarrier    at most ${ether(value)}; what it does not take comes back`;
  let { yes } = options;
  if ((await allowance(session, address)) < shares) {
    const both = `${text}\nfirst      allows the move ledger to take exactly this much`;
    if (options.dryRun) {
      createOutput(options).answer({ sent: false, ...expected.values }, `${both}\nnothing was sent`);
      return EXIT.ok;
    }
    await confirm(both, options);
    await allow(session, shares);
    yes = true;
  }
  return transact({
    session,
    options: { ...options, yes },
    intent: {
      key: "move",
      to: moveLedger,
      data: encodeFunctionData({ abi: down, functionName: "moveToLane", args: [laneId, recipient, shares] }),
      value,
      abi: down,
    },
    expected: { ...expected, text },
    outcome: ({ logs }) => {
      const [event] = parseEventLogs({ abi: moveLedgerAbi, eventName: "MovedToLane", logs: logs as never });
      const { nonce = 0n, sendId = "0x" } = event?.args ?? {};
      return {
        values: { nonce, sendId, recipient, shares, laneId },
        text: `message ${nonce} to lane ${laneId}: follow it with cseth relayer explain ${sendId}`,
      };
    },
  });
}

/** What the lane's carrier takes on L1, with room for a base fee that rises until the block; nothing on the OP-stack. */
async function carrierFee({ client, addresses }: Session<L1Addresses>, laneId: number, options: MoveOptions) {
  const lane = loadConfig({ file: options.config }).lanes.find((one) => one.laneId === laneId);
  if (!lane) throw invalid(`lane ${laneId} is not configured`, "Add it to lanes: its kind decides what carries csETH.");
  if (lane.kind !== "arbitrum") return 0n;
  const { gateway } = await client.viem.readContract({
    address: addresses.laneHub,
    abi: laneHubAbi,
    functionName: "laneConfig",
    args: [laneId],
  });
  const { baseFeePerGas } = await client.viem.getBlock();
  return client.viem.readContract({
    address: gateway,
    abi: l1ArbitrumGatewayAbi,
    functionName: "feeOf",
    args: [BigInt(sharesMessage.payloadBytes), sharesMessage.gasLimit, (baseFeePerGas ?? 0n) * BASE_FEE_SPARE],
  });
}

async function allowance({ client, addresses }: Session<L1Addresses>, owner: Address): Promise<bigint> {
  return client.viem.readContract({
    address: addresses.core,
    abi: liquidStakingCoreAbi,
    functionName: "allowance",
    args: [owner, addresses.moveLedger],
  });
}

async function allow(session: Session<L1Addresses>, shares: bigint): Promise<void> {
  const { client, chain, addresses, pause, logger } = session;
  const account = await session.account();
  const args = [addresses.moveLedger, shares] as const;
  const data = encodeFunctionData({ abi: liquidStakingCoreAbi, functionName: "approve", args });
  const policy = chain.transactions;
  const intent = { key: "move, allowance", to: addresses.core, data, abi: down };
  const call = await prepareCall({ client, account, policy, intent });
  await sendOnce({ client, account, policy, call, pause, signal: interruption(), logger });
}

/** @throws USAGE_BALANCE_TOO_LOW, USAGE_INVALID */
function requireBalance(shares: bigint, balance: bigint): void {
  if (shares > balance) {
    throw new CsethError({
      code: "USAGE_BALANCE_TOO_LOW",
      retry: "never",
      message: `the account has ${cseth(balance)} here`,
      fix: "Give at most that; csETH on another chain is moved from there, see --lane and --l1.",
      context: { balance, asked: shares },
    });
  }
}

function notAcknowledged(shares: bigint, available: bigint): CsethError {
  return new CsethError({
    code: "USAGE_NOT_AVAILABLE",
    retry: "backoff",
    message: `${cseth(available)} may leave this L2 now, less than ${cseth(shares)}`,
    fix: "Wait: what was staked here may leave once its batch has landed on L1 and a StateUpdate has said so.",
    context: { shares, available },
  });
}

function expectation(options: {
  shares: bigint;
  fee: bigint;
  recipient: Address;
  where: string;
  when: string;
}): Outcome {
  const { shares, fee, recipient, where, when } = options;
  const text = [
    `move       ${cseth(shares)} to ${where}, of which ${cseth(fee)} are the fee`,
    `to whom    ${recipient} there, which must be somebody's on that chain too`,
    `takes      ${when}`,
  ].join("\n");
  return { values: { shares, fee, recipient }, text };
}
