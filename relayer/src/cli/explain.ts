import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import type { Kysely } from "kysely";
import { decodeEventLog, type Hash, type Hex } from "viem";
import type { LaneConfig } from "../config/schema.ts";
import { CsethError } from "../domain/errors.ts";
import type { CarrierPhaseName } from "../domain/phase.ts";
import { readFailures, readReason } from "../planner/failures.ts";
import { createBatchStore } from "../store/batches.ts";
import { createExplainStore, type TransactionStory } from "../store/explain.ts";
import { createFactStore } from "../store/facts.ts";
import { createMessageStore } from "../store/messages.ts";
import type { Database } from "../store/schema.ts";
import { createStepStore } from "../store/steps.ts";
import { createWorkStore } from "../store/work.ts";

/** What one thing is, where it stands, and what was done about it. */
export type Explanation = {
  what: "batch" | "state-update" | "shares" | "action";
  id: string;
  laneId: number;
  message: { route: string; sequence: bigint; hash: Hash; value: bigint; sourceTransaction: Hash };
  phase: string;
  waitsFor: string;
  /** Chain time of the destination, seconds, before which nothing can change. */
  notBefore: bigint | undefined;
  batch?: { phase: string; executed: number; actionCount: number };
  /** Of an action: its place in the batch. */
  index?: number;
  /** Of an action: why L1 could not execute it; absent when it did, also by a later retry. */
  failure?: string;
  steps: readonly { key: string; state: string; tries: number; reason: string | undefined }[];
  transactions: readonly TransactionStory[];
};

const WAITS_FOR: Readonly<Record<CarrierPhaseName, string>> = {
  OBSERVED: "its block on the source chain to become safe",
  SAFE: "its block on the source chain to become final",
  ORPHANED: "being sent again: a reorg removed its block",
  PAUSED: "the bridge's guardian to lift the pause",
  AWAIT_GAME: "a dispute game on L1 that covers its L2 block",
  READY_TO_PROVE: "us to send its proof",
  PROVING: "the transaction that proves it",
  GAME_INVALID: "another dispute game: the one it was proven against does not count any more",
  REPROVE: "us to prove it against another game",
  AWAIT_MATURITY: "proof and game to become old enough",
  READY_TO_FINALIZE: "its turn: batches are finalized in nonce order",
  FINALIZING: "the transaction that finalizes it",
  FAILED_ON_L1: "a replay that would work: the hub refuses it now",
  REPLAYING: "the transaction that replays it",
  DELIVERED: "its block on L1 to become final, if it is not yet",
  SENT: "the other chain to hear of it: an L2 derives it from L1, LayerZero's verifiers wait for finality",
  FAILED_ON_L2: "a replay that would work: the hub refuses it now",
  EXECUTED: "its block on the L2 to become final, if it is not yet",
  AWAIT_ASSERTION: "a confirmed assertion on L1 that covers its L2 block",
  READY_FOR_OUTBOX: "its turn: batches are executed in nonce order",
  EXECUTING: "the transaction that has the outbox execute it",
  REDEEM_FAILED: "a redemption that would work: the hub refuses it now",
  REDEEMING: "the transaction that redeems its ticket",
  EXPIRING: "us to keep its ticket alive",
  KEEPING_ALIVE: "the transaction that keeps its ticket alive",
  EXPIRED: "its gateway to let it be sent again",
  RESENDING: "the transaction that sends it again",
  VERIFIED: "LayerZero's executor to commit it",
  COMMITTING: "the transaction that commits it",
  COMMITTED: "LayerZero's executor to deliver it",
  RECEIVE_FAILED: "a delivery that would work: the hub refuses it now, or it is our turn",
  RETRYING: "the transaction that delivers it",
  RECEIVED: "its block to become final, if it is not yet",
  DEAD_LETTER: "a person: see the steps, then `cseth relayer retry` or `skip`",
};

const WAITS_TO_SUCCEED = "what it needs: it is sent again once it would succeed";

const BATCH_WAITS: Readonly<Record<string, string>> = {
  ROOT_ON_L1: "us to execute its actions",
  EXECUTING: "us to execute the rest of its actions",
  EXECUTED: "its block on L1 to become final",
  FINAL: "nothing: it is done",
};

/**
 * Explains a batch nonce, a message hash or an action id.
 * @throws USAGE_UNKNOWN_ID when nothing stored has it
 */
export async function explain({
  db,
  lanes,
  l1ChainId,
  id,
  laneId,
}: {
  db: Kysely<Database>;
  lanes: readonly Pick<LaneConfig, "laneId">[];
  l1ChainId: number;
  id: string;
  /** For a batch nonce; the first lane if not given. */
  laneId?: number | undefined;
}): Promise<Explanation> {
  const now = () => new Date();
  const messages = createMessageStore({ db, now });
  const story = createExplainStore({ db });
  const isHash = /^0x[0-9a-f]{64}$/i.test(id);
  const isNonce = /^[1-9]\d*$/.test(id);
  const lane = laneId ?? lanes[0]?.laneId ?? 1;
  const action = isHash ? await findAction(story, lanes, id.toLowerCase() as Hash, messages) : undefined;
  const message =
    action?.message ??
    (isHash ? await messages.findByHash(id as Hash) : undefined) ??
    (isNonce ? await messages.find(`lane-${lane}/batch`, BigInt(id)) : undefined);
  if (!message) throw unknown(id);

  const { route, sequence } = message;
  const messageLane = Number(route.match(/^lane-(\d+)\//)?.[1]);
  const carrier = await createWorkStore({ db, worker: "cli", now }).find(route, sequence);
  const isBatch = message.kind === "batch";
  const batch = isBatch ? await createBatchStore({ db, now }).find(messageLane, sequence) : undefined;
  const subjects = [`${route}/${sequence}`, ...(isBatch ? [`${route}/${sequence}/actions`] : [])];
  const steps = createStepStore({ db, now, actor: "cli" });
  const rows = (await Promise.all(subjects.map((subject) => steps.of(messageLane, subject)))).flat();
  const phase = (carrier?.phase ?? "OBSERVED") as CarrierPhaseName;
  const failure =
    action && (await readFailure({ db, l1ChainId, laneId: messageLane, batchNonce: sequence, ...action }));
  return {
    what: action ? "action" : (message.kind as "batch" | "state-update" | "shares"),
    id,
    laneId: messageLane,
    message: {
      route,
      sequence,
      hash: message.hash,
      value: message.value,
      sourceTransaction: message.transaction,
    },
    phase,
    waitsFor: failure ? WAITS_TO_SUCCEED : ((batch && BATCH_WAITS[batch.phase]) ?? WAITS_FOR[phase]),
    notBefore: carrier?.wakeAt,
    ...(batch && { batch: { phase: batch.phase, executed: batch.executed, actionCount: batch.actionCount } }),
    ...(action && { index: action.index }),
    ...(failure !== undefined && { failure }),
    steps: rows.map(({ key, state, tries, reason }) => ({ key: `lane-${messageLane}/${key}`, state, tries, reason })),
    transactions: await story.transactionsOf(subjects),
  };
}

async function readFailure(options: {
  db: Kysely<Database>;
  l1ChainId: number;
  laneId: number;
  batchNonce: bigint;
  index: number;
  action: Hex;
}) {
  const { db, l1ChainId, laneId, batchNonce, index, action } = options;
  const facts = createFactStore({ db, chainId: l1ChainId, now: () => new Date() });
  const failures = await readFailures({ facts, laneId });
  const failure = failures.find((one) => one.batchNonce === batchNonce && one.index === index);
  return failure && readReason({ facts, laneId, failure, action });
}

async function findAction(
  story: ReturnType<typeof createExplainStore>,
  lanes: readonly Pick<LaneConfig, "laneId">[],
  actionId: Hash,
  messages: ReturnType<typeof createMessageStore>,
) {
  const event = await story.actionEvent(actionId);
  if (!event) return undefined;
  const { args } = decodeEventLog({
    abi: l2HubAbi,
    eventName: "ActionAppended",
    data: event.data,
    topics: wordsOf(event.topics),
  });
  for (const { laneId } of lanes) {
    const message = await messages.find(`lane-${laneId}/batch`, args.batchNonce);
    if (message && message.sourceChain === event.chain_id) return { message, index: args.index, action: args.action };
  }
  throw new CsethError({
    code: "USAGE_NOT_SENT_YET",
    retry: "backoff",
    message: `action ${actionId} is number ${args.index} of batch ${args.batchNonce}, which is still open`,
    fix: "Ask again when the batch is closed.",
    context: { batch: args.batchNonce, index: args.index },
  });
}

function wordsOf(topics: Hex): [Hash, ...Hash[]] {
  return (topics.slice(2).match(/.{64}/g) ?? []).map((word) => `0x${word}` as const) as [Hash, ...Hash[]];
}

function unknown(id: string): CsethError {
  return new CsethError({
    code: "USAGE_UNKNOWN_ID",
    retry: "never",
    message: `nothing stored is called ${id}`,
    fix: "Give a batch nonce, a message hash or an action id; the relayer knows it once its block is indexed.",
    context: { id },
  });
}

export function formatExplanation(found: Explanation): string {
  const { message, batch, notBefore } = found;
  const title = found.what === "action" ? `action ${found.index} of batch ${message.sequence}` : found.what;
  return [
    `${title}  ${message.route}/${message.sequence}  ${message.hash}`,
    `sent       ${message.sourceTransaction}  ${message.value} wei`,
    `phase      ${found.phase}${batch ? `, batch ${batch.phase}, ${batch.executed} of ${batch.actionCount} actions executed` : ""}`,
    `waits for  ${found.waitsFor}${notBefore === undefined ? "" : `, not before chain time ${notBefore} (${new Date(Number(notBefore) * 1_000).toISOString()})`}`,
    ...(found.failure === undefined ? [] : [`failed     ${found.failure}`]),
    ...found.steps.map(({ key, state, tries, reason }) =>
      [`step       ${key}`, state, `try ${tries}`, reason].filter(Boolean).join("  "),
    ),
    ...found.transactions.map(({ intent, chainId, state, hashes, block }) =>
      [`tx         ${intent}`, `chain ${chainId}`, state, ...hashes, block === undefined ? "" : `block ${block}`]
        .filter(Boolean)
        .join("  "),
    ),
  ].join("\n");
}
