// Reads shared/vectors/*.json and gives their decimal strings back the types of the twins.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Address, Hex } from "viem";
import type { BatchBody } from "../../shared/src/messages/batch-message.ts";
import type { CoveredGwei, Report } from "../../shared/src/messages/report.ts";
import type { StateUpdateBody } from "../../shared/src/messages/state-update-message.ts";

type Entry = {
  chainId: string;
  distributor: Address;
  operatorId: string;
  recipient: Address;
  cumulativeShares: string;
  leaf: Hex;
  proof: Hex[];
};
type BatchVector = Record<Exclude<keyof BatchBody, "actionsRoot">, string> & { actionsRoot: Hex; encoded: Hex };
type StateUpdateVector = Record<Exclude<keyof StateUpdateBody, "rewardsRoot" | "settlements">, string> & {
  rewardsRoot: Hex;
  settlements: { batchNonce: string; etherPaid: string }[];
  totalPaid: string;
  encoded: Hex;
};
type ReportVector = Record<Exclude<keyof Report, "coveredGwei" | "performanceRoot" | "lanes">, string> & {
  coveredGwei: string[];
  performanceRoot: Hex;
  lanes: { laneId: string; rewardsRoot: Hex; rewardsTotal: string }[];
};

export type VectorFile = {
  envelope: { type: string; laneId: string; nonce: string; body: Hex; encoded: Hex }[];
  batch: BatchVector[];
  "state-update": StateUpdateVector[];
  actions: { actions: { encoded: Hex; leaf: Hex; budget: string }[]; run: Hex };
  express: { chainId: string; expressDesk: Address; encoded: Hex; deadline: string; digest: Hex }[];
  ids: {
    operators: { laneId: string; sequence: string; operatorId: string }[];
    actions: { laneId: string; batchNonce: string; index: string; actionId: Hex }[];
  };
  "outbox-trees": { count: string; root: Hex; runs: { start: string; length: string; proof: Hex[] }[] }[];
  "key-sets": {
    count: string;
    encodedHash: Hex;
    root: Hex;
    operatorId: string;
    salt: Hex;
    commitment: Hex;
    proven: { index: string; leaf: Hex; proof: Hex[] }[];
  }[];
  "reward-trees": { root: Hex; entries: Entry[] }[];
  report: { chainId: string; reportOracle: Address; report: ReportVector; hash: Hex; digest: Hex }[];
  "flash-exit": Record<"gross" | "reserve" | "target" | "pay" | "fee", string>[];
  "share-math": ({ amount: string; rate: string; age: string } & Record<string, string>)[];
};

export function vectorsOf<Name extends keyof VectorFile>(name: Name): VectorFile[Name] {
  const file = fileURLToPath(import.meta.resolve(`@cseth/shared/vectors/${name}.json`));
  return JSON.parse(readFileSync(file, "utf8"));
}

export function batchOf(vector: BatchVector): BatchBody {
  return {
    rateNonce: BigInt(vector.rateNonce),
    minted: BigInt(vector.minted),
    burned: BigInt(vector.burned),
    forwarded: BigInt(vector.forwarded),
    etherSent: BigInt(vector.etherSent),
    heldAfter: BigInt(vector.heldAfter),
    actionCount: Number(vector.actionCount),
    actionsRoot: vector.actionsRoot,
  };
}

export function stateUpdateOf(vector: StateUpdateVector): StateUpdateBody {
  return {
    refTime: BigInt(vector.refTime),
    rateNonce: BigInt(vector.rateNonce),
    rate: BigInt(vector.rate),
    appliedNonce: BigInt(vector.appliedNonce),
    lockedShares: BigInt(vector.lockedShares),
    releasedTotal: BigInt(vector.releasedTotal),
    rewardsFrame: BigInt(vector.rewardsFrame),
    rewardsRoot: vector.rewardsRoot,
    rewardsTotal: BigInt(vector.rewardsTotal),
    settlements: vector.settlements.map(({ batchNonce, etherPaid }) => ({
      batchNonce: BigInt(batchNonce),
      etherPaid: BigInt(etherPaid),
    })),
  };
}

export function reportOf(vector: ReportVector): Report {
  const { coveredGwei, performanceRoot, lanes, ...numbers } = vector;
  const entries = Object.entries(numbers).map(([key, value]) => [key, BigInt(value)]);
  return {
    ...(Object.fromEntries(entries) as Record<keyof typeof numbers, bigint>),
    coveredGwei: coveredGwei.map(BigInt) as unknown as CoveredGwei,
    performanceRoot,
    lanes: lanes.map(({ laneId, rewardsRoot, rewardsTotal }) => ({
      laneId: Number(laneId),
      rewardsRoot,
      rewardsTotal: BigInt(rewardsTotal),
    })),
  };
}
