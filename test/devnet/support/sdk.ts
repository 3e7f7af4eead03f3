import { createRequire } from "node:module";
import type { Devnet } from "../../../devnet/src/types.ts";

// ethers 5 and Optimism's SDK, as published: CommonJS packages of another age, used here as oracles.
const require = createRequire(import.meta.url);
const { ethers } = require("ethers") as typeof import("ethers");
export const sdk = require("@eth-optimism/sdk") as typeof import("@eth-optimism/sdk");

const zero = ethers.constants.AddressZero;

/** The SDK's messenger for one of the devnet's accounts. */
export function createSdkMessenger({ l1, op, accounts }: Devnet, accountIndex: number) {
  const providerOf = (url: string, chainId: number) => {
    const provider = new ethers.providers.StaticJsonRpcProvider(url, chainId);
    provider.pollingInterval = 20;
    return provider;
  };
  const key = accounts[accountIndex]?.privateKey ?? "";
  const addresses = op.addresses.l1;
  return new sdk.CrossChainMessenger({
    l1SignerOrProvider: new ethers.Wallet(key, providerOf(l1.rpcUrl, l1.chainId)),
    l2SignerOrProvider: new ethers.Wallet(key, providerOf(op.rpcUrl, op.chainId)),
    l1ChainId: l1.chainId,
    l2ChainId: op.chainId,
    bedrock: true,
    depositConfirmationBlocks: 0,
    l1BlockTimeSeconds: 12,
    contracts: {
      l1: {
        AddressManager: zero,
        BondManager: zero,
        CanonicalTransactionChain: zero,
        L2OutputOracle: zero,
        StateCommitmentChain: zero,
        DisputeGameFactory: addresses.disputeGameFactory,
        L1CrossDomainMessenger: addresses.l1CrossDomainMessenger,
        L1StandardBridge: addresses.l1StandardBridge,
        OptimismPortal: addresses.portal,
        OptimismPortal2: addresses.portal,
      },
    },
    bridges: {
      ETH: {
        Adapter: sdk.ETHBridgeAdapter,
        l1Bridge: addresses.l1StandardBridge,
        l2Bridge: op.addresses.l2.l2StandardBridge,
      },
    },
  });
}
