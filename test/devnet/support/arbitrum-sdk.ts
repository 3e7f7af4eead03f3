import { createRequire } from "node:module";
import type { Devnet } from "../../../devnet/src/types.ts";

// ethers 5 and Offchain Labs' SDK, as published: CommonJS packages of another age, used here as oracles.
const require = createRequire(import.meta.url);
const { ethers } = require("ethers") as typeof import("ethers");
export const arbitrumSdk = require("@arbitrum/sdk") as typeof import("@arbitrum/sdk");
export const { ParentToChildMessageCreator } =
  require("@arbitrum/sdk/dist/lib/message/ParentToChildMessageCreator.js") as typeof import("@arbitrum/sdk/dist/lib/message/ParentToChildMessageCreator.js");
export { ethers };

/** The SDK's view of the devnet, for one of its accounts. */
export async function createArbitrumSdk({ l1, arbitrum, accounts }: Devnet, accountIndex: number) {
  const providerOf = (url: string, chainId: number) => {
    const provider = new ethers.providers.StaticJsonRpcProvider(url, chainId);
    provider.pollingInterval = 20;
    return provider;
  };
  const key = accounts[accountIndex]?.privateKey ?? "";
  const l1Signer = new ethers.Wallet(key, providerOf(l1.rpcUrl, l1.chainId));
  const l2Provider = providerOf(arbitrum.rpcUrl, arbitrum.chainId);
  const information = await arbitrumSdk.getArbitrumNetworkInformationFromRollup(
    arbitrum.addresses.rollup,
    l1Signer.provider,
  );
  const network = arbitrumSdk.registerCustomArbitrumNetwork({
    ...information,
    name: "csETH devnet Arbitrum",
    chainId: arbitrum.chainId,
    isCustom: true,
    isTestnet: true,
    isBold: true,
  });
  return { network, l1Signer, l2Provider, l2Signer: new ethers.Wallet(key, l2Provider) };
}
