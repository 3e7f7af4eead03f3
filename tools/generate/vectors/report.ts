import { keccak256, toHex, zeroHash } from "viem";
import { type Report, reportDigest, reportHash } from "../../../shared/src/messages/report.ts";

const domain = { chainId: 900, reportOracle: "0x00000000000000000000000000000000000ac1e0" } as const;

const withoutLanes: Report = {
  frame: 1n,
  refSlot: 64n,
  refTime: 1_800_000_768n,
  consensusBalanceGwei: 0n,
  withdrawnTotalGwei: 0n,
  elRewardsTotalGwei: 0n,
  depositsProcessedTotalGwei: 0n,
  validatorCount: 0n,
  exitedCount: 0n,
  slashedCount: 0n,
  provisionsGwei: 0n,
  coveredGwei: [0n, 0n, 0n, 0n, 0n, 0n],
  operatorFeeBps: 0n,
  performanceRoot: zeroHash,
  lanes: [],
  finalizeUpTo: 0n,
};

const twoLanes: Report = {
  frame: 365n,
  refSlot: 23_360n,
  refTime: 1_800_280_320n,
  consensusBalanceGwei: 32_000_000_000_000n,
  withdrawnTotalGwei: 17n,
  elRewardsTotalGwei: 18n,
  depositsProcessedTotalGwei: 31_000_000_000_000n,
  validatorCount: 1_000n,
  exitedCount: 3n,
  slashedCount: 1n,
  provisionsGwei: 1_000_000_000n,
  coveredGwei: [1n, 2n, 3n, 4n, 5n, 2n ** 64n - 1n],
  operatorFeeBps: 400n,
  performanceRoot: keccak256(toHex("performance")),
  lanes: [
    { laneId: 1, rewardsRoot: keccak256(toHex("lane 1")), rewardsTotal: 10n ** 18n },
    { laneId: 2, rewardsRoot: keccak256(toHex("lane 2")), rewardsTotal: 2n ** 96n - 1n },
  ],
  finalizeUpTo: 4_294_967_295n,
};

export function reportVectors() {
  return Object.entries({ withoutLanes, twoLanes }).map(([name, report]) => ({
    name,
    ...domain,
    report,
    hash: reportHash(report),
    digest: reportDigest(report, domain),
  }));
}
