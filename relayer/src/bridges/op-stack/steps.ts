import { type Address, encodeFunctionData } from "viem";
import type { DepositCarrier, WithdrawalCarrier } from "../../domain/carrier.ts";
import type { StoredProof, VerifiedGame } from "../../domain/phase.ts";
import type { Step } from "../port.ts";
import { messengerAbi, portalAbi } from "./abi.ts";
import { relayCalldata } from "./discover.ts";
import { finalizeGas, proveGas, replayGas } from "./gas.ts";
import { L2_MESSENGER, type OpStackLane } from "./lane.ts";
import { buildProof } from "./outputRoot.ts";

/** @throws BRIDGE_STATE_UNAVAILABLE, BRIDGE_PROOF_STALE, BRIDGE_GAS_ABOVE_CAP */
export async function proveStep(lane: OpStackLane, carrier: WithdrawalCarrier, game: VerifiedGame): Promise<Step> {
  const { outputRootProof, withdrawalProof } = await buildProof(lane, carrier, game);
  const data = encodeFunctionData({
    abi: portalAbi,
    functionName: "proveWithdrawalTransaction",
    args: [carrier.withdrawal, game.index, outputRootProof, withdrawalProof],
  });
  return {
    kind: "prove",
    key: `op:prove:${carrier.withdrawalHash}:${game.proxy.toLowerCase()}`,
    chainId: lane.l1.client.chainId,
    to: lane.portal,
    data,
    value: 0n,
    gas: proveGas(data, withdrawalProof.length),
    abi: portalAbi,
    effect: { reaches: ["AWAIT_MATURITY", "READY_TO_FINALIZE", "FAILED_ON_L1", "DELIVERED"] },
  };
}

/** With whichever prover's proof is usable; the ether and the message go to their target, whoever pays the gas. */
export function finalizeStep(lane: OpStackLane, carrier: WithdrawalCarrier, { prover }: StoredProof): Step {
  const data = encodeFunctionData({
    abi: portalAbi,
    functionName: "finalizeWithdrawalTransactionExternalProof",
    args: [carrier.withdrawal, prover],
  });
  return {
    kind: "finalize",
    key: `op:finalize:${carrier.withdrawalHash}:${prover.toLowerCase()}`,
    chainId: lane.l1.client.chainId,
    to: lane.portal,
    data,
    value: 0n,
    gas: finalizeGas(data, carrier.withdrawal),
    abi: portalAbi,
    effect: { reaches: ["FAILED_ON_L1", "DELIVERED"] },
  };
}

/** The messenger holds the ether of a failed message, so a replay sends none. */
export function replayStep(lane: OpStackLane, carrier: WithdrawalCarrier | DepositCarrier): Step {
  const down = carrier.kind === "op-l1-to-l2";
  const to: Address = down ? L2_MESSENGER : lane.messengers.l1;
  const data = relayCalldata(carrier.message);
  return {
    kind: "replay",
    key: `op:replay:${carrier.messageHash}`,
    chainId: (down ? lane.l2 : lane.l1).client.chainId,
    to,
    data,
    value: 0n,
    gas: replayGas(data, carrier.message),
    abi: messengerAbi,
    effect: { reaches: [down ? "EXECUTED" : "DELIVERED"] },
  };
}
