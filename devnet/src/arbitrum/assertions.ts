import { type ContractFunctionArgs, concat, encodeAbiParameters, type Hash, keccak256, zeroHash } from "viem";
import type { Assertion, Batch } from "./l1-record.ts";
import { rollupAbi } from "./rollup-abi.ts";

export type AssertionInputs = ContractFunctionArgs<typeof rollupAbi, "nonpayable", "stakeOnNewAssertion">[0];

const machineFinished = 1;

/** What BoLD's contracts keep of an assertion only as a hash, taken from the event of its creation. */
export function configOf({ created }: Assertion) {
  const { wasmModuleRoot, requiredStake, challengeManager, confirmPeriodBlocks, inboxMaxCount } = created;
  return { wasmModuleRoot, requiredStake, challengeManager, confirmPeriodBlocks, nextInboxPosition: inboxMaxCount };
}

/**
 * The assertion that follows `parent`: L2 after the batch before the inbox position that the parent's creation fixed.
 * @param block last L2 block of that batch
 */
export function nextAssertion(
  parent: Assertion,
  batch: Batch,
  block: { hash: Hash; sendRoot: Hash },
): { hash: Hash; inputs: AssertionInputs } {
  const afterState = {
    globalState: {
      bytes32Vals: [block.hash, block.sendRoot] as const,
      u64Vals: [batch.sequenceNumber + 1n, 0n] as const,
    },
    machineStatus: machineFinished,
    endHistoryRoot: zeroHash,
  };
  const inputs = {
    beforeStateData: {
      prevPrevAssertionHash: parent.created.parentAssertionHash,
      sequencerBatchAcc: parent.created.afterInboxBatchAcc,
      configData: configOf(parent),
    },
    beforeState: parent.created.assertion.afterState,
    afterState,
  };
  return { hash: keccak256(concat([parent.hash, hashOf(afterState), batch.acc])), inputs };
}

const [stateParameter] = rollupAbi
  .filter((item) => item.type === "function" && item.name === "confirmAssertion")
  .flatMap(({ inputs }) => inputs.filter(({ name }) => name === "confirmState"));

function hashOf(state: AssertionInputs["afterState"]): Hash {
  if (stateParameter === undefined) throw new TypeError("the rollup's ABI has no assertion state");
  return keccak256(encodeAbiParameters([stateParameter], [state]));
}
