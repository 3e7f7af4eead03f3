import type pg from "pg";
import type { LocalAccount } from "viem";
import { CsethError } from "../domain/errors.ts";
import { tryExclusiveLock } from "../store/locks.ts";
import type { AttemptStatus } from "../store/transactionReads.ts";
import type { TxContext } from "./context.ts";
import type { Intent } from "./simulate.ts";
import { submit } from "./submit.ts";
import { watch } from "./watch.ts";

export type Transactor = {
  account: LocalAccount;
  /** Starts pursuing an intent; see `submit`. */
  submit: (intent: Intent) => Promise<AttemptStatus>;
  /** Moves everything under way on by one look at the chain; see `watch`. */
  watch: () => Promise<void>;
  statusOf: (intent: string) => Promise<AttemptStatus | undefined>;
  /** Gives the signer free for another process. */
  release: () => Promise<void>;
};

/**
 * One signer on one chain, owned by this process for as long as the transactor lives.
 * @throws TX_SIGNER_BUSY when another process owns it
 */
export async function createTransactor({
  pool,
  ...rest
}: Omit<TxContext, "key" | "ownership"> & { pool: pg.Pool }): Promise<Transactor> {
  const { client, account, logger, store } = rest;
  const signer = account.address.toLowerCase() as `0x${string}`;
  const ownership = await tryExclusiveLock({ pool, name: `signer/${client.chainId}/${signer}`, logger });
  if (!ownership) {
    throw new CsethError({
      code: "TX_SIGNER_BUSY",
      retry: "backoff",
      message: `${client.name}: signer ${account.address} is in use by another process on this database`,
      fix: "Stop the other process, or give this one a signer of its own.",
      context: { chain: client.name, signer: account.address },
    });
  }
  const context: TxContext = { ...rest, ownership, key: { chainId: client.chainId, signer } };
  return {
    account,
    submit: (intent) => submit(context, intent),
    watch: () => watch(context),
    statusOf: (intent) => store.statusOf(client.chainId, intent),
    release: ownership.release,
  };
}
