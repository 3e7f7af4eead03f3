import { encodeFunctionData, pad } from "viem";
import { executorAbi, ulnAbi } from "../../../shared/src/layer-zero/abi.ts";
import { type Packet, packetGuid, packetHeader, packetPayloadHash } from "../../../shared/src/layer-zero/packet.ts";
import { hdAccount, infrastructure } from "../accounts.ts";
import { contractAt } from "./addresses.ts";
import type { WorkerChain } from "./chain.ts";

const commitGas = 300_000n;
/** Around what the receiver is given: the executor, the endpoint, and what it records of a failure. */
const deliveryGas = 200_000n;

const account = () => hdAccount(infrastructure.layerZeroExecutor);

export async function commit(packet: Packet, to: WorkerChain): Promise<void> {
  const args = [packetHeader(packet), packetPayloadHash(packet)] as const;
  const data = encodeFunctionData({ abi: ulnAbi, functionName: "commitVerification", args });
  await to.senderOf(account()).send({ to: contractAt("receiveLibrary"), data, gas: commitGas });
}

/** A receiver that refuses costs the executor its gas; the endpoint keeps the packet for anyone to try again. */
export async function deliver(packet: Packet, { gas, to }: { gas: bigint; to: WorkerChain }): Promise<void> {
  const { srcEid, sender, nonce, receiver, message } = packet;
  const origin = { srcEid, sender: pad(sender), nonce };
  const execution = { receiver, origin, guid: packetGuid(packet), message, extraData: "0x" as const, gasLimit: gas };
  const data = encodeFunctionData({ abi: executorAbi, functionName: "execute302", args: [execution] });
  await to.senderOf(account()).send({ to: contractAt("executor"), data, gas: (gas * 64n) / 63n + deliveryGas });
}
