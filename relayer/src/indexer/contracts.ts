import { keyRegistryAbi } from "@cseth/shared/abi/KeyRegistry";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { moveLedgerAbi } from "@cseth/shared/abi/MoveLedger";
import { nodeDeskAbi } from "@cseth/shared/abi/NodeDesk";
import { operatorRegistryAbi } from "@cseth/shared/abi/OperatorRegistry";
import { reportOracleAbi } from "@cseth/shared/abi/ReportOracle";
import { validatorLedgerAbi } from "@cseth/shared/abi/ValidatorLedger";
import type { Abi } from "viem";
import type { L1Addresses, L2Addresses } from "../config/deployments.ts";
import type { IndexedContract } from "./indexer.ts";

// What moves no message is left out: transfers of csETH alone would be most of all rows.

/** Contracts of ours on L1 and the events of theirs that are facts for the relayer. */
export function l1Contracts({
  core,
  keyRegistry,
  laneHub,
  moveLedger,
  operatorRegistry,
  reportOracle,
  validatorLedger,
}: L1Addresses): readonly IndexedContract[] {
  return [
    {
      address: laneHub,
      abi: eventsOf(laneHubAbi, [
        "BatchReceived",
        "ActionsExecuted",
        "ActionsFailed",
        "ExecutorFailed",
        "ActionRetried",
        "BatchSettled",
        "StateUpdateSent",
        "SharesMessageSent",
        "FastFreezeSent",
      ]),
    },
    { address: moveLedger, abi: eventsOf(moveLedgerAbi, ["MovedToLane", "MoveReleased", "MoveParked", "ParkedSent"]) },
    { address: operatorRegistry, abi: eventsOf(operatorRegistryAbi, ["ActionRefused"]) },
    { address: core, abi: eventsOf(liquidStakingCoreAbi, ["ReportApplied", "BatchLanded", "WithdrawalsFinalized"]) },
    { address: reportOracle, abi: eventsOf(reportOracleAbi, ["ReportSubmitted"]) },
    {
      address: keyRegistry,
      abi: eventsOf(keyRegistryAbi, ["KeysCommitted", "KeysRevealed", "KeyTaken", "KeyVoided"]),
    },
    { address: validatorLedger, abi: eventsOf(validatorLedgerAbi, ["Predeposited", "StatusChanged", "ToppedUp"]) },
  ];
}

/** Contracts of ours on an L2 and the events of theirs that are facts for the relayer. */
export function l2Contracts({ hub, pool, nodeDesk }: L2Addresses): readonly IndexedContract[] {
  return [
    {
      address: hub,
      abi: eventsOf(l2HubAbi, [
        "ActionAppended",
        "BatchSent",
        "StateUpdateReceived",
        "SharesMoved",
        "SharesReceived",
        "FastNoteSent",
      ]),
    },
    {
      address: pool,
      abi: eventsOf(l2StakingPoolAbi, [
        "BatchClosed",
        "BatchSettled",
        "StateUpdated",
        "StateLegRefused",
        "UnstakesNetted",
        "UnstakesForwarded",
      ]),
    },
    { address: nodeDesk, abi: eventsOf(nodeDeskAbi, ["RegistrationSubmitted", "KeysRevealed"]) },
  ];
}

type EventName<TAbi extends Abi> = Extract<TAbi[number], { type: "event" }>["name"];

function eventsOf<const TAbi extends Abi>(abi: TAbi, names: readonly EventName<TAbi>[]): Abi {
  const wanted: readonly string[] = names;
  return abi.filter((item) => item.type === "event" && wanted.includes(item.name));
}
