import type { Address, Chain, Hex } from "viem";
import type { DevAccount } from "./accounts.ts";
import type { OpChain } from "./chains.ts";
import type { DevnetError } from "./errors.ts";

/** The bridge contracts of the OP-stack rollup. Those on L2 stand at the same place on every OP-stack chain. */
export type OpAddresses = {
  l1: Record<
    | "portal"
    | "l1CrossDomainMessenger"
    | "l1StandardBridge"
    | "systemConfig"
    | "disputeGameFactory"
    | "anchorStateRegistry"
    | "superchainConfig"
    | "ethLockbox"
    | "guardian",
    Address
  >;
  l2: Record<
    "l2CrossDomainMessenger" | "l2StandardBridge" | "l2ToL1MessagePasser" | "l1Block" | "gasPriceOracle",
    Address
  >;
};

/** Nitro's contracts on L1, wired as on Arbitrum One. */
export type NitroAddresses = Record<
  "bridge" | "inbox" | "outbox" | "sequencerInbox" | "rollupEventInbox" | "rollup" | "stakeToken" | "proxyAdmin",
  Address
>;

export type LayerZeroChain = "l1" | "op" | "arbitrum";

/** LayerZero V2; these stand at the same place on all three chains. */
export type LayerZeroAddresses = Record<
  "endpoint" | "sendLibrary" | "receiveLibrary" | "executor" | "priceFeed",
  Address
> & {
  /** DVNs of three operators with one key each, ascending. */
  verifiers: readonly Readonly<{ address: Address; signer: Address }>[];
};

/** What LayerZero's operators do: everything; all but the delivery, which is anyone's then; nothing. */
export type LayerZeroWork = "all" | "commit" | "none";

/** A packet that nobody sent, and every verifier vouches for. */
export type Forgery = Readonly<{
  from: LayerZeroChain;
  to: LayerZeroChain;
  /** Whom it claims to come from. */
  sender: Address;
  receiver: Address;
  message: Hex;
  /** Of the executor, for the receiver. */
  gas: bigint;
  /** The next one that the channel has not delivered under, unless told. */
  nonce?: bigint;
}>;

export type DisputeGame = {
  proxy: Address;
  rootClaim: Hex;
  /** Chain time, seconds. */
  createdAt: bigint;
  l1BlockNumber: bigint;
  /** L1 transaction that created it. */
  transaction: Hex;
};

/** Position after a slot of L1: `timestamp` is chain time in seconds. */
export type L1Position = {
  slot: number;
  blockNumber: bigint;
  blockHash: Hex;
  timestamp: bigint;
  finalizedSlot: number;
};

/** Chain seconds per second of wall time, 48 unless told: a slot of 12 s every 0.25 s. "manual": only `mineSlots` moves time. */
export type Speed = number | "manual";

export type DevnetOptions = {
  speed?: Speed;
  /** Folder written by `saveState`. Where it holds a state the chains go on from there; else they start from genesis. */
  state?: string;
  /** First of five consecutive ports (L1, beacon API, OP, Arbitrum, Arbitrum's node), else free ones. */
  portBase?: number;
  /** Validators active at genesis, 64 unless told; dev account 0 owns the first eight by 0x02 credentials. */
  validators?: number;
  /** Deploys the caller's contracts. Runs once, on chains that start from genesis, while slots pass as fast as they can. */
  deploy?: (devnet: Devnet) => Promise<void>;
  onProgress?: (step: string) => void;
  log?: (line: string) => void;
};

/** L1, its beacon chain, the OP-stack L2 and the Arbitrum L2, running. Everything listens on 127.0.0.1 only. */
export type Devnet = {
  /** Whether the chains went on from a saved state. */
  readonly restored: boolean;
  readonly l1: { readonly chainId: number; readonly rpcUrl: string; readonly chain: Chain; readonly pid: number };
  readonly beacon: {
    /** Standard beacon REST API. */
    readonly url: string;
    /** Seconds. */
    readonly genesisTime: number;
    /** These validators neither propose nor attest until the next call. */
    setOffline(validators: readonly number[]): Promise<void>;
    /** Puts evidence of a double proposal into the next block. */
    slash(validator: number): Promise<void>;
  };
  readonly op: OpRollup;
  readonly arbitrum: ArbitrumRollup;
  readonly layerZero: {
    readonly addresses: LayerZeroAddresses;
    /** LayerZero's ids of the chains. */
    readonly eids: Readonly<Record<LayerZeroChain, number>>;
    setWork(work: LayerZeroWork): void;
    /** Carried like any other with the next slots. @returns its guid */
    forge(forgery: Forgery): Promise<Hex>;
  };
  readonly systemContracts: Record<
    "depositContract" | "beaconRoots" | "withdrawalRequests" | "consolidationRequests",
    Address
  >;
  /** Twenty accounts with a million ether on L1 and Arbitrum and ten thousand on OP, of the mnemonic `test test … junk`. */
  readonly accounts: readonly DevAccount[];
  readonly clock: {
    readonly speed: Speed;
    /** Stops time; `mineSlots` still moves it. Resolves once the running slot is over. */
    pause(): Promise<void>;
    resume(): void;
  };
  /** Resolves, with the reason, if a chain ends by itself; the others have been ended by then. */
  readonly died: Promise<DevnetError>;
  /** Runs this many slots of all chains now, as fast as they go. */
  mineSlots(count: number): Promise<L1Position>;
  /**
   * Replaces the newest `depth` L1 blocks, and their beacon blocks, by others of the same height and time; L2 follows.
   * Their transactions wait for the new blocks, unless `keepTransactions` is false. A depth above 8 also undoes blocks
   * that L1's JSON-RPC called `finalized`, which a real network never does.
   * @throws DevnetError REORG_TOO_DEEP if a finalized block would go
   */
  reorgL1(depth: number, options?: { keepTransactions?: boolean }): Promise<L1Position>;
  /** Writes all chains to a folder, between two slots. States of past blocks are not kept. */
  saveState(directory: string): Promise<void>;
  /** Ends all chains. Safe to call twice. */
  stop(): Promise<void>;
};

export type OpRollup = {
  readonly chainId: number;
  readonly rpcUrl: string;
  readonly chain: OpChain;
  readonly pid: number;
  readonly addresses: OpAddresses;
  /** Delays of the withdrawal path, seconds of chain time. */
  readonly delays: Readonly<Record<"proofMaturity" | "gameFinality" | "gameClock", number>>;
  /** Proposes the head of L2 and runs a slot. A `root` given instead of the true one makes a game that is never resolved. */
  propose(options?: { root?: Hex }): Promise<DisputeGame>;
  pauseProposing(): void;
  resumeProposing(): void;
  /** What the guardian of the superchain can do; each call runs a slot. */
  readonly guardian: {
    blacklist(game: Address): Promise<void>;
    /** Makes every game created up to now unusable. */
    retireGames(): Promise<void>;
    pause(): Promise<void>;
    unpause(): Promise<void>;
  };
};

export type ArbitrumRollup = {
  readonly chainId: number;
  /** JSON-RPC as a Nitro node serves it. */
  readonly rpcUrl: string;
  readonly webSocketUrl: string;
  readonly chain: Chain;
  readonly pid: number;
  readonly addresses: NitroAddresses;
  /** L1 blocks in which an assertion can be challenged; chain seconds that a ticket stays open. */
  readonly delays: Readonly<Record<"confirmPeriodBlocks" | "ticketLifetime", number>>;
  /** Runs slots until L1's outbox can execute every message that L2 has sent up to now. */
  confirm(): Promise<void>;
  pauseConfirming(): void;
  resumeConfirming(): void;
  /** "fast", which is the default: by the fast confirmer, at once. "staked": with a stake, after `confirmPeriodBlocks`. */
  confirmBy(way: "fast" | "staked"): void;
};
