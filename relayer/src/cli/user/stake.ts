import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { type Address, encodeFunctionData, parseEventLogs } from "viem";
import type { Receipt } from "../../tx/sendOnce.ts";
import { revertsTyped } from "../../tx/simulate.ts";
import { cseth, ether } from "./amounts.ts";
import { openL1, openLane } from "./session.ts";
import { type Outcome, type SendOptions, transact } from "./transact.ts";

export type StakeOptions = SendOptions & { to?: Address; minShares?: bigint };

/** Shares lost to a rate that rises between the look and the block, in which the transaction still goes through. */
const SLIPPAGE_DIVISOR = 1_000n;

/** `cseth stake <ether>`. */
export async function stake(amount: bigint, options: StakeOptions): Promise<number> {
  return options.l1 ? stakeOnL1(amount, options) : stakeOnLane(amount, options);
}

async function stakeOnLane(value: bigint, options: StakeOptions): Promise<number> {
  const session = await openLane(options);
  const { client, addresses } = session;
  const pool = { address: addresses.pool, abi: l2StakingPoolAbi } as const;
  const receiver = options.to ?? (await session.account()).address;
  const [shares, feeWei] = await revertsTyped({ key: "stake", to: pool.address, abi: pool.abi }, () =>
    client.viem.readContract({ ...pool, functionName: "previewStake", args: [value] }),
  );
  const minShares = options.minShares ?? leastOf(shares);
  const data = encodeFunctionData({ abi: pool.abi, functionName: "stake", args: [receiver, minShares] });
  return transact({
    session,
    options,
    intent: { key: "stake", to: pool.address, data, value, abi: pool.abi },
    expected: expectation({ value, shares, minShares, receiver, feeWei }),
    outcome: ({ logs }: Receipt) => {
      const [event] = parseEventLogs({ abi: pool.abi, eventName: "Staked", logs: logs as never });
      return outcome(event?.args.shares ?? 0n, receiver);
    },
  });
}

async function stakeOnL1(value: bigint, options: StakeOptions): Promise<number> {
  const session = await openL1(options);
  const { client, addresses } = session;
  const core = { address: addresses.core, abi: liquidStakingCoreAbi } as const;
  const receiver = options.to ?? (await session.account()).address;
  const shares = await client.viem.readContract({ ...core, functionName: "previewDeposit", args: [value] });
  const minShares = options.minShares ?? leastOf(shares);
  const data = encodeFunctionData({ abi: core.abi, functionName: "deposit", args: [receiver, minShares] });
  return transact({
    session,
    options,
    intent: { key: "stake", to: core.address, data, value, abi: core.abi },
    expected: expectation({ value, shares, minShares, receiver, feeWei: 0n }),
    outcome: ({ logs }: Receipt) => {
      const [event] = parseEventLogs({ abi: core.abi, eventName: "Deposited", logs: logs as never });
      return outcome(event?.args.shares ?? 0n, receiver);
    },
  });
}

function leastOf(shares: bigint): bigint {
  return shares - shares / SLIPPAGE_DIVISOR;
}

function expectation(options: {
  value: bigint;
  shares: bigint;
  minShares: bigint;
  receiver: Address;
  feeWei: bigint;
}): Outcome {
  const { value, shares, minShares, receiver, feeWei } = options;
  const text = [
    `stake      ${ether(value)}, of which ${ether(feeWei)} are the pool's fee`,
    `for        ${cseth(shares)}, at least ${cseth(minShares)}`,
    `to whom    ${receiver}`,
  ].join("\n");
  return { values: { expectedShares: shares, minShares, receiver, feeWei }, text };
}

function outcome(shares: bigint, receiver: Address): Outcome {
  return { values: { shares, receiver }, text: `${receiver} has ${cseth(shares)} more` };
}
