import { iArbitrumGatewayAbi } from "@cseth/shared/abi/IArbitrumGateway";
import { decodeFunctionData, type Hex } from "viem";
import { CsethError } from "../../domain/errors.ts";

/** What our gateways send each other: the call of `deliver`. */
export type Delivery = { gasLimit: bigint; payload: Hex };

/** @throws BRIDGE_MESSAGE_UNREADABLE */
export function decodeDelivery(message: Hex): Delivery {
  try {
    const { functionName, args } = decodeFunctionData({ abi: iArbitrumGatewayAbi, data: message });
    if (functionName === "deliver") return { gasLimit: args[0].gasLimit, payload: args[1] };
  } catch (cause) {
    throw unreadable(cause);
  }
  throw unreadable(undefined);
}

function unreadable(cause: unknown): CsethError {
  return new CsethError({
    code: "BRIDGE_MESSAGE_UNREADABLE",
    retry: "never",
    message: "our gateway sent something that is no call of `deliver`",
    fix: "Gateway and relayer are of different versions: update the relayer.",
    cause,
  });
}
