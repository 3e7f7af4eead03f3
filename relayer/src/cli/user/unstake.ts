import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { type Address, encodeFunctionData, parseEventLogs } from "viem";
import { CsethError } from "../../domain/errors.ts";
import { cseth, ether, invalid } from "./amounts.ts";
import { openL1, openLane } from "./session.ts";
import { type Outcome, type SendOptions, transact } from "./transact.ts";

export type UnstakeOptions = SendOptions & { to?: Address; claim?: bigint };

const SHARE_UNIT = 10n ** 18n;
/** Of a request, as the pool counts them. */
const LANE_STATES = ["none", "pending", "forwarded", "payable", "claimed"] as const;
/** Of a request, as the core counts them. */
const L1_STATES = ["none", "pending", "payable", "claimed"] as const;

/** `cseth unstake <amount>`, or `cseth unstake --claim <id>`. */
export async function unstake(amount: bigint | "all" | undefined, options: UnstakeOptions): Promise<number> {
  if ((amount === undefined) === (options.claim === undefined)) {
    throw invalid(
      "unstake needs an amount, or the request to --claim",
      "Give one of the two; see cseth unstake --help.",
    );
  }
  if (options.claim !== undefined && options.to !== undefined) {
    throw invalid("--to cannot be used with --claim", "A claim is paid to the owner of the request.");
  }
  if (amount !== undefined) return options.l1 ? requestOnL1(amount, options) : requestOnLane(amount, options);
  const requestId = options.claim as bigint;
  return options.l1 ? claimOnL1(requestId, options) : claimOnLane(requestId, options);
}

async function requestOnLane(amount: bigint | "all", options: UnstakeOptions): Promise<number> {
  const session = await openLane(options);
  const { client, addresses } = session;
  const pool = { address: addresses.pool, abi: l2StakingPoolAbi } as const;
  const { address } = await session.account();
  const receiver = options.to ?? address;
  const [balance, [rate]] = await Promise.all([
    client.viem.readContract({ ...pool, functionName: "balanceOf", args: [address] }),
    client.viem.readContract({ ...pool, functionName: "rate" }),
  ]);
  const shares = sharesOf(amount, balance);
  const data = encodeFunctionData({ abi: pool.abi, functionName: "requestUnstake", args: [shares, receiver] });
  return transact({
    session,
    options,
    intent: { key: "unstake", to: pool.address, data, abi: pool.abi },
    expected: expectedRequest(shares, (shares * rate) / SHARE_UNIT, receiver),
    outcome: ({ logs }) => {
      const [event] = parseEventLogs({ abi: pool.abi, eventName: "UnstakeRequested", logs: logs as never });
      return requested(event?.args.requestId ?? 0n, receiver, "");
    },
  });
}

async function requestOnL1(amount: bigint | "all", options: UnstakeOptions): Promise<number> {
  const session = await openL1(options);
  const { client, addresses } = session;
  const core = { address: addresses.core, abi: liquidStakingCoreAbi } as const;
  const { address } = await session.account();
  const receiver = options.to ?? address;
  const balance = await client.viem.readContract({ ...core, functionName: "balanceOf", args: [address] });
  const shares = sharesOf(amount, balance);
  const value = await client.viem.readContract({ ...core, functionName: "previewRequest", args: [shares] });
  const data = encodeFunctionData({ abi: core.abi, functionName: "requestWithdrawal", args: [shares, receiver] });
  return transact({
    session,
    options,
    intent: { key: "unstake", to: core.address, data, abi: core.abi },
    expected: expectedRequest(shares, value, receiver),
    outcome: ({ logs }) => {
      const [event] = parseEventLogs({ abi: core.abi, eventName: "WithdrawalRequested", logs: logs as never });
      return requested(event?.args.requestId ?? 0n, receiver, " --l1");
    },
  });
}

async function claimOnLane(requestId: bigint, options: UnstakeOptions): Promise<number> {
  const session = await openLane(options);
  const pool = { address: session.addresses.pool, abi: l2StakingPoolAbi } as const;
  const request = await session.client.viem.readContract({
    ...pool,
    functionName: "unstakeRequest",
    args: [requestId],
  });
  const state = LANE_STATES[request.status] ?? "none";
  if (state !== "payable") throw notPayable(requestId, state);
  return transact({
    session,
    options,
    intent: {
      key: "claim",
      to: pool.address,
      data: encodeFunctionData({ abi: pool.abi, functionName: "claimUnstake", args: [requestId] }),
      abi: pool.abi,
    },
    expected: expectedClaim(requestId, request.etherPayable),
    outcome: ({ logs }) => {
      const [event] = parseEventLogs({ abi: pool.abi, eventName: "UnstakeClaimed", logs: logs as never });
      return claimed(requestId, event?.args.etherPaid ?? 0n);
    },
  });
}

async function claimOnL1(requestId: bigint, options: UnstakeOptions): Promise<number> {
  const session = await openL1(options);
  const core = { address: session.addresses.core, abi: liquidStakingCoreAbi } as const;
  const request = await session.client.viem.readContract({
    ...core,
    functionName: "withdrawalRequest",
    args: [requestId],
  });
  const state = L1_STATES[request.status] ?? "none";
  if (state !== "payable") throw notPayable(requestId, state);
  return transact({
    session,
    options,
    intent: {
      key: "claim",
      to: core.address,
      data: encodeFunctionData({ abi: core.abi, functionName: "claim", args: [requestId] }),
      abi: core.abi,
    },
    expected: expectedClaim(requestId, request.etherAmount),
    outcome: ({ logs }) => {
      const [event] = parseEventLogs({ abi: core.abi, eventName: "WithdrawalClaimed", logs: logs as never });
      return claimed(requestId, event?.args.etherPaid ?? 0n);
    },
  });
}

/** @throws USAGE_BALANCE_TOO_LOW */
function sharesOf(amount: bigint | "all", balance: bigint): bigint {
  const shares = amount === "all" ? balance : amount;
  if (shares > 0n && shares <= balance) return shares;
  throw new CsethError({
    code: "USAGE_BALANCE_TOO_LOW",
    retry: "never",
    message: `the account has ${cseth(balance)} here`,
    fix: "Give at most that; csETH on another chain is unstaked there, see --lane and --l1.",
    context: { balance, asked: shares },
  });
}

function expectedRequest(shares: bigint, etherValue: bigint, receiver: Address): Outcome {
  const text = [
    `unstake    ${cseth(shares)}, worth ${ether(etherValue)} now, which is the most it will pay`,
    `to whom    ${receiver}, who alone can claim it`,
  ].join("\n");
  return { values: { shares, etherValue, receiver }, text };
}

function requested(requestId: bigint, receiver: Address, where: string): Outcome {
  const text = `request ${requestId} of ${receiver}: claim it with cseth unstake --claim ${requestId}${where} when it is payable`;
  return { values: { requestId, receiver }, text };
}

function expectedClaim(requestId: bigint, etherPayable: bigint): Outcome {
  return { values: { requestId, etherPayable }, text: `claim      request ${requestId}: ${ether(etherPayable)}` };
}

function claimed(requestId: bigint, etherPaid: bigint): Outcome {
  return { values: { requestId, etherPaid }, text: `request ${requestId} has paid ${ether(etherPaid)}` };
}

const WAITS: Readonly<Record<string, string>> = {
  none: "Look for the number that cseth unstake has answered; requests of a lane and of L1 are numbered apart.",
  pending: "Ask again later: it waits for its turn in the queue.",
  forwarded: "Ask again later: it waits on L1 and is paid by one of the next StateUpdates.",
  claimed: "Nothing is left to do.",
};

function notPayable(requestId: bigint, state: string): CsethError {
  return new CsethError({
    code: "USAGE_NOT_PAYABLE",
    retry: state === "pending" || state === "forwarded" ? "backoff" : "never",
    message: state === "none" ? `there is no request ${requestId}` : `request ${requestId} is ${state}`,
    fix: WAITS[state] ?? "",
    context: { requestId, state },
  });
}
