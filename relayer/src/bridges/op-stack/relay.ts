import { type Address, type Hex, parseEther } from "viem";
import type { ChainClient } from "../../chain/client.ts";
import type { DepositCarrier, WithdrawalCarrier } from "../../domain/carrier.ts";
import type { RelayFacts } from "../../domain/phaseOfWithdrawal.ts";
import { rehearse } from "../rehearse.ts";
import { messengerAbi } from "./abi.ts";
import { relayCalldata } from "./discover.ts";
import { replayGas } from "./gas.ts";

/**
 * Constants.ESTIMATION_ADDRESS of the messenger: for this origin alone a relay whose target fails reverts instead of
 * being recorded, which is how anyone can learn beforehand whether a replay will work.
 */
const ESTIMATION_ADDRESS: Address = "0x0000000000000000000000000000000000000001";

/** What the messenger at the destination knows of a message. A message that failed and was replayed is both. */
export async function readRelay({
  client,
  messenger,
  carrier,
  blockNumber,
  finalized,
}: {
  client: ChainClient;
  messenger: Address;
  carrier: WithdrawalCarrier | DepositCarrier;
  blockNumber: bigint;
  /** Number of the destination's finalized block. */
  finalized: bigint;
}): Promise<RelayFacts> {
  const ask = (functionName: "successfulMessages" | "failedMessages", at: bigint) =>
    client.viem.readContract({
      address: messenger,
      abi: messengerAbi,
      functionName,
      args: [carrier.messageHash],
      blockNumber: at,
    });
  const [successful, failed] = await Promise.all([
    ask("successfulMessages", blockNumber),
    ask("failedMessages", blockNumber),
  ]);
  if (successful) return { outcome: "delivered", final: await ask("successfulMessages", finalized) };
  if (!failed) return { outcome: "none" };
  return { outcome: "failed", ...(await rehearseReplay({ client, messenger, carrier, blockNumber })) };
}

/** Replays the message without sending it, with exactly the gas the step would have. */
function rehearseReplay({
  client,
  messenger: to,
  carrier: { message },
  blockNumber,
}: {
  client: ChainClient;
  messenger: Address;
  carrier: WithdrawalCarrier | DepositCarrier;
  blockNumber: bigint;
}) {
  const data: Hex = relayCalldata(message);
  return rehearse(client, {
    account: ESTIMATION_ADDRESS,
    to,
    data,
    gas: replayGas(data, message),
    blockNumber,
    // Some nodes charge the L1 fee of a rollup even here.
    stateOverride: [{ address: ESTIMATION_ADDRESS, balance: parseEther("1000") }],
  });
}
