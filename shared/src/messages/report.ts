// Twin of shared/contracts/oracle/Reports.sol. EIP-712: https://eips.ethereum.org/EIPS/eip-712
import { type Address, type Hex, hashStruct, hashTypedData } from "viem";
import { MessageError } from "./message-error.ts";

export type LaneRewards = Readonly<{ laneId: number; rewardsRoot: Hex; rewardsTotal: bigint }>;

/** Covered loss per tranche, gwei: unrooted fees, bond, VFP behind the operator, VFP class, insurance, protocol fees. */
export type CoveredGwei = readonly [bigint, bigint, bigint, bigint, bigint, bigint];

/** What the oracle members sign once per frame. `...Total` are cumulative at refSlot. */
export type Report = Readonly<{
  frame: bigint;
  refSlot: bigint;
  /** seconds */
  refTime: bigint;
  consensusBalanceGwei: bigint;
  withdrawnTotalGwei: bigint;
  elRewardsTotalGwei: bigint;
  depositsProcessedTotalGwei: bigint;
  validatorCount: bigint;
  exitedCount: bigint;
  slashedCount: bigint;
  provisionsGwei: bigint;
  coveredGwei: CoveredGwei;
  operatorFeeBps: bigint;
  performanceRoot: Hex;
  /** strictly ascending by lane id */
  lanes: readonly LaneRewards[];
  /** last withdrawal request to finalize, 0 for none */
  finalizeUpTo: bigint;
}>;

/** EIP-712 types, in the order of the type string. */
export const reportTypes = {
  Report: [
    { name: "frame", type: "uint64" },
    { name: "refSlot", type: "uint64" },
    { name: "refTime", type: "uint64" },
    { name: "consensusBalanceGwei", type: "uint64" },
    { name: "withdrawnTotalGwei", type: "uint64" },
    { name: "elRewardsTotalGwei", type: "uint64" },
    { name: "depositsProcessedTotalGwei", type: "uint64" },
    { name: "validatorCount", type: "uint64" },
    { name: "exitedCount", type: "uint64" },
    { name: "slashedCount", type: "uint64" },
    { name: "provisionsGwei", type: "uint64" },
    { name: "coveredGwei", type: "uint64[6]" },
    { name: "operatorFeeBps", type: "uint64" },
    { name: "performanceRoot", type: "bytes32" },
    { name: "lanes", type: "LaneRewards[]" },
    { name: "finalizeUpTo", type: "uint64" },
  ],
  LaneRewards: [
    { name: "laneId", type: "uint16" },
    { name: "rewardsRoot", type: "bytes32" },
    { name: "rewardsTotal", type: "uint96" },
  ],
} as const;

/** Where a signature is valid: one ReportOracle on one chain. */
export type ReportDomain = Readonly<{ chainId: number; reportOracle: Address }>;

/** Typed data of a report for viem's `signTypedData`. Throws `Reports_LanesNotAscending`. */
export function reportTypedData(report: Report, { chainId, reportOracle }: ReportDomain) {
  requireAscendingLanes(report.lanes);
  return {
    domain: { name: "csETH ReportOracle", version: "1", chainId, verifyingContract: reportOracle },
    types: reportTypes,
    primaryType: "Report",
    message: report,
  } as const;
}

/** The 32 bytes that members sign. */
export function reportDigest(report: Report, domain: ReportDomain): Hex {
  return hashTypedData(reportTypedData(report, domain));
}

/** EIP-712 hashStruct: what the oracle stores per frame. */
export function reportHash(report: Report): Hex {
  requireAscendingLanes(report.lanes);
  return hashStruct({ data: report, primaryType: "Report", types: reportTypes });
}

function requireAscendingLanes(lanes: readonly LaneRewards[]): void {
  for (const [index, { laneId }] of lanes.entries()) {
    const previous = lanes[index - 1]?.laneId;
    if (previous !== undefined && laneId <= previous) {
      throw new MessageError("Reports_LanesNotAscending", { laneId, previous });
    }
  }
}
