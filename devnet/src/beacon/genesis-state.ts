import type { ChainConfig } from "@lodestar/config";
import { createChainForkConfig } from "@lodestar/config";
import { EPOCHS_PER_HISTORICAL_VECTOR, FAR_FUTURE_EPOCH, ForkSeq } from "@lodestar/params";
import {
  type CachedBeaconStateFulu,
  computeEpochShuffling,
  computeProposerIndices,
  createCachedBeaconState,
  createPubkeyCache,
  getActiveValidatorIndices,
  getNextSyncCommittee,
  interopSecretKeys,
} from "@lodestar/state-transition";
import { ssz } from "@lodestar/types";
import { type Address, type Hex, hexToBytes } from "viem";
import { createConfig } from "./config.ts";

const gwei = 1e9;
const validatorBalanceGwei = 32 * gwei;
const { BeaconState, BeaconBlockBody, ExecutionPayloadHeader, ProposerLookahead } = ssz.fulu;

export type GenesisOptions = {
  chainConfig: ChainConfig;
  genesisTime: number;
  /** Hash of the L1 block the first beacon block builds on. */
  l1BlockHash: Hex;
  /** All active from epoch 0, 32 ether each, keys of the interop scheme. */
  validators: number;
  /** Owner of the first `owned` validators, by 0x02 credentials; the rest have BLS credentials nobody uses. */
  owner: Address;
  owned: number;
};

/** The state at slot 0: validators active, sync committee and proposers chosen, Fulu from the first block. */
export function createGenesisState(options: GenesisOptions): CachedBeaconStateFulu {
  const { chainConfig } = options;
  const state = BeaconState.defaultViewDU();
  writeChainFields(state, options);
  writeValidators(state, options);
  state.commit();
  const validatorsRoot = state.validators.hashTreeRoot();
  state.genesisValidatorsRoot = validatorsRoot;
  state.commit();

  const config = createConfig(chainConfig, validatorsRoot);
  const draft = createCachedBeaconState(
    state,
    { config, pubkeyCache: createPubkeyCache() },
    { skipSyncCommitteeCache: true },
  );
  const active = getActiveValidatorIndices(draft, 0);
  const { syncCommittee } = getNextSyncCommittee(
    ForkSeq.fulu,
    draft,
    active,
    draft.epochCtx.effectiveBalanceIncrements,
  );
  state.currentSyncCommittee = ssz.altair.SyncCommittee.toViewDU(syncCommittee);
  state.nextSyncCommittee = ssz.altair.SyncCommittee.toViewDU(syncCommittee);
  const proposers = [0, 1].flatMap((epoch) => {
    const shuffling =
      draft.epochCtx.getShufflingAtEpochOrNull(epoch) ??
      computeEpochShuffling(draft, draft.epochCtx.nextActiveIndices, epoch);
    return [...computeProposerIndices(ForkSeq.fulu, draft, shuffling, epoch)];
  });
  state.proposerLookahead = ProposerLookahead.toViewDU(proposers);
  state.commit();
  return createCachedBeaconState(state, { config, pubkeyCache: createPubkeyCache() });
}

type StateView = ReturnType<typeof BeaconState.defaultViewDU>;

function writeChainFields(state: StateView, { chainConfig, genesisTime, l1BlockHash }: GenesisOptions): void {
  const l1Hash = hexToBytes(l1BlockHash);
  const version = createChainForkConfig(chainConfig).getForkVersion(0);
  state.genesisTime = genesisTime;
  state.fork = ssz.phase0.Fork.toViewDU({ previousVersion: version, currentVersion: version, epoch: 0 });
  state.eth1Data = ssz.phase0.Eth1Data.toViewDU({
    depositRoot: new Uint8Array(32),
    depositCount: 0n,
    blockHash: l1Hash,
  });
  state.latestBlockHeader = ssz.phase0.BeaconBlockHeader.toViewDU({
    ...ssz.phase0.BeaconBlockHeader.defaultValue(),
    bodyRoot: BeaconBlockBody.hashTreeRoot(BeaconBlockBody.defaultValue()),
  });
  state.randaoMixes = ssz.phase0.RandaoMixes.toViewDU(new Array<Uint8Array>(EPOCHS_PER_HISTORICAL_VECTOR).fill(l1Hash));
  state.latestExecutionPayloadHeader = ExecutionPayloadHeader.toViewDU({
    ...ExecutionPayloadHeader.defaultValue(),
    blockHash: l1Hash,
    timestamp: genesisTime,
  });
  // Deposits arrive as EIP-6110 requests from the first block on; the old eth1 voting never happens.
  state.depositRequestsStartIndex = 0n;
  state.earliestExitEpoch = 1;
  state.earliestConsolidationEpoch = 1;
}

function writeValidators(state: StateView, { validators: count, owner, owned }: GenesisOptions): void {
  const zeros = new Array<number>(count).fill(0);
  state.validators = BeaconState.fields.validators.toViewDU(
    interopSecretKeys(count).map((key, index) => ({
      pubkey: key.toPublicKey().toBytes(),
      withdrawalCredentials: index < owned ? compoundingCredentials(owner) : new Uint8Array(32),
      effectiveBalance: validatorBalanceGwei,
      slashed: false,
      activationEligibilityEpoch: 0,
      activationEpoch: 0,
      exitEpoch: FAR_FUTURE_EPOCH,
      withdrawableEpoch: FAR_FUTURE_EPOCH,
    })),
  );
  state.balances = BeaconState.fields.balances.toViewDU(zeros.map(() => validatorBalanceGwei));
  state.previousEpochParticipation = BeaconState.fields.previousEpochParticipation.toViewDU(zeros);
  state.currentEpochParticipation = BeaconState.fields.currentEpochParticipation.toViewDU(zeros);
  state.inactivityScores = BeaconState.fields.inactivityScores.toViewDU(zeros);
}

function compoundingCredentials(owner: Address): Uint8Array {
  const credentials = new Uint8Array(32);
  credentials[0] = 0x02;
  credentials.set(hexToBytes(owner), 12);
  return credentials;
}
