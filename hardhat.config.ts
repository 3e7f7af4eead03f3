import { createRequire } from "node:module";
import hardhatMocha from "@nomicfoundation/hardhat-mocha";
import hardhatNetworkHelpers from "@nomicfoundation/hardhat-network-helpers";
import hardhatViem from "@nomicfoundation/hardhat-viem";
import hardhatViemAssertions from "@nomicfoundation/hardhat-viem-assertions";
import { configVariable, defineConfig } from "hardhat/config";
import hardhatDeploy from "hardhat-deploy";
import { quietDependencies } from "./tools/hardhat/quiet-dependencies.ts";

const compiler = {
  version: "0.8.37",
  // npm has no native compiler; the WebAssembly one is pinned by the lockfile and needs no download.
  path: createRequire(import.meta.url).resolve("solc/soljson.js"),
};

/** viaIR because core, pool and hub do not fit EIP-170 without it. */
const optimized = (runs: number) => ({
  ...compiler,
  settings: { evmVersion: "osaka", viaIR: true, optimizer: { enabled: true, runs } },
});

// What is deployed, and so what every test on a chain runs on: the campaign, oracle, devnet, e2e, and the formats'
// vectors. What users call most is compiled apart, so that its code depends on its own sources alone, and for as many
// runs as fit EIP-170.
const production = {
  compilers: [optimized(200)],
  overrides: {
    "l1-contracts/core/LiquidStakingCore.sol": optimized(250),
    "l1-contracts/beacon/BeaconProofs.sol": optimized(1_000_000),
    "l1-contracts/operators/ValidatorLedger.sol": optimized(10_000),
    "l2-contracts/nom/RewardDistributor.sol": optimized(1_000_000),
  },
};

// `.t.sol` files, which compile the sources they test anew: an eighth of the compiler's time, and Solidity's other code
// generator besides, so that no test rests on what one of them happens to do. `npm test -- --deep` runs the same files
// on the production profile's code. Gas that tests bound is bounded with room for this slower code.
const test = { ...compiler, settings: { evmVersion: "osaka" } };

/** `npm test -- --deep`: longer campaigns of the same tests. */
const deep = process.env.CSETH_DEEP === "1";

const accounts = { mnemonic: "test test test test test test test test test test test junk" };

export default defineConfig({
  plugins: [hardhatViem, hardhatViemAssertions, hardhatMocha, hardhatNetworkHelpers, hardhatDeploy, quietDependencies],
  paths: {
    sources: { solidity: ["./l1-contracts", "./l2-contracts", "./shared/contracts", "./devnet/contracts"] },
    tests: { mocha: "./test", solidity: "./test" },
  },
  solidity: {
    splitTestsCompilation: true,
    // Every call of a user passes through a proxy: OpenZeppelin's, compiled as ours are.
    npmFilesToBuild: ["@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol"],
    profiles: { default: production, production, test },
  },
  test: {
    solidity: {
      fuzz: { runs: deep ? 10_000 : 256 },
      // A handler bounds its inputs; a call that reverts would be a step that tests nothing.
      invariant: { runs: deep ? 256 : 32, depth: deep ? 512 : 128, failOnRevert: true },
      fsPermissions: {
        readDirectory: [
          "./shared/vectors",
          // Bytecode of LayerZero's own contracts.
          "./node_modules/@layerzerolabs/lz-evm-protocol-v2/artifacts",
          "./node_modules/@layerzerolabs/lz-evm-messagelib-v2/artifacts",
        ],
        readFile: ["./shared/params.json"],
      },
    },
  },
  networks: {
    // In-process chains of the tests, with the chain ids of the devnet.
    l1: { type: "edr-simulated", chainType: "l1", chainId: 900 },
    op: { type: "edr-simulated", chainType: "op", chainId: 901 },
    arb: { type: "edr-simulated", chainType: "generic", chainId: 412_346 },
    // The running devnet; `npm run devnet` prints the URLs.
    "devnet-l1": { type: "http", chainType: "l1", chainId: 900, url: configVariable("CSETH_L1_RPC_URL"), accounts },
    "devnet-op": { type: "http", chainType: "op", chainId: 901, url: configVariable("CSETH_OP_RPC_URL"), accounts },
    "devnet-arb": {
      type: "http",
      chainType: "generic",
      chainId: 412_346,
      url: configVariable("CSETH_ARB_RPC_URL"),
      accounts,
    },
  },
});
