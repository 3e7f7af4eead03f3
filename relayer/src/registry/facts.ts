import { iLiquidStakingCoreAbi } from "@cseth/shared/abi/ILiquidStakingCore";
import { iOperatorRegistryAbi } from "@cseth/shared/abi/IOperatorRegistry";
import { iValidatorLedgerAbi } from "@cseth/shared/abi/IValidatorLedger";
import { iWithdrawalVaultAbi } from "@cseth/shared/abi/IWithdrawalVault";
import { actionKind } from "@cseth/shared/messages/action";
import { operatorId } from "@cseth/shared/messages/ids";
import { type Address, decodeEventLog, encodeEventTopics, getAddress, type Hex, isAddressEqual, toHex } from "viem";
import type { MinedLog } from "../chain/logReader.ts";

/** Where a validator stands on L1; names as in the ValidatorLedger. */
export type ValidatorStatus = "predeposited" | "proven" | "active" | "exiting" | "exited" | "slashed" | "dead";

/** What an event of L1 says of operators, their validators or their fees, in the order of the chain. */
export type Fact = Readonly<{ block: bigint }> &
  (
    | Readonly<{ kind: "operator-registered"; operatorId: bigint; recipient: Address; commissionBps: bigint }>
    | Readonly<{ kind: "recipient-set"; operatorId: bigint; recipient: Address }>
    /** 1 ether was sent for the key. */
    | Readonly<{ kind: "validator-predeposited"; validatorId: Hex; operatorId: bigint; pubkey: Hex }>
    | Readonly<{ kind: "validator-topped-up"; validatorId: Hex; amountGwei: bigint }>
    | Readonly<{ kind: "validator-status"; validatorId: Hex; status: ValidatorStatus }>
    /** The vault paid the core what reports had booked. */
    | Readonly<{ kind: "vault-sent"; amountWei: bigint }>
    /** A report minted fee shares for operators. */
    | Readonly<{ kind: "fees-minted"; frame: bigint; shares: bigint }>
  );

/** Whose events are read. */
export type FactContracts = Readonly<
  Record<"core" | "operatorRegistry" | "validatorLedger" | "withdrawalVault", Address>
>;

/** First topics of the events that are facts. */
export const FACT_TOPICS: readonly Hex[] = [
  ...encodeEventTopics({ abi: iOperatorRegistryAbi, eventName: "OperatorRegistered" }),
  ...encodeEventTopics({ abi: iOperatorRegistryAbi, eventName: "RolesSet" }),
  ...encodeEventTopics({ abi: iLiquidStakingCoreAbi, eventName: "ReportApplied" }),
  ...encodeEventTopics({ abi: iValidatorLedgerAbi, eventName: "Predeposited" }),
  ...encodeEventTopics({ abi: iValidatorLedgerAbi, eventName: "ToppedUp" }),
  ...encodeEventTopics({ abi: iValidatorLedgerAbi, eventName: "StatusChanged" }),
  ...encodeEventTopics({ abi: iWithdrawalVaultAbi, eventName: "BookedEtherSent" }),
].filter((topic): topic is Hex => typeof topic === "string");

/** The fact of a log with one of {@link FACT_TOPICS}; none for another contract's. */
export function factsIn(contracts: FactContracts, log: MinedLog): readonly Fact[] {
  if (isAddressEqual(log.address, contracts.core)) return feesIn(log);
  if (isAddressEqual(log.address, contracts.operatorRegistry)) return operatorIn(log);
  if (isAddressEqual(log.address, contracts.validatorLedger)) return validatorIn(log);
  return isAddressEqual(log.address, contracts.withdrawalVault) ? vaultIn(log) : [];
}

/** In the order of the ledger's enum, from 1; 0 is for what it does not know. */
const STATUSES: readonly ValidatorStatus[] = [
  "predeposited",
  "proven",
  "active",
  "exiting",
  "exited",
  "slashed",
  "dead",
];
const WEI_PER_GWEI = 10n ** 9n;

/** The fact of an event of the ValidatorLedger; none if it says nothing of where a validator stands. */
export function validatorIn({
  data,
  topics,
  blockNumber: block,
}: Pick<MinedLog, "data" | "topics" | "blockNumber">): readonly Fact[] {
  const event = decodeEventLog({ abi: iValidatorLedgerAbi, data, topics });
  switch (event.eventName) {
    case "Predeposited": {
      const { validatorId, operatorId: operator, pubkey } = event.args;
      return [{ kind: "validator-predeposited", block, validatorId, operatorId: operator, pubkey }];
    }
    case "ToppedUp": {
      // The ledger takes whole gwei only.
      const { validatorId, etherAmount } = event.args;
      return [{ kind: "validator-topped-up", block, validatorId, amountGwei: etherAmount / WEI_PER_GWEI }];
    }
    case "StatusChanged": {
      const status = STATUSES[event.args.to - 1];
      return status ? [{ kind: "validator-status", block, validatorId: event.args.validatorId, status }] : [];
    }
    default:
      return [];
  }
}

function vaultIn({ data, topics, blockNumber: block }: MinedLog): readonly Fact[] {
  const event = decodeEventLog({ abi: iWithdrawalVaultAbi, data, topics });
  if (event.eventName !== "BookedEtherSent") return [];
  return [{ kind: "vault-sent", block, amountWei: event.args.etherAmount }];
}

function feesIn({ data, topics, blockNumber: block }: MinedLog): readonly Fact[] {
  const event = decodeEventLog({ abi: iLiquidStakingCoreAbi, data, topics });
  if (event.eventName !== "ReportApplied") return [];
  const { frame, operatorFeeShares: shares } = event.args;
  return shares === 0n ? [] : [{ kind: "fees-minted", block, frame, shares }];
}

function operatorIn({ data, topics, blockNumber: block }: MinedLog): readonly Fact[] {
  const event = decodeEventLog({ abi: iOperatorRegistryAbi, data, topics });
  switch (event.eventName) {
    case "OperatorRegistered": {
      const { operatorId: id, rewardRecipient: recipient, commissionBps } = event.args;
      const fee = { commissionBps: BigInt(commissionBps) };
      return [{ kind: "operator-registered", block, operatorId: id, recipient, ...fee }];
    }
    case "RolesSet": {
      const { laneId, kind, settings } = event.args;
      return kind === actionKind.setRewardRecipient ? settings.map((word) => recipientIn({ block, laneId, word })) : [];
    }
    default:
      return [];
  }
}

/** One word of `RolesSet`: `sequence u48 | issuedAt u40 | account a20`, from the high end. */
function recipientIn({ block, laneId, word }: { block: bigint; laneId: number; word: bigint }): Fact {
  const recipient = getAddress(toHex(word & ((1n << 160n) - 1n), { size: 20 }));
  // Sequence 0 is no operator, and the registry sets no role of it.
  return { kind: "recipient-set", block, operatorId: operatorId({ laneId, sequence: word >> 200n }), recipient };
}
