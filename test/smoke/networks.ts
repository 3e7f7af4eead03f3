// Public testnets, and what has to be known of them beforehand; everything else is asked of their contracts.
import type { Address } from "viem";

export type Network = "l1" | "op" | "arbitrum";

/** EIP-155 ids of Sepolia, OP Sepolia and Arbitrum Sepolia. */
export const chainIds: Readonly<Record<Network, number>> = { l1: 11_155_111, op: 11_155_420, arbitrum: 421_614 };

/** Nitro's inbox of Arbitrum Sepolia: https://docs.arbitrum.io/build-decentralized-apps/reference/contract-addresses */
export const arbitrumInbox: Address = "0xaAe29B0366299461418F5324a79Afc425BE5ae21";

/** LayerZero's endpoint, the same on all three, and its ids of them: https://docs.layerzero.network/v2/deployments */
export const layerZero = {
  endpoint: "0x6EDCE65403992e310A62460808c4b910D972f10f",
  eids: { l1: 40_161, op: 40_232, arbitrum: 40_231 },
} as const satisfies { endpoint: Address; eids: Record<Network, number> };

const variables: Readonly<Record<Network, string>> = {
  l1: "SMOKE_L1_RPC_URL",
  op: "SMOKE_OP_RPC_URL",
  arbitrum: "SMOKE_ARBITRUM_RPC_URL",
};

/** The urls of the networks a test needs, or what is missing. */
export function urlsFor<Needed extends Network>(
  networks: readonly Needed[],
): { urls: Record<Needed, string> } | { missing: string } {
  const missing = networks.map((network) => variables[network]).filter((name) => !process.env[name]);
  if (missing.length > 0) return { missing: missing.join(" and ") };
  const entries = networks.map((network) => [network, process.env[variables[network]] ?? ""]);
  return { urls: Object.fromEntries(entries) as Record<Needed, string> };
}
