import { type BroadcastOutcome, broadcast } from "../chain/broadcast.ts";
import { readHeader } from "../chain/heads.ts";
import { CsethError } from "../domain/errors.ts";
import type { AttemptStatus, Signed } from "../store/transactionReads.ts";
import { readMarket, readNonce, signCall, type TxContext } from "./context.ts";
import { worstCost } from "./pricing.ts";
import { type Intent, simulate } from "./simulate.ts";

const DAY_MS = 86_400_000;

/**
 * Pursues an intent: simulates, prices, and in one database transaction reserves a nonce and stores the signed
 * bytes; only then sends them. Whatever happens after the commit, the bytes can be sent again and the hash is known.
 * Calling it again with the same key changes nothing.
 * @throws TX_WOULD_REVERT, TX_GAS_ABOVE_CAP, TX_BUDGET_EXCEEDED, TX_SIGNER_NOT_OWNED, RPC_UNAVAILABLE
 */
export async function submit(context: TxContext, intent: Intent): Promise<AttemptStatus> {
  const { store, client, key, policy } = context;
  assertOwned(context);
  const known = await store.statusOf(client.chainId, intent.key);
  if (known?.state === "OPEN" || known?.state === "SUCCEEDED") return known;

  const { gasLimit } = await simulate({ client, from: key.signer, intent, maxGas: policy.maxGas });
  const call = { to: intent.to, data: intent.data, value: intent.value ?? 0n, gasLimit };
  const [fees, chainNonce] = await Promise.all([readMarket(context), readNonce(context, "latest")]);
  await assertBudget(context, worstCost({ fees, gasLimit, value: call.value }));

  const reserved = await store.reserve(key, {
    chainNonce,
    attempt: { intent: intent.key, call, items: intent.items ?? [] },
    sign: (nonce) => signCall(context, call, { nonce, fees }),
  });
  if (reserved) {
    context.metrics.transactions.inc({ chain: client.name, event: "signed" });
    context.failpoint("tx-stored");
    await send(context, reserved.nonce, reserved.signed);
  }
  const status = await store.statusOf(client.chainId, intent.key);
  if (status) return status;
  throw new CsethError({ code: "DEFECT_ATTEMPT_MISSING", retry: "never", message: `${intent.key} was not stored` });
}

/**
 * Sends stored bytes and records what the nodes said. A refusal of bytes that no node ever took frees the nonce;
 * silence and "nonce too low" change nothing: the watcher looks at the chain instead.
 */
export async function send(context: TxContext, nonce: number, signed: Signed): Promise<BroadcastOutcome["kind"]> {
  const { client, store, key, logger } = context;
  assertOwned(context);
  const outcome = await broadcast({ client, raw: signed.raw });
  context.failpoint("tx-sent");
  const fields = { chain: client.name, nonce, hash: signed.hash };
  if (outcome.kind === "accepted") {
    const { number } = await readHeader({ client, at: "latest" });
    await store.recordAccepted(key, nonce, { hash: signed.hash, block: number });
    context.metrics.transactions.inc({ chain: client.name, event: "accepted" });
    logger.debug(fields, "transaction sent");
    return outcome.kind;
  }
  logger.warn({ ...fields, outcome: outcome.kind, reason: outcome.reason }, "transaction was not taken");
  if (outcome.kind === "refused") await freeIfNeverAccepted(context, nonce, outcome.reason);
  return outcome.kind;
}

async function freeIfNeverAccepted(
  { store, key, client, metrics }: TxContext,
  nonce: number,
  reason: string,
): Promise<void> {
  const slot = (await store.openSlots(key)).find((candidate) => candidate.nonce === nonce);
  if (slot?.slot.state !== "SIGNED" || slot.signed.some((one) => one.acceptedAt)) return;
  await store.record(key, nonce, { type: "freed" }, `refused: ${reason}`);
  metrics.transactions.inc({ chain: client.name, event: "freed" });
}

/** @throws TX_BUDGET_EXCEEDED */
export async function assertBudget(context: TxContext, cost: bigint): Promise<void> {
  const { store, key, policy, client } = context;
  const spent = await store.spentSince(key, new Date(context.now().getTime() - DAY_MS));
  if (spent + cost <= policy.dailyBudgetWei) return;
  throw new CsethError({
    code: "TX_BUDGET_EXCEEDED",
    retry: "backoff",
    message: `${client.name}: signer ${key.signer} would spend ${spent + cost} wei in 24 hours, its budget is ${policy.dailyBudgetWei}`,
    fix: "Find out what costs so much; then raise transactions.dailyBudgetWei, or wait.",
    context: { chain: client.name, signer: key.signer, spent, cost, budget: policy.dailyBudgetWei },
  });
}

function assertOwned({ ownership, key, client }: TxContext): void {
  if (ownership.isHeld()) return;
  throw new CsethError({
    code: "TX_SIGNER_NOT_OWNED",
    retry: "never",
    message: `${client.name}: this process no longer owns signer ${key.signer}`,
    fix: "Restart; the connection that held its lock was lost, and another process may have taken over.",
    context: { chain: client.name, signer: key.signer },
  });
}
