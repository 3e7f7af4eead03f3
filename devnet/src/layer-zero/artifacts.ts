import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Abi, Hex } from "viem";

const require = createRequire(import.meta.url);

type Artifact = { abi: Abi; bytecode: Hex };

/** Compiled contracts, out of LayerZero's own packages. */
export function layerZeroArtifacts() {
  return {
    endpoint: protocol("EndpointV2.sol/EndpointV2"),
    sendLibrary: messageLibrary("uln/uln302/SendUln302.sol/SendUln302"),
    receiveLibrary: messageLibrary("uln/uln302/ReceiveUln302.sol/ReceiveUln302"),
    priceFeed: messageLibrary("PriceFeed.sol/PriceFeed"),
    executor: messageLibrary("Executor.sol/Executor"),
    executorFees: messageLibrary("ExecutorFeeLib.sol/ExecutorFeeLib"),
    verifier: messageLibrary("uln/dvn/DVN.sol/DVN"),
    verifierFees: messageLibrary("uln/dvn/DVNFeeLib.sol/DVNFeeLib"),
  };
}

function protocol(path: string): Artifact {
  return compiled(require.resolve("@layerzerolabs/lz-evm-protocol-v2/package.json"), path);
}

function messageLibrary(path: string): Artifact {
  return compiled(require.resolve("@layerzerolabs/lz-evm-messagelib-v2/package.json"), path);
}

function compiled(manifest: string, path: string): Artifact {
  return require(join(dirname(manifest), "artifacts/contracts", `${path}.json`)) as Artifact;
}
