import * as deployExtension from "@rocketh/deploy";
import * as proxyExtension from "@rocketh/proxy";
import * as readExecuteExtension from "@rocketh/read-execute";
import * as viemExtension from "@rocketh/viem";
import type { UserConfig } from "rocketh/types";

/**
 * What hardhat-deploy needs to know of every network: the accounts deploy scripts may name.
 * Scripts stand in `deploy/`, results in `deployments/<network>`.
 */
const devnetChain = (id: number, name: string) => ({
  info: {
    id,
    name,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    // Never used: deploy scripts are given a provider.
    rpcUrls: { default: { http: ["http://127.0.0.1"] } },
  },
});

export const config = {
  chains: {
    900: devnetChain(900, "L1 devnet"),
    901: devnetChain(901, "OP devnet"),
    412346: devnetChain(412346, "Arbitrum devnet"),
  },
  accounts: {
    /** Pays for and sends every deployment; holds no role afterwards. */
    deployer: { default: 0 },
  },
  data: {},
} as const satisfies UserConfig;

export const extensions = { ...deployExtension, ...readExecuteExtension, ...proxyExtension, ...viemExtension };

export type Extensions = typeof extensions;
export type Accounts = typeof config.accounts;
export type Data = typeof config.data;
