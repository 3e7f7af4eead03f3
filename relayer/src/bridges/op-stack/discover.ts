import { type Address, encodeFunctionData, type Hash, type Hex, isAddressEqual, keccak256, parseEventLogs } from "viem";
import { getL2TransactionHash, opaqueDataToDepositData } from "viem/op-stack";
import type { Carrier, DepositCarrier, MessengerMessage, WithdrawalCarrier } from "../../domain/carrier.ts";
import { CsethError } from "../../domain/errors.ts";
import type { MinedLog } from "../port.ts";
import { messagePasserAbi, messengerAbi, portalAbi } from "./abi.ts";
import { L2_MESSENGER, MESSAGE_PASSER, type OpStackLane } from "./lane.ts";

type Sent = { message: MessengerMessage; calldata: Hex; messageHash: Hash; log: MinedLog };

/** Messages of our gateway on L2, each with the withdrawal that carries it. */
export function discoverWithdrawals(lane: OpStackLane, logs: readonly MinedLog[]): readonly WithdrawalCarrier[] {
  const passed = parseEventLogs({
    abi: messagePasserAbi,
    eventName: "MessagePassed",
    logs: from(MESSAGE_PASSER, logs),
  });
  return sentBy(lane.l2.gateway, from(L2_MESSENGER, logs)).map((sent) => {
    const event = passed.find(
      ({ args, transactionHash }) => args.data === sent.calldata && transactionHash === sent.log.transactionHash,
    );
    if (!event) throw incomplete(sent, "MessagePassed");
    const { withdrawalHash, nonce, sender, target, value, gasLimit, data } = event.args;
    return {
      ...identity(lane, sent),
      kind: "op-l2-to-l1",
      direction: "l2-to-l1",
      withdrawalHash,
      withdrawal: { nonce, sender, target, value, gasLimit, data },
    };
  });
}

/** Messages of our gateway on L1, each with the deposit transaction L2 will derive from it. */
export function discoverDeposits(lane: OpStackLane, logs: readonly MinedLog[]): readonly DepositCarrier[] {
  const deposited = parseEventLogs({
    abi: portalAbi,
    eventName: "TransactionDeposited",
    logs: from(lane.portal, logs),
  });
  return sentBy(lane.l1.gateway, from(lane.messengers.l1, logs)).map((sent) => {
    const event = deposited.find(
      ({ args, transactionHash }) =>
        transactionHash === sent.log.transactionHash && opaqueDataToDepositData(args.opaqueData).data === sent.calldata,
    );
    if (!event) throw incomplete(sent, "TransactionDeposited");
    const depositTx = getL2TransactionHash({ log: event });
    return { ...identity(lane, sent), kind: "op-l1-to-l2", direction: "l1-to-l2", depositTx };
  });
}

/** The messenger emits SentMessage and, right after it, SentMessageExtension1 with the value. */
function sentBy(gateway: Address, logs: readonly MinedLog[]): Sent[] {
  const events = parseEventLogs({ abi: messengerAbi, logs: [...logs] });
  return events.flatMap((event) => {
    if (event.eventName !== "SentMessage" || !isAddressEqual(event.args.sender, gateway)) return [];
    const extension = events.find(
      (other) =>
        other.eventName === "SentMessageExtension1" &&
        other.blockHash === event.blockHash &&
        other.logIndex === event.logIndex + 1,
    );
    if (extension?.eventName !== "SentMessageExtension1") throw incomplete({ log: event }, "SentMessageExtension1");
    const { messageNonce: nonce, sender, target, gasLimit: minGasLimit, message: data } = event.args;
    const message = { nonce, sender, target, value: extension.args.value, minGasLimit, message: data };
    const calldata = relayCalldata(message);
    return [{ message, calldata, messageHash: keccak256(calldata), log: event }];
  });
}

/** The call one messenger makes on the other; its hash is the message's id (Hashing.hashCrossDomainMessageV1). */
export function relayCalldata({ nonce, sender, target, value, minGasLimit, message }: MessengerMessage): Hex {
  const args = [nonce, sender, target, value, minGasLimit, message] as const;
  return encodeFunctionData({ abi: messengerAbi, functionName: "relayMessage", args });
}

function identity({ laneId }: OpStackLane, { message, messageHash, log }: Sent) {
  const { transactionHash: sourceTx, blockNumber: number, blockHash: hash } = log;
  return { laneId, messageHash, sourceTx, sourceBlock: { number, hash }, message } satisfies Partial<Carrier>;
}

function from(address: Address, logs: readonly MinedLog[]): MinedLog[] {
  return logs.filter((log) => isAddressEqual(log.address, address));
}

function incomplete({ log }: Pick<Sent, "log">, missing: string): CsethError {
  return new CsethError({
    code: "BRIDGE_LOGS_INCOMPLETE",
    retry: "backoff",
    message: `transaction ${log.transactionHash} sent a message of ours, but its ${missing} event is missing`,
    fix: "Hand over all logs of the receipt; if they are all there, the messenger's events have changed.",
    context: { transaction: log.transactionHash, logIndex: log.logIndex, missing },
  });
}
