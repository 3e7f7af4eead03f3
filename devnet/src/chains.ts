import { type Address, type Chain, createPublicClient, defineChain, http, type PublicClient } from "viem";
import { chainConfig } from "viem/op-stack";
import { arbitrumChainId } from "./arbitrum/config.ts";
import { l1ChainId, opChainId } from "./op/genesis.ts";

export type ChainReader = Pick<PublicClient, "readContract">;

const ether = { name: "Ether", symbol: "ETH", decimals: 18 };
/** viem's `getGames` batches its calls through it. */
const multicall3 = { address: "0xca11bde05977b3631167028862be2a173976ca11" } as const;

export function l1Chain(url: string): Chain {
  return defineChain({
    id: l1ChainId,
    name: "csETH devnet L1",
    nativeCurrency: ether,
    rpcUrls: { default: { http: [url] } },
    contracts: { multicall3 },
    testnet: true,
  });
}

/** The OP chain as viem's op-stack actions want it: with formatters, serializers and the addresses of its L1 contracts. */
export type OpChain = ReturnType<typeof opChain>;

type L1Contracts = Record<"portal" | "disputeGameFactory" | "l1StandardBridge" | "l1CrossDomainMessenger", Address>;

export function opChain(url: string, l1: L1Contracts) {
  const at = (key: keyof L1Contracts) => ({ [l1ChainId]: { address: l1[key] } });
  return defineChain({
    ...chainConfig,
    id: opChainId,
    sourceId: l1ChainId,
    name: "csETH devnet OP",
    nativeCurrency: ether,
    rpcUrls: { default: { http: [url] } },
    testnet: true,
    contracts: {
      ...chainConfig.contracts,
      multicall3,
      portal: at("portal"),
      disputeGameFactory: at("disputeGameFactory"),
      l1StandardBridge: at("l1StandardBridge"),
      l1CrossDomainMessenger: at("l1CrossDomainMessenger"),
    },
  });
}

export function arbitrumChain(url: string, webSocketUrl: string): Chain {
  return defineChain({
    id: arbitrumChainId,
    sourceId: l1ChainId,
    name: "csETH devnet Arbitrum",
    nativeCurrency: ether,
    rpcUrls: { default: { http: [url], webSocket: [webSocketUrl] } },
    contracts: { multicall3 },
    testnet: true,
  });
}

export function readerOf(url: string): PublicClient {
  return createPublicClient({ transport: http(url, { retryCount: 0 }), cacheTime: 0 });
}
