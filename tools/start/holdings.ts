// What every contract of an instance holds, and why: ether and csETH, on each chain, to the wei.
import { bondsAbi } from "@cseth/shared/abi/Bonds";
import { iMoveLedgerAbi } from "@cseth/shared/abi/IMoveLedger";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { operatorRegistryAbi } from "@cseth/shared/abi/OperatorRegistry";
import { rewardDistributorAbi } from "@cseth/shared/abi/RewardDistributor";
import type { Finding } from "@cseth/shared/solvency/solvency";
import type { Address, PublicClient } from "viem";
import { L1_NAMES, type L1Name, L2_NAMES, type L2Name, type Plan } from "../../deploy/plan.ts";

/** Reasons, each with its wei or shares. */
export type Parts = Readonly<Record<string, bigint>>;

export type Holding = Readonly<{
  /** 0 for L1. */
  laneId: number;
  contract: L1Name | L2Name;
  asset: "ether" | "csETH";
  amount: bigint;
  /** Why; a contract that ought to hold nothing has no reasons. */
  parts: Parts;
}>;

export type Chains = Readonly<{
  plan: Plan;
  l1: PublicClient;
  lanes: readonly Readonly<{ laneId: number; l2: PublicClient }>[];
}>;

const L1_ALL: readonly L1Name[] = [...L1_NAMES, "L1CanonicalGateway", "L1FastGateway"];

/** All of them, those that hold nothing too; every chain at one block. */
export async function readHoldings({ plan, l1, lanes }: Chains): Promise<Holding[]> {
  const ofLanes = await Promise.all(lanes.map((lane) => readLane(plan, lane)));
  return [...(await readL1(plan, l1, lanes)), ...ofLanes.flat()];
}

/** What no reason accounts for; negative where there is less than the reasons say. */
export function unexplained({ amount, parts }: Holding): bigint {
  return amount - Object.values(parts).reduce((sum, part) => sum + part, 0n);
}

/** Each holding against its reasons, as rows of the table. What holds nothing, and has no reason to, is left out. */
export function accountFor(holdings: readonly Holding[]): Finding[] {
  return holdings.flatMap(({ contract, asset, amount, laneId, parts }): Finding[] => {
    const reasons = Object.entries(parts).filter(([, part]) => part !== 0n);
    if (amount === 0n && reasons.length === 0) return [];
    const right = reasons.reduce((sum, [, part]) => sum + part, 0n);
    const statement = `${contract}: ${asset} = ${reasons.map(([reason]) => reason).join(" + ") || "nothing"}`;
    const where = laneId === 0 ? {} : { laneId };
    return [{ id: "LEDGER-2", statement, ...where, left: amount, relation: "=", right, holds: amount === right }];
  });
}

async function readL1(plan: Plan, l1: PublicClient, lanes: Chains["lanes"]): Promise<Holding[]> {
  const blockNumber = await l1.getBlockNumber({ cacheTime: 0 });
  const core = { address: plan.l1("LiquidStakingCore"), abi: liquidStakingCoreAbi, blockNumber } as const;
  const ledger = await l1.readContract({ ...core, functionName: "ledger" });
  const accounts = await Promise.all(
    lanes.map(async ({ laneId }) => ({
      laneId,
      ...(await l1.readContract({ ...core, functionName: "lane", args: [laneId] })),
    })),
  );
  const moves = { address: plan.l1("MoveLedger"), abi: iMoveLedgerAbi, blockNumber } as const;
  const parked = await l1.readContract({ ...moves, functionName: "parkedShares" });
  const reasons: Partial<Record<L1Name, { ether?: Parts; csETH?: Parts }>> = {
    LiquidStakingCore: {
      ether: {
        "buffered, B": ledger.buffered,
        "finalized and unclaimed, U": ledger.claimable,
        ...Object.fromEntries(accounts.map(({ laneId, carryReserve }) => [`carry of lane ${laneId}, X`, carryReserve])),
      },
      csETH: { "operators' fees in escrow": ledger.feeEscrowShares },
    },
    LaneHub: {
      csETH: Object.fromEntries(
        accounts.map(({ laneId, lockedShares }) => [`locked for lane ${laneId}, K`, lockedShares]),
      ),
    },
    MoveLedger: { csETH: { "parked on the way to another lane": parked } },
    Bonds: { csETH: await readBonds(plan, l1, blockNumber) },
    WithdrawalVault: { ether: { "booked, V": ledger.vaultBooked } },
  };
  const places = L1_ALL.flatMap((contract) =>
    contract.endsWith("Gateway")
      ? lanes.map(({ laneId }) => ({ contract, address: plan.l1(contract, laneId) }))
      : [{ contract, address: plan.l1(contract) }],
  );
  const sharesOf = (account: Address) => l1.readContract({ ...core, functionName: "balanceOf", args: [account] });
  return (
    await Promise.all(
      places.map(async ({ contract, address }): Promise<Holding[]> => {
        const { ether = {}, csETH = {} } = reasons[contract] ?? {};
        return [
          { laneId: 0, contract, asset: "ether", amount: await l1.getBalance({ address, blockNumber }), parts: ether },
          { laneId: 0, contract, asset: "csETH", amount: await sharesOf(address), parts: csETH },
        ];
      }),
    )
  ).flat();
}

async function readBonds(plan: Plan, l1: PublicClient, blockNumber: bigint): Promise<Parts> {
  const registered = await l1.getContractEvents({
    address: plan.l1("OperatorRegistry"),
    abi: operatorRegistryAbi,
    eventName: "OperatorRegistered",
    fromBlock: 0n,
    toBlock: blockNumber,
    strict: true,
  });
  const bonds = { address: plan.l1("Bonds"), abi: bondsAbi, functionName: "sharesOf", blockNumber } as const;
  const of = async ({ args: { operatorId } }: (typeof registered)[number]) =>
    [`bond of operator ${operatorId}`, await l1.readContract({ ...bonds, args: [operatorId] })] as const;
  return Object.fromEntries(await Promise.all(registered.map(of)));
}

async function readLane(plan: Plan, { laneId, l2 }: Chains["lanes"][number]): Promise<Holding[]> {
  const blockNumber = await l2.getBlockNumber({ cacheTime: 0 });
  const pool = { address: plan.l2("L2StakingPool", laneId), abi: l2StakingPoolAbi, blockNumber } as const;
  const book = await l2.readContract({ ...pool, functionName: "book" });
  const claimed = await l2.getContractEvents({
    address: plan.l2("RewardDistributor", laneId),
    abi: rewardDistributorAbi,
    eventName: "RewardClaimed",
    fromBlock: 0n,
    toBlock: blockNumber,
    strict: true,
  });
  const paid = claimed.reduce((sum, { args: { shares } }) => sum + shares, 0n);
  const reasons: Partial<Record<L2Name, { ether?: Parts; csETH?: Parts }>> = {
    L2StakingPool: {
      ether: { "for unstakers, E": book.poolEther, "settled and unclaimed, Y": book.claimable },
      csETH: { "escrowed by unstakers": book.pendingShares },
    },
    RewardDistributor: { csETH: { "funded and unclaimed rewards": book.rewardsFundedTotal - paid } },
  };
  const sharesOf = (account: Address) => l2.readContract({ ...pool, functionName: "balanceOf", args: [account] });
  return (
    await Promise.all(
      L2_NAMES.map(async (contract): Promise<Holding[]> => {
        const address = plan.l2(contract, laneId);
        const { ether = {}, csETH = {} } = reasons[contract] ?? {};
        return [
          { laneId, contract, asset: "ether", amount: await l2.getBalance({ address, blockNumber }), parts: ether },
          { laneId, contract, asset: "csETH", amount: await sharesOf(address), parts: csETH },
        ];
      }),
    )
  ).flat();
}
