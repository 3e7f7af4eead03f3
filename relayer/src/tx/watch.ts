import type { Hash, Hex } from "viem";
import { findHeader, type Heads, readHeads } from "../chain/heads.ts";
import { hasCode } from "../domain/errors.ts";
import type { Mined } from "../domain/nonceSlot.ts";
import type { OpenSlot, SignedRow } from "../store/transactionReads.ts";
import { readMarket, readNonce, signCall, type TxContext } from "./context.ts";
import { raiseFees, worstCost } from "./pricing.ts";
import { assertBudget, send } from "./submit.ts";

type View = { heads: Heads; latestNonce: number };

/**
 * One look at everything under way: fills gaps, sends again what was lost, raises fees of what waits too long, and
 * records what the chain has included, dropped by a reorg, or finalized. Safe to call at any time and any number of
 * times; also the whole of recovery after a crash.
 */
export async function watch(context: TxContext): Promise<void> {
  const { store, client, key, finality } = context;
  const open = await store.openSlots(key);
  if (open.length === 0) return;
  const heads = await readHeads({ client, finality });
  const view: View = { heads, latestNonce: await readNonce(context, "latest") };
  await fillGaps(context, open, view);
  for (const slot of open) {
    if (slot.slot.state === "INCLUDED") await followIncluded(context, slot, slot.slot.mined, view);
    else await followPending(context, slot, view);
  }
}

/** Nonces below one of ours that nobody will use: until they are filled, everything above waits for good. */
async function fillGaps(context: TxContext, open: readonly OpenSlot[], { latestNonce }: View): Promise<void> {
  const { store, key, client, logger } = context;
  const highest = open.at(-1)?.nonce ?? 0;
  for (const nonce of await store.unusedNonces(key, latestNonce, highest)) {
    const fees = await readMarket(context);
    const noOp = { to: key.signer, data: "0x" as Hex, value: 0n, gasLimit: 21_000n };
    logger.warn({ chain: client.name, nonce }, "filling a gap of nonces with a no-op");
    const signed = await store.reserveNoOp(key, nonce, () => signCall(context, noOp, { nonce, fees }));
    await send(context, nonce, signed);
  }
}

async function followPending(context: TxContext, slot: OpenSlot, view: View): Promise<void> {
  const mined = await findMined(context, slot.signed);
  if (mined) return recordIncluded(context, slot, mined);
  // Somebody's transaction used the nonce. Ours may still be the one, on a node that answers later.
  if (view.latestNonce > slot.nonce) return freeIfDisplaced(context, slot, view);
  const newest = slot.signed.at(-1);
  if (!newest) return;
  if (slot.asked) return replaceAsAsked(context, slot, newest);
  const isNext = slot.nonce === view.latestNonce;
  if (newest.acceptedBlock === null) {
    // Stored before a crash, or not taken: the same bytes go out again; only a node's wish raises their price.
    const outcome = await send(context, slot.nonce, newest);
    if (outcome === "underpriced" && isNext) await replace(context, slot, newest);
    // A replacement nobody takes must not keep what was taken before out of the mempools.
    const accepted = slot.signed.findLast((one) => one.acceptedBlock !== null);
    if (outcome !== "accepted" && accepted && !(await isKnown(context, [accepted]))) {
      await send(context, slot.nonce, accepted);
    }
    return;
  }
  const waited = view.heads.latest.number - newest.acceptedBlock;
  if (isNext && waited >= BigInt(context.policy.replaceAfterBlocks)) {
    await replace(context, slot, newest);
    return;
  }
  // A mempool may forget.
  if (!(await isKnown(context, slot.signed))) await send(context, slot.nonce, newest);
}

/** What a person asked for is done at once, or refused at once. */
async function replaceAsAsked(context: TxContext, slot: OpenSlot, newest: SignedRow): Promise<void> {
  const refusal = await replace(context, slot, newest);
  if (refusal) await context.store.refuseAsked(context.key, slot.nonce, refusal);
}

/**
 * Signs the call of a slot again for more; the bytes are stored before they are sent, like all others.
 * @returns why it was not done, if it was not; then what was signed before has been sent again
 */
async function replace(context: TxContext, slot: OpenSlot, newest: SignedRow): Promise<string | undefined> {
  const { policy, store, key, client, logger } = context;
  const market = await readMarket(context);
  const fees = raiseFees({ previous: newest, market, policy });
  const fields = { chain: client.name, nonce: slot.nonce, intent: slot.intent };
  if (!fees) {
    logger.debug(fields, "fees are at their cap; sending the same bytes again");
    await send(context, slot.nonce, newest);
    return `its fees are at their cap, ${policy.marketCapFactor} times the market`;
  }
  const cost = worstCost({ fees, ...slot.call });
  const before = worstCost({ fees: newest, ...newest });
  try {
    if (cost > before) await assertBudget(context, cost - before);
  } catch (error) {
    if (!hasCode(error, "TX_BUDGET_EXCEEDED")) throw error;
    logger.error({ ...fields, err: error }, "not raising fees");
    await send(context, slot.nonce, newest);
    return error.message;
  }
  const signed = await signCall(context, slot.call, { nonce: slot.nonce, fees });
  await store.addReplacement(key, slot.nonce, signed);
  context.failpoint("tx-replaced");
  logger.info({ ...fields, maxFee: fees.maxFee, hash: signed.hash }, "raised the fees of a waiting transaction");
  await send(context, slot.nonce, signed);
  return undefined;
}

async function followIncluded(context: TxContext, slot: OpenSlot, mined: Mined, view: View): Promise<void> {
  const { store, key, client, logger } = context;
  const header = await findHeader({ client, at: mined.blockNumber });
  // A shorter chain, or a node that is behind: not yet an answer.
  if (!header) return;
  if (header.hash === mined.blockHash) {
    if (mined.blockNumber > view.heads.finalized.number) return;
    context.failpoint("tx-finalized");
    await store.record(key, slot.nonce, { type: "finalized" });
    context.metrics.transactions.inc({ chain: client.name, event: "finalized" });
    return;
  }
  logger.warn({ chain: client.name, nonce: slot.nonce, hash: mined.hash }, "a reorg removed an included transaction");
  context.metrics.transactions.inc({ chain: client.name, event: "reorged" });
  const elsewhere = await findMined(context, slot.signed);
  if (elsewhere) return recordIncluded(context, slot, elsewhere);
  await store.record(key, slot.nonce, { type: "vanished" });
  const newest = slot.signed.at(-1);
  if (newest && view.latestNonce <= slot.nonce) await send(context, slot.nonce, newest);
}

async function recordIncluded(context: TxContext, slot: OpenSlot, mined: Mined): Promise<void> {
  const { store, key, client, logger, metrics } = context;
  context.failpoint("tx-included");
  await store.record(key, slot.nonce, { type: "included", mined });
  metrics.transactions.inc({ chain: client.name, event: mined.succeeded ? "included" : "failed" });
  const fields = { chain: client.name, nonce: slot.nonce, intent: slot.intent, hash: mined.hash };
  if (mined.succeeded) logger.debug(fields, "transaction included");
  else logger.error(fields, "transaction included and reverted");
}

/**
 * Gives a nonce up only when that is final: the finalized state has passed it, and no node knows a receipt of any
 * hash we ever signed for it.
 */
async function freeIfDisplaced(context: TxContext, slot: OpenSlot, { heads }: View): Promise<void> {
  const { store, key, client, logger } = context;
  if ((await readNonce(context, heads.finalized.number)) <= slot.nonce) return;
  for (const { hash } of slot.signed) {
    const answers = await client.requestEvery({ method: "eth_getTransactionReceipt", params: [hash] });
    // A silent node might be the one that knows.
    if (answers.some((answer) => answer.status === "rejected" || answer.value !== null)) return;
  }
  logger.error({ chain: client.name, nonce: slot.nonce, intent: slot.intent }, "a foreign transaction used our nonce");
  await store.record(key, slot.nonce, { type: "freed" }, "its nonce was used by a transaction that is not ours");
  context.metrics.transactions.inc({ chain: client.name, event: "freed" });
}

/** The one transaction among all ever signed for a nonce that the chain has included, if any. */
async function findMined({ client }: TxContext, signed: readonly SignedRow[]): Promise<Mined | undefined> {
  for (const { hash, value } of signed.toReversed()) {
    const receipt = await readReceipt(client, hash);
    if (!receipt) continue;
    const succeeded = receipt.status === "0x1";
    // OP-stack chains add the cost of their data on L1.
    const fees = BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice) + BigInt(receipt.l1Fee ?? "0x0");
    return {
      hash,
      blockHash: receipt.blockHash,
      blockNumber: BigInt(receipt.blockNumber),
      succeeded,
      costWei: fees + (succeeded ? value : 0n),
    };
  }
  return undefined;
}

type RawReceipt = {
  status: Hex;
  blockHash: Hash;
  blockNumber: Hex;
  gasUsed: Hex;
  effectiveGasPrice: Hex;
  l1Fee?: Hex;
};

async function readReceipt(client: TxContext["client"], hash: Hash): Promise<RawReceipt | null> {
  return (await client.request({ method: "eth_getTransactionReceipt", params: [hash] })) as RawReceipt | null;
}

async function isKnown({ client }: TxContext, signed: readonly SignedRow[]): Promise<boolean> {
  for (const { hash } of signed.toReversed()) {
    if (await client.request({ method: "eth_getTransactionByHash", params: [hash] })) return true;
  }
  return false;
}
