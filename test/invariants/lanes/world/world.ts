// The model of L1 and both lanes, and what it leaves to its driver: accounts on the L2s, messages under way, actions.
import type { Hex } from "viem";
import { envelopeVersion } from "../../../../shared/src/messages/envelope.ts";
import type { Report } from "../../../../shared/src/messages/report.ts";
import { type CoreMemory, rememberCore } from "../../../../shared/src/model/audit-core.ts";
import { type LaneMemory, rememberLane } from "../../../../shared/src/model/audit-lane.ts";
import { createTransit, type Transit } from "../../../../shared/src/model/invariants.ts";
import { addLane } from "../../../../shared/src/model/lane-l1.ts";
import type {
  Batch,
  LaneL1,
  LaneRewards,
  MoveDown,
  MoveUp,
  StateUpdate,
} from "../../../../shared/src/model/lane-l1-state.ts";
import { createLaneL2, type LaneL2 } from "../../../../shared/src/model/lane-l2-state.ts";
import { type Core, createCore } from "../../../../shared/src/model/state.ts";
import type { Seconds, Shares, Wei } from "../../../../shared/src/units/quantity.ts";
import { CHAINS, type ChainName, LANES, type LaneId } from "../chain/peers.ts";
import { FIRST_DIGEST } from "../chain/steps.ts";
import type { Setup } from "./setup.ts";

/** An action in an outbox. */
export type Action = Readonly<{
  data: Hex;
  kind: number;
  /** What it takes of its batch's gas. */
  budget: bigint;
  /** It fails before. */
  openAt: Seconds;
  manner: number;
  /** The csETH it brings, null for operators' actions. */
  move: MoveUp | null;
}>;

type Sent = {
  /** Of the envelope. */
  readonly version: number;
  /** What the gateway at the other end is called with, and the ether that this brings. */
  readonly data: Hex;
  readonly value: Wei;
  readonly sentAt: Seconds;
  /** Attempts to deliver it that failed. */
  failures: number;
};

/** A closed batch; its actions once it has landed. */
export type SentBatch = Sent & {
  readonly batch: Batch;
  readonly actions: readonly Action[];
  /** Queue requests of its forwarded shares, once it has landed: none where they are worth less than the smallest. */
  firstRequest: number;
  requests: number;
  cursor: number;
  /** Indices of actions that failed and wait for a retry. */
  failed: number[];
};

/** A retryable ticket: the one a message was sent with, or one sent again without its ether. */
export type Ticket = { readonly value: Wei; state: "open" | "redeemed" | "expired" };
export type SentUpdate = Sent & {
  readonly update: StateUpdate;
  applied: boolean;
  /** On Arbitrum. */
  tickets: Ticket[];
  resentAt: Seconds;
};

/** csETH on its way to the lane. On Arbitrum its ticket brings no ether: nothing shows whether it has expired. */
export type SentShares = Sent & {
  readonly move: MoveDown;
  readonly recipient: User;
  arrived: boolean;
  resentAt: Seconds;
};

/** csETH that has left the lane: who burnt it there, and whose it is where it goes. */
export type SentMove = Readonly<{ move: MoveUp; sender: User; recipient: User }>;

export type LaneWorld = {
  readonly id: LaneId;
  l2: LaneL2;
  transit: Transit;
  /** In nonce order. */
  batches: SentBatch[];
  updates: SentUpdate[];
  shares: SentShares[];
  moves: SentMove[];
  /** When the previous batch was closed. */
  openedAt: Seconds;
  /** What the newest report says of the lane. */
  rewards: LaneRewards | null;
  pushedFrame: number;
  /** csETH of accounts on the L2, and who owns each unstake request. */
  balances: Record<string, Shares>;
  owners: string[];
  claimed: number[];
  /** Batch that forwarded a request, by request id. */
  forwardedIn: Record<number, number>;
  /** Landed batches whose forwarded shares wait for their settlement, in nonce order. */
  unsettled: { nonce: number; requestIds: readonly number[] }[];
  settledNonce: number;
  forwardedNonce: number;
  /** Ether the pool received unasked. */
  poolForced: Wei;
  /** Ether of the L2 gateway: of expired tickets. */
  gatewayEther: Wei;
  /** Of the envelope, as the L2 hub writes it. */
  version: number;
  /** Actions of the open batch. */
  outbox: readonly Action[];
  /** Its fast gateway on L1. */
  fastGateway: Hex;
  /** Fast freezes that L1 sent, and the rate of the last one. */
  freezesSent: number;
  freezeRateNonce: number;
  /** Closed batches that nobody has noted yet. */
  unannounced: number[];
  /** Digest of what was noted last of a batch, by nonce. */
  noted: Record<number, Hex>;
};

/** What a chain's bridge has been given. */
export type Transcript = Readonly<{ count: number; value: Wei; hash: string }>;

export type World = {
  readonly setup: Setup;
  now: Seconds;
  core: Core;
  lanes: Record<LaneId, LaneWorld>;
  /** What the auditors of every transition remember; null to go without. */
  memory: { core: CoreMemory; lanes: Record<LaneId, LaneMemory> } | null;
  report: Report | null;
  /** Of the envelope, as the lane hub writes it. */
  version: number;
  /** From when on a scheduled upgrade may be executed, by hub and lane. */
  upgradableAt: Record<string, Seconds>;
  transcripts: Record<ChainName, Transcript>;
  /** What the executor has executed, and how often each. */
  executed: { total: number; transcript: string; times: Record<Hex, number> };
  /** Actions ever appended, each of which is unlike all others. */
  appended: number;
};

export const USERS = ["1", "2", "3"] as const;
export type User = (typeof USERS)[number];

/** As the contracts are after their deployment. */
export function createWorld(setup: Setup, opened: Readonly<Record<LaneId, Opened>>): World {
  const core = createCore(setup.params);
  const lanes = { 1: createLane(core, setup, opened[1]), 2: createLane(core, setup, opened[2]) };
  const memory = {
    core: rememberCore(core),
    lanes: { 1: rememberLane(lanes[1].l2), 2: rememberLane(lanes[2].l2) },
  };
  const nothing: Transcript = { count: 0, value: 0n, hash: FIRST_DIGEST };
  return {
    setup,
    now: setup.params.frameZeroTime,
    core,
    lanes,
    memory,
    report: null,
    version: envelopeVersion,
    upgradableAt: {},
    transcripts: Object.fromEntries(CHAINS.map((name) => [name, nothing])) as Record<ChainName, Transcript>,
    executed: { total: 0, transcript: FIRST_DIGEST, times: {} },
    appended: 0,
  };
}

/** When a lane's hub was set up, and its fast gateway on L1. */
export type Opened = Readonly<{ openedAt: Seconds; fastGateway: Hex }>;

function createLane(core: Core, setup: Setup, { openedAt, fastGateway }: Opened): LaneWorld {
  const id = addLane(core).id as LaneId;
  const params = { ...setup.params, poolTarget: setup.lanes[id].poolTargetWei };
  const rate = { rateNonce: 0, rate: core.rate };
  return {
    id,
    l2: createLaneL2({ id, params, rate, refTime: params.frameZeroTime }),
    transit: createTransit(),
    batches: [],
    updates: [],
    shares: [],
    moves: [],
    openedAt,
    rewards: null,
    pushedFrame: 0,
    balances: {},
    owners: [],
    claimed: [],
    forwardedIn: {},
    unsettled: [],
    settledNonce: 0,
    forwardedNonce: 0,
    poolForced: 0n,
    gatewayEther: 0n,
    version: envelopeVersion,
    outbox: [],
    fastGateway,
    freezesSent: 0,
    freezeRateNonce: 0,
    unannounced: [],
    noted: {},
  };
}

export function cloneWorld(world: World): World {
  return structuredClone(world);
}

export function laneL1({ core }: World, lane: LaneId): LaneL1 {
  return core.lanes[lane - 1] as LaneL1;
}

export function l2Balance(lane: LaneWorld, user: string): Shares {
  return lane.balances[user] ?? 0n;
}

/** The core's account that holds the lanes' locked shares owns forwarded requests under this name. */
export function isLane(owner: string): boolean {
  return owner.startsWith("lane-");
}

export function allLanes(world: World): LaneWorld[] {
  return LANES.map((id) => world.lanes[id]);
}
