import { type Address, keccak256, pad, parseEther, toHex } from "viem";

/** Chain id of the L2 these contracts are initialized for, the one Nitro's own devnet uses. */
export const arbitrumChainId = 412_346;

/** Gas price of L2, wei. It does not move. */
export const l2BaseFee = 100_000_000n;
/** Chain seconds that a ticket stays open: 21 minutes for the seven days of Arbitrum One. */
export const ticketLifetime = 1_260n;
/** L1 blocks in which an assertion can be challenged. 45,818 on Arbitrum One, about 6.4 days. */
export const confirmPeriodBlocks = 20n;

const zeroHash = pad("0x", { size: 32 });
/** Long enough that the sequencer alone decides on order; no test waits for a forced inclusion. */
export const maxTimeVariation = { delayBlocks: 5_760n, futureBlocks: 64n, delaySeconds: 86_400n, futureSeconds: 768n };
/** The delay buffer, switched off by thresholds that are never met. */
export const bufferConfig = { threshold: 2n ** 32n, max: 2n ** 32n, replenishRateInBasis: 500n };
/** Largest batch in bytes, what fits a transaction of 128 KiB. */
export const maxDataSize = 117_964n;

export type RollupRoles = { owner: Address; fastConfirmer: Address; stakeToken: Address };

/** Arguments of `RollupProxy.initializeProxy`: BoLD as on Arbitrum One, with a confirmation period of 20 L1 blocks. */
export function rollupConfig({ owner, fastConfirmer, stakeToken }: RollupRoles) {
  const machineFinished = 1;
  return {
    confirmPeriodBlocks,
    stakeToken,
    baseStake: parseEther("1"),
    // Names the fraud proof's machine. No challenge is ever played here, so none has to exist.
    wasmModuleRoot: keccak256(toHex("csETH devnet")),
    owner,
    loserStakeEscrow: owner,
    chainId: BigInt(arbitrumChainId),
    chainConfig: chainConfigOf(owner),
    minimumAssertionPeriod: 0n,
    validatorAfkBlocks: 201_600n,
    miniStakeValues: [parseEther("1")],
    sequencerInboxMaxTimeVariation: maxTimeVariation,
    layerZeroBlockEdgeHeight: 2n ** 26n,
    layerZeroBigStepEdgeHeight: 2n ** 19n,
    layerZeroSmallStepEdgeHeight: 2n ** 23n,
    genesisAssertionState: {
      globalState: { bytes32Vals: [zeroHash, zeroHash], u64Vals: [0n, 0n] },
      machineStatus: machineFinished,
      endHistoryRoot: zeroHash,
    },
    genesisInboxCount: 0n,
    anyTrustFastConfirmer: fastConfirmer,
    numBigStepLevel: 1,
    challengeGracePeriodBlocks: 10n,
    bufferConfig,
    dataCostEstimate: 0n,
  };
}

/** Chain configuration that the first message of the inbox carries, as ArbOS reads it. */
function chainConfigOf(owner: Address): string {
  const forks = ["homestead", "eip150", "eip155", "eip158", "byzantium", "constantinople", "petersburg", "istanbul"];
  const laterForks = ["muirGlacier", "berlin", "london"];
  return JSON.stringify({
    chainId: arbitrumChainId,
    ...Object.fromEntries([...forks, ...laterForks].map((name) => [`${name}Block`, 0])),
    daoForkBlock: null,
    daoForkSupport: true,
    eip150Hash: zeroHash,
    clique: { period: 0, epoch: 0 },
    arbitrum: {
      EnableArbOS: true,
      AllowDebugPrecompiles: false,
      DataAvailabilityCommittee: false,
      InitialArbOSVersion: 51,
      InitialChainOwner: owner,
      GenesisBlockNum: 0,
    },
  });
}
