import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { operatorRegistryAbi } from "@cseth/shared/abi/OperatorRegistry";
import { validatorLedgerAbi } from "@cseth/shared/abi/ValidatorLedger";
import type { Finding, InvariantId } from "@cseth/shared/solvency/solvency";
import type { Hex } from "viem";
import type { LaneWorld, World } from "./world.ts";

/** Counts effects on the chains: whatever was sent, resent or killed in between, each must have happened once. */
export async function readExactlyOnce(world: World): Promise<Finding[]> {
  return (await Promise.all(world.lanes.map((lane) => readLane(world, lane)))).flat();
}

async function readLane({ l1, plan }: World, { laneId, l2 }: LaneWorld): Promise<Finding[]> {
  const all = { fromBlock: 0n, strict: true } as const;
  const hub = { address: plan.l1("LaneHub"), abi: laneHubAbi, args: { laneId }, ...all } as const;
  const [sent, updates] = await Promise.all([
    l2.getContractEvents({ address: plan.l2("L2Hub", laneId), abi: l2HubAbi, eventName: "BatchSent", ...all }),
    l2.getContractEvents({
      address: plan.l2("L2Hub", laneId),
      abi: l2HubAbi,
      eventName: "StateUpdateReceived",
      ...all,
    }),
  ]);
  const ledger = { address: plan.l1("ValidatorLedger"), abi: validatorLedgerAbi, ...all } as const;
  const [landed, executed, registered, predeposited, toppedUp] = await Promise.all([
    l1.getContractEvents({ ...hub, eventName: "BatchReceived" }),
    l1.getContractEvents({ ...hub, eventName: "ActionsExecuted" }),
    l1.getContractEvents({
      address: plan.l1("OperatorRegistry"),
      abi: operatorRegistryAbi,
      eventName: "OperatorRegistered",
      ...all,
    }),
    l1.getContractEvents({ ...ledger, eventName: "Predeposited" }),
    l1.getContractEvents({ ...ledger, eventName: "ToppedUp" }),
  ]);
  const validatorsOf = (events: readonly { args: { operatorId: bigint; validatorId: Hex } }[]) =>
    events.filter(({ args }) => args.operatorId >> 48n === BigInt(laneId)).map(({ args }) => args.validatorId);
  const ofLane = registered.filter(({ args }) => args.operatorId >> 48n === BigInt(laneId));
  const once = (id: InvariantId, statement: string, effects: readonly unknown[]): Finding => {
    const [left, right] = [BigInt(effects.length), BigInt(new Set(effects).size)];
    return { id, statement, laneId, left, relation: "=", right, holds: left === right };
  };
  const nonces = (events: readonly { args: { batchNonce: bigint } }[]) => events.map(({ args }) => args.batchNonce);
  const run = executed.flatMap(({ args: { batchNonce, fromIndex, toIndex } }) =>
    Array.from({ length: toIndex - fromIndex }, (_, index) => `${batchNonce}/${fromIndex + index}`),
  );
  return [
    once("LANE-5", "batches closed, each once", nonces(sent)),
    once("LANE-5", "batches landed, each once", nonces(landed)),
    once(
      "LANE-5",
      "StateUpdates applied, each once",
      updates.map(({ args }) => args.nonce),
    ),
    once("ACT-1", "actions executed, each once", run),
    once(
      "ACT-1",
      "operators registered, each once",
      ofLane.map(({ args }) => args.operatorId),
    ),
    once("VAL-1", "keys predeposited, each once", validatorsOf(predeposited)),
    once("VAL-2", "validators topped up, each once", validatorsOf(toppedUp)),
  ];
}
