import { formatGwei } from "viem";
import { CsethError } from "../domain/errors.ts";
import { pause } from "../domain/pause.ts";
import type { OpenSlot, SignerKey } from "../store/transactionReads.ts";
import { createTransactionStore, type TransactionStore } from "../store/transactions.ts";
import { EXIT } from "../telemetry/exitCodes.ts";
import { confirm } from "./confirm.ts";
import { interruption } from "./interruption.ts";
import { chainIdOf, withDatabase } from "./lane.ts";
import { createOutput } from "./output.ts";

export type ReplaceOptions = {
  config?: string;
  json: boolean;
  cancel: boolean;
  dryRun: boolean;
  yes: boolean;
  signer?: `0x${string}`;
  /** How long a relayer may take to do it. */
  waitSeconds: number;
};

const POLL_MS = 100;

/**
 * `relayer replace <chain> <nonce>`: has the relayer pay more for what waits under a nonce, or send a no-op in its
 * place. It only asks: the relayer that owns the signer does it at its next look, a running one at once.
 * @throws USAGE_UNKNOWN_CHAIN, USAGE_NOT_WAITING, USAGE_NOT_CONFIRMED, TX_NOT_REPLACED, TX_RELAYER_AWAY
 */
export async function replace(chain: string, nonce: number, options: ReplaceOptions): Promise<number> {
  return withDatabase(options, async ({ db }, config) => {
    const store = createTransactionStore({ db, now: () => new Date(), actor: "operator" });
    const key = await signerOf(store, { chainId: chainIdOf(config, chain), chain, nonce, signer: options.signer });
    const slot = await findWaiting(store, key, nonce);
    if (!slot || (options.cancel && slot.call.data === "0x")) throw notWaiting(chain, nonce);
    const output = createOutput(options);
    const plan = planOf(slot, key, chain, options.cancel);
    const shown = formatPlan(plan);
    if (options.dryRun) {
      output.answer({ replaced: false, ...plan }, `${shown}\nnothing was asked`);
      return EXIT.ok;
    }
    await confirm(shown, options);
    if (!(await store.ask(key, nonce, options.cancel ? "CANCEL" : "RAISE"))) throw notWaiting(chain, nonce);

    const after = await answered(store, key, nonce, options.waitSeconds);
    const newest = after?.signed.at(-1);
    if (after && newest && after.signed.length === slot.signed.length) {
      throw notReplaced(chain, nonce, (await store.refusalOf(key, nonce)) ?? "the relayer did not say why");
    }
    if (!after || !newest) {
      output.answer({ replaced: false, ...plan }, "it was included before it could be replaced");
      return EXIT.ok;
    }
    const { hash, maxFee } = newest;
    output.answer({ replaced: true, ...plan, hash, maxFee }, `replaced by ${hash}, at most ${formatGwei(maxFee)} gwei`);
    return EXIT.ok;
  });
}

/** @returns the slot once what was asked is answered, undefined when it is not open any more @throws TX_RELAYER_AWAY */
async function answered(store: TransactionStore, key: SignerKey, nonce: number, waitSeconds: number) {
  const signal = interruption();
  const deadline = Date.now() + 1_000 * waitSeconds;
  while (!signal.aborted && Date.now() < deadline) {
    const slot = await findWaiting(store, key, nonce);
    if (!slot?.asked) return slot;
    await pause(POLL_MS, signal);
  }
  throw new CsethError({
    code: "TX_RELAYER_AWAY",
    retry: "backoff",
    message: `asked, and no relayer has done it within ${waitSeconds} seconds`,
    fix: "Start the relayer on this database, or look why it cannot reach that chain; it is done at its next look.",
  });
}

async function findWaiting(store: TransactionStore, key: SignerKey, nonce: number): Promise<OpenSlot | undefined> {
  const slot = (await store.openSlots(key)).find((one) => one.nonce === nonce);
  return slot?.slot.state === "SIGNED" || slot?.slot.state === "BROADCAST" ? slot : undefined;
}

async function signerOf(
  store: TransactionStore,
  given: { chainId: number; chain: string; nonce: number; signer: `0x${string}` | undefined },
): Promise<SignerKey> {
  const { chainId, chain, nonce } = given;
  const wanted = given.signer?.toLowerCase();
  const signers = await store.signersAt(chainId, nonce);
  const [signer, ...others] = signers.filter((one) => wanted === undefined || one === wanted);
  if (!signer) throw notWaiting(chain, nonce);
  if (others.length === 0) return { chainId, signer };
  const fix = `Name one with --signer: ${signers.join(", ")}.`;
  throw usage("USAGE_SIGNER_AMBIGUOUS", `several signers of ${chain} have used nonce ${nonce}`, fix);
}

function planOf({ intent, signed, call }: OpenSlot, { signer, chainId }: SignerKey, chain: string, cancel: boolean) {
  const newest = signed.at(-1);
  const { hash, maxFee } = newest ?? {};
  return { chain, chainId, signer, intent: intent ?? "no-op", action: cancel ? "cancel" : "raise", hash, maxFee, call };
}

function formatPlan({ chain, signer, intent, action, hash, maxFee }: ReturnType<typeof planOf>): string {
  return [
    `waits      ${intent}, signer ${signer} on ${chain}`,
    `signed     ${hash}, at most ${formatGwei(maxFee ?? 0n)} gwei`,
    action === "cancel"
      ? "instead    a no-op under its nonce; if it is still due, it is sent again under another"
      : "instead    the same, for more",
  ].join("\n");
}

function notWaiting(chain: string, nonce: number): CsethError {
  const fix = "See `cseth relayer status` for the nonces that wait; what is included cannot be replaced.";
  return usage("USAGE_NOT_WAITING", `nothing of ours waits under nonce ${nonce} of ${chain}`, fix);
}

function notReplaced(chain: string, nonce: number, reason: string): CsethError {
  return new CsethError({
    code: "TX_NOT_REPLACED",
    retry: "backoff",
    message: `nonce ${nonce} of ${chain} was not replaced: ${reason}`,
    fix: "Wait for the market, or change transactions.marketCapFactor or dailyBudgetWei of that chain and start again.",
    context: { chain, nonce },
  });
}

function usage(code: string, message: string, fix: string): CsethError {
  return new CsethError({ code, retry: "never", message, fix });
}
