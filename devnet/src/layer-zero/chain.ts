import { type Address, decodeFunctionResult, encodeFunctionData, type Hash, type Hex, keccak256, pad } from "viem";
import type { HDAccount } from "viem/accounts";
import { endpointAbi, ulnAbi } from "../../../shared/src/layer-zero/abi.ts";
import { type Packet, packetHeader, packetPayloadHash } from "../../../shared/src/layer-zero/packet.ts";
import type { JsonRpc } from "../json-rpc.ts";
import { createSender, type Sender } from "../sender.ts";
import type { LayerZeroChain } from "../types.ts";
import { contractAt, layerZeroEids } from "./addresses.ts";

/** How the receiving chain has it. */
export type Arrival =
  /** Not committed, so some verifier may be missing. */
  | "open"
  /** The endpoint keeps its hash until it is delivered. */
  | "committed"
  /** Delivered, or another one was under the same nonce. */
  | "closed";

type UlnConfig = Readonly<{
  confirmations: bigint;
  requiredDVNCount: number;
  optionalDVNCount: number;
  optionalDVNThreshold: number;
  requiredDVNs: readonly Address[];
  optionalDVNs: readonly Address[];
}>;

/** One chain as workers of LayerZero see it. */
export type WorkerChain = ReturnType<typeof createWorkerChain>;

export function createWorkerChain({ name, chainId, node }: { name: LayerZeroChain; chainId: number; node: JsonRpc }) {
  const call = (to: Address, data: Hex): Promise<Hex> => node.request<Hex>("eth_call", { to, data }, "latest");
  const senders = new Map<Address, Sender>();

  async function channel({ receiver, srcEid, sender, nonce }: Packet): Promise<{ lazyNonce: bigint; stored: Hash }> {
    const endpoint = contractAt("endpoint");
    const path = [receiver, srcEid, pad(sender)] as const;
    const lazy = { abi: endpointAbi, functionName: "lazyInboundNonce" } as const;
    const stored = { abi: endpointAbi, functionName: "inboundPayloadHash" } as const;
    const [lazyNonce, hash] = await Promise.all([
      call(endpoint, encodeFunctionData({ ...lazy, args: path })),
      call(endpoint, encodeFunctionData({ ...stored, args: [...path, nonce] })),
    ]);
    return { lazyNonce: decodeFunctionResult({ ...lazy, data: lazyNonce }), stored: hash };
  }

  async function ulnConfig(library: Address, application: Address, remoteEid: number): Promise<UlnConfig> {
    const read = { abi: ulnAbi, functionName: "getUlnConfig" } as const;
    const data = await call(library, encodeFunctionData({ ...read, args: [application, remoteEid] }));
    return decodeFunctionResult({ ...read, data });
  }

  return {
    name,
    eid: layerZeroEids[name],
    node,

    /** The next nonce that a channel has not delivered under. */
    nextNonce: async (packet: Packet) => (await channel(packet)).lazyNonce + 1n,

    async arrivalOf(packet: Packet): Promise<Arrival> {
      const { lazyNonce, stored } = await channel(packet);
      if (stored === packetPayloadHash(packet)) return "committed";
      return packet.nonce <= lazyNonce && BigInt(stored) === 0n ? "closed" : "open";
    },

    /** What the sender asks of verifiers, on the sending chain. */
    sendConfig: ({ sender, dstEid }: Packet) => ulnConfig(contractAt("sendLibrary"), sender, dstEid),

    /** Whether a verifier has vouched for this packet, on the receiving chain. */
    async isVouchedBy(verifier: Address, packet: Packet): Promise<boolean> {
      const read = { abi: ulnAbi, functionName: "hashLookup" } as const;
      const args = [keccak256(packetHeader(packet)), packetPayloadHash(packet), verifier] as const;
      const data = await call(contractAt("receiveLibrary"), encodeFunctionData({ ...read, args }));
      return decodeFunctionResult({ ...read, data })[0];
    },

    /** Whether all verifiers that the receiver asks for have vouched, on the receiving chain. */
    async isVerifiable(packet: Packet): Promise<boolean> {
      const library = contractAt("receiveLibrary");
      const config = await ulnConfig(library, packet.receiver, packet.srcEid);
      const read = { abi: ulnAbi, functionName: "verifiable" } as const;
      const args = [config, keccak256(packetHeader(packet)), packetPayloadHash(packet)] as const;
      const data = await call(library, encodeFunctionData({ ...read, args }));
      return decodeFunctionResult({ ...read, data });
    },

    senderOf(account: HDAccount): Sender {
      const known = senders.get(account.address) ?? createSender({ node, chainId, account });
      senders.set(account.address, known);
      return known;
    },
  };
}
