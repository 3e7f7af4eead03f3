import { iArbitrumGatewayAbi } from "@cseth/shared/abi/IArbitrumGateway";
import { iL1ArbitrumGatewayAbi } from "@cseth/shared/abi/IL1ArbitrumGateway";
import { iOpStackGatewayAbi } from "@cseth/shared/abi/IOpStackGateway";
import type { Params } from "@cseth/shared/params";
import type { Abi, Hex } from "viem";
import { artifacts } from "../rocketh/deploy.ts";
import type { DeployContext } from "./context.ts";
import type { LaneSettings } from "./settings.ts";

/** One end of a lane's canonical transport: what is deployed there, with what, and what it must answer. */
type GatewayEnd = Readonly<{
  artifact: { readonly abi: Abi; readonly bytecode: Hex; readonly deployedBytecode: Hex };
  args: readonly unknown[];
  abi: Abi;
  /** Immutables beside PEER, HUB and PEER_CHAIN_ID, which every gateway has. */
  constants: Readonly<Record<string, unknown>>;
}>;

/** The pair of gateways of a lane. All that depends on what the lane runs on stands here. */
export type Gateways = Readonly<{
  l1: GatewayEnd;
  l2: GatewayEnd;
  /** The gateway on L2 must have no code on L1: the bridge would alias it as a refund address. */
  l2AddressBareOnL1: boolean;
}>;

export function gatewaysOf({ settings, plan, params }: DeployContext, lane: LaneSettings): Gateways {
  const { laneId } = lane;
  const l1Chain = BigInt(settings.l1ChainId);
  const onL1 = [plan.l2("L2CanonicalGateway", laneId), plan.l1("LaneHub"), BigInt(lane.chainId)];
  const onL2 = [plan.l1("L1CanonicalGateway", laneId), plan.l2("L2Hub", laneId), l1Chain];
  switch (lane.kind) {
    case "op-stack":
      return {
        l1: {
          artifact: artifacts.L1OpStackGateway,
          args: [lane.l1Messenger, ...onL1],
          abi: iOpStackGatewayAbi as Abi,
          constants: { MESSENGER: lane.l1Messenger },
        },
        l2: { artifact: artifacts.L2OpStackGateway, args: onL2, abi: iOpStackGatewayAbi as Abi, constants: {} },
        l2AddressBareOnL1: false,
      };
    case "arbitrum":
      return {
        l1: {
          artifact: artifacts.L1ArbitrumGateway,
          args: [lane.inbox, ...onL1, params.ticketGasPrice, params.ticketResendSeconds],
          abi: iL1ArbitrumGatewayAbi as Abi,
          constants: { INBOX: lane.inbox, ...ticketConstants(params) },
        },
        l2: { artifact: artifacts.L2ArbitrumGateway, args: onL2, abi: iArbitrumGatewayAbi as Abi, constants: {} },
        l2AddressBareOnL1: true,
      };
  }
}

function ticketConstants({ ticketGasPrice, ticketResendSeconds }: Params) {
  return { MAX_GAS_PRICE: ticketGasPrice, RESEND_AFTER: ticketResendSeconds };
}
