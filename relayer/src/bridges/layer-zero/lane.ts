import { l1LayerZeroGatewayAbi } from "@cseth/shared/abi/L1LayerZeroGateway";
import { endpointAbi, ulnAbi } from "@cseth/shared/layer-zero/abi";
import type { Address, ContractFunctionReturnType } from "viem";
import type { Side } from "../side.ts";

type UlnConfig = ContractFunctionReturnType<typeof ulnAbi, "view", "getUlnConfig">;

/** One end, with what its gateway has pinned for good. */
export type LayerZeroEnd = Side & {
  endpoint: Address;
  receiveLibrary: Address;
  /** LayerZero's id of the other chain. */
  peerEid: number;
  /** Whom it asks before it takes a message. */
  receiving: UlnConfig;
};

export type LayerZeroLane = {
  laneId: number;
  l1: LayerZeroEnd;
  l2: LayerZeroEnd;
  /** Seconds after the sending of a message that its executor, who was paid, has for itself. */
  executorSeconds: bigint;
};

/** Everything is asked of our own gateways and of LayerZero's endpoints under their names. */
export async function readLane({
  l1,
  l2,
  ...rest
}: { l1: Side; l2: Side } & Omit<LayerZeroLane, "l1" | "l2">): Promise<LayerZeroLane> {
  const [first, second] = await Promise.all([readEnd(l1), readEnd(l2)]);
  return { ...rest, l1: first, l2: second };
}

async function readEnd(side: Side): Promise<LayerZeroEnd> {
  const { viem } = side.client;
  const gateway = { address: side.gateway, abi: l1LayerZeroGatewayAbi } as const;
  const [endpoint, peerEid] = await Promise.all([
    viem.readContract({ ...gateway, functionName: "endpoint" }),
    viem.readContract({ ...gateway, functionName: "PEER_EID" }),
  ]);
  const [receiveLibrary] = await viem.readContract({
    address: endpoint,
    abi: endpointAbi,
    functionName: "getReceiveLibrary",
    args: [side.gateway, peerEid],
  });
  const receiving = await viem.readContract({
    address: receiveLibrary,
    abi: ulnAbi,
    functionName: "getUlnConfig",
    args: [side.gateway, peerEid],
  });
  return { ...side, endpoint, peerEid, receiveLibrary, receiving };
}
