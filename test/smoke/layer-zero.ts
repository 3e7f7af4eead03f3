import type { ChainClient } from "@cseth/relayer/chain/client";
import { ulnAbi } from "@cseth/shared/layer-zero/abi";
import { type Address, parseAbi, zeroAddress } from "viem";
import { expect, type Finding } from "./finding.ts";

const endpointAbi = parseAbi([
  "function eid() view returns (uint32)",
  "function isSupportedEid(uint32 eid) view returns (bool)",
  "function defaultSendLibrary(uint32 eid) view returns (address)",
  "function defaultReceiveLibrary(uint32 eid) view returns (address)",
]);
const libraryAbi = parseAbi(["function version() view returns (uint64 major, uint8 minor, uint8 endpointVersion)"]);
/** ULN302 of EndpointV2, which our gateways pin. */
const ULN_VERSION = "3.0.2";

type End = Readonly<{ client: ChainClient; endpoint: Address; eid: number; peerEid: number }>;

/** What our LayerZero gateways need of the endpoint on one chain: reads only. */
export async function examineLayerZero({ client, endpoint, eid, peerEid }: End): Promise<Finding[]> {
  const at = { address: endpoint, abi: endpointAbi } as const;
  const [own, isSupported, send, receive] = await Promise.all([
    client.viem.readContract({ ...at, functionName: "eid" }),
    client.viem.readContract({ ...at, functionName: "isSupportedEid", args: [peerEid] }),
    client.viem.readContract({ ...at, functionName: "defaultSendLibrary", args: [peerEid] }),
    client.viem.readContract({ ...at, functionName: "defaultReceiveLibrary", args: [peerEid] }),
  ]);
  expect(own === eid, `an endpoint that calls itself ${own}, not ${eid}`);
  expect(isSupported, `no way to ${peerEid}`);
  for (const library of [send, receive]) {
    const version = await client.viem.readContract({ address: library, abi: libraryAbi, functionName: "version" });
    expect(version.join(".") === ULN_VERSION, `a library ${library} of version ${version.join(".")}`);
  }
  const { confirmations, requiredDVNCount } = await client.viem.readContract({
    address: send,
    abi: ulnAbi,
    functionName: "getUlnConfig",
    args: [zeroAddress, peerEid],
  });
  return [
    [`libraries from ${eid} to ${peerEid}`, ULN_VERSION],
    ["default confirmations, verifiers", `${confirmations}, ${requiredDVNCount}`],
  ];
}
