import { toEtherUp } from "../units/conversion.ts";
import type { LossIndex, QueueUnits, Rate, Seconds, Shares, Wei } from "../units/quantity.ts";
import { RAY, WAD } from "../units/quantity.ts";
import type { LaneL1 } from "./lane-l1-state.ts";
import type { ModelParams } from "./params.ts";

/** A withdrawal request; its id is its place in `WithdrawalQueue.requests` plus one. */
export type WithdrawalRequest = {
  readonly owner: string;
  /** The lane batch whose forwarded shares this request redeems, null for a user's request. */
  readonly laneBatch: { readonly laneId: number; readonly nonce: number } | null;
  readonly amount: QueueUnits;
  /** Sum of the amounts of all requests up to and including this one. */
  readonly cumulative: QueueUnits;
  /** First frame whose report may finalize it. */
  readonly frame: number;
  claimed: boolean;
};

/** Requests up to `upTo` that were not final before are paid at `lossIndex`. */
export type Finalization = Readonly<{ upTo: number; lossIndex: LossIndex }>;

/** Strict FIFO (protocol §3). Sums are loss-normalised, so that a loss touches one number, the index. */
export type WithdrawalQueue = {
  total: QueueUnits;
  finalized: QueueUnits;
  lossIndex: LossIndex;
  requests: WithdrawalRequest[];
  finalizations: Finalization[];
};

/** Shares above the refilling bucket, waiting outside the FIFO. */
export type DeferredRequest = Readonly<{ owner: string; shares: Shares; rate: Rate; notBefore: Seconds }>;

/** Shares that have left a lane for another one and wait on L1 to be sent on. */
export type ParkedMove = Readonly<{
  laneId: number;
  nonce: number;
  account: string;
  destination: number;
  shares: Shares;
}>;

/** A loss proven on L1 before a report knew it. */
export type ProvenProvision = Readonly<{ amount: Wei; provenAt: Seconds }>;

/** The L1 core: token, ledger, queue (protocol §2, §3). Letters are those of the protocol's tables. */
export type Core = {
  readonly params: ModelParams;
  /** B */
  buffered: Wei;
  /** V */
  vaulted: Wei;
  /** C */
  consensus: Wei;
  /** A */
  activating: Wei;
  /** Q as restated by the last report. */
  reportedProvisions: Wei;
  /** The rest of Q. */
  provenProvisions: ProvenProvision[];
  /** U */
  claimable: Wei;
  /** S */
  totalShares: Shares;
  /** r */
  rate: Rate;
  rateNonce: number;
  /** Every rate there was, by nonce: a landing is admissible against the one its batch was closed at. */
  rates: Rate[];
  highWaterMark: Rate;
  frame: number;
  refTime: Seconds;
  /** R* */
  reserveTarget: Wei;
  bunker: boolean;
  /** Cumulative totals the last report has booked. */
  withdrawnTotal: Wei;
  executionTotal: Wei;
  depositsProcessedTotal: Wei;
  /** Balances of everyone but the lanes, whose locked shares stand in `lanes`. */
  balances: Record<string, Shares>;
  /** Part of the operators' bonds locked under predeposits. */
  lockedBond: Wei;
  queue: WithdrawalQueue;
  deferred: Record<number, DeferredRequest>;
  nextDeferredId: number;
  /** Ether really in the core contract and in the two vaults. */
  coreBalance: Wei;
  vaultBalance: Wei;
  lanes: LaneL1[];
  /** Their shares are the balance of `ACCOUNT.parked`. */
  parked: ParkedMove[];
};

/** Accounts the ledger itself moves shares in and out of. */
export const ACCOUNT = {
  dead: "dead",
  bond: "bond",
  insurance: "insurance",
  operatorFees: "operatorFees",
  protocolFees: "protocolFees",
  deferred: "deferred",
  parked: "parked",
} as const;

/** Shares minted to the dead address by the deployer's first deposit, so that S is never small (T-1, T-5). */
export const BOOTSTRAP_SHARES: Shares = 10n ** 15n;

/** A core after its bootstrap deposit of 1e15 wei, at r = 1, with no validators and no lanes. */
export function createCore(params: ModelParams): Core {
  const bootstrap = toEtherUp(BOOTSTRAP_SHARES, WAD);
  return {
    params,
    buffered: bootstrap,
    vaulted: 0n,
    consensus: 0n,
    activating: 0n,
    reportedProvisions: 0n,
    provenProvisions: [],
    claimable: 0n,
    totalShares: BOOTSTRAP_SHARES,
    rate: WAD,
    rateNonce: 0,
    rates: [WAD],
    highWaterMark: WAD,
    frame: 0,
    refTime: params.frameZeroTime,
    reserveTarget: params.reserveFloor,
    bunker: false,
    withdrawnTotal: 0n,
    executionTotal: 0n,
    depositsProcessedTotal: 0n,
    balances: { [ACCOUNT.dead]: BOOTSTRAP_SHARES },
    lockedBond: 0n,
    queue: { total: 0n, finalized: 0n, lossIndex: RAY, requests: [], finalizations: [] },
    deferred: {},
    nextDeferredId: 1,
    coreBalance: bootstrap,
    vaultBalance: 0n,
    lanes: [],
    parked: [],
  };
}
