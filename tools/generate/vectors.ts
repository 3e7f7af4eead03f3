// Golden vectors: written from the TypeScript twins, read by the Solidity and the TypeScript tests. At least one value
// of each kind is computed by hand in the tests, so that a mistake shared by both twins cannot hide here.
import type { GeneratedFile } from "./generator.ts";
import { validatorProofVectors } from "./vectors/beacon.ts";
import {
  actionVectors,
  batchVectors,
  envelopeVectors,
  expressVectors,
  idVectors,
  stateUpdateVectors,
} from "./vectors/messages.ts";
import { flashExitVectors, rateBucketVectors, shareMathVectors } from "./vectors/numbers.ts";
import { reportVectors } from "./vectors/report.ts";
import { systemContractVectors } from "./vectors/system-contracts.ts";
import { keySetVectors, outboxTreeVectors, rewardTreeVectors } from "./vectors/trees.ts";

const vectors: Readonly<Record<string, () => unknown>> = {
  envelope: envelopeVectors,
  batch: batchVectors,
  "state-update": stateUpdateVectors,
  actions: actionVectors,
  express: expressVectors,
  ids: idVectors,
  "outbox-trees": outboxTreeVectors,
  "key-sets": keySetVectors,
  "reward-trees": rewardTreeVectors,
  report: reportVectors,
  "validator-proofs": validatorProofVectors,
  "system-contracts": systemContractVectors,
  "share-math": shareMathVectors,
  "flash-exit": flashExitVectors,
  "rate-bucket": rateBucketVectors,
};

/** `shared/vectors/*.json`; integers are decimal strings. */
export function generateVectors(): GeneratedFile[] {
  return Object.entries(vectors).map(([name, create]) => ({
    path: `shared/vectors/${name}.json`,
    content: `${JSON.stringify(create(), decimalStrings, 2)}\n`,
  }));
}

function decimalStrings(_key: string, value: unknown): unknown {
  return typeof value === "bigint" || typeof value === "number" ? value.toString() : value;
}
