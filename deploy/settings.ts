import type { Profile } from "@cseth/shared/params";
import type { Address } from "viem";

/** The rollup a lane runs on, and where its bridge stands on L1. */
type Rollup =
  | {
      kind: "op-stack";
      /** The rollup's L1CrossDomainMessenger. */
      l1Messenger: Address;
    }
  | {
      kind: "arbitrum";
      /** Nitro's inbox of the rollup. */
      inbox: Address;
    };

/** One of LayerZero's verifiers (DVNs), and who speaks for it: their change is what our gateways cannot pin. */
export type Verifier = Readonly<{
  address: Address;
  quorum: number;
  /** In the order of its `getSigners()`. */
  signers: readonly Address[];
}>;

/** LayerZero V2 as the gateway on one chain uses it, for good. */
export type LayerZeroEnd = Readonly<{
  endpoint: Address;
  /** LayerZero's id of this chain. */
  eid: number;
  sendLibrary: Address;
  receiveLibrary: Address;
  executor: Address;
  /** All required, ascending by address; of the same operators on both chains. */
  verifiers: readonly Verifier[];
  /** Blocks of this chain after which L1 has, by all experience, finalized one: they cannot wait for its word itself. */
  confirmations: number;
}>;

/** The fast way of a lane over LayerZero: docs/fast.md. */
export type FastSettings = Readonly<{ l1: LayerZeroEnd; l2: LayerZeroEnd }>;

/** One lane as the deployment needs to know it. */
export type LaneSettings = Readonly<
  Rollup & {
    /** 1 and up; L1 is 0. */
    laneId: number;
    /** EIP-155 id of the L2. */
    chainId: number;
    /** Without it the lane has canonical messages alone. */
    fast?: FastSettings;
  }
>;

/** First slots of forks that change what beacon states look like; slots of a proof are 40 bits wide. */
export type BeaconForks = Readonly<{
  /** of Gloas */
  gloasSlot: number;
  /** from which on the layout is not known yet: proofs are refused there until BeaconProofs is replaced */
  endSlot: number;
}>;

/** Everything a deployment of one instance depends on beside `shared/params.json`. */
export type DeploySettings = Readonly<{
  /** Names the instance in salts and folders: two instances of one deployer never collide. */
  instance: string;
  profile: Profile;
  l1ChainId: number;
  /** Seconds. Frame 0's reference time; a whole number of slots after the beacon chain's genesis. */
  genesisTime: number;
  /** Seconds. */
  beaconGenesis: number;
  oracleMembers: readonly Address[];
  oracleQuorum: number;
  /** Receives the protocol's fee shares. */
  treasury: Address;
  /** May schedule and cancel what the timelocks do; a 2-of-3 Safe on mainnet. */
  governance: Address;
  lanes: readonly LaneSettings[];
  /** Forks of the consensus layer that are ahead; only the devnet may leave them out. */
  beaconForks?: BeaconForks;
}>;

/** What a deployment leaves behind for whoever uses or verifies it: `<deployments>/<instance>.json`. */
export type Deployment = Readonly<{ deployer: Address; settings: DeploySettings }>;
