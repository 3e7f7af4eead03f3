import type { Devnet } from "@cseth/devnet/types";
import type { Hex } from "viem";

/** What the beacon chain's newest state says of a validator; undefined while it has none of this key. */
export async function shownValidator(
  { beacon }: Devnet,
  pubkey: Hex,
): Promise<{ status: string; validator: { effective_balance: string; withdrawal_credentials: Hex } } | undefined> {
  const response = await fetch(`${beacon.url}/eth/v1/beacon/states/head/validators/${pubkey}`);
  if (response.status === 404) return undefined;
  return (await dataOf(response)) as Awaited<ReturnType<typeof shownValidator>>;
}

export async function finalizedSlot({ beacon }: Devnet): Promise<bigint> {
  const response = await fetch(`${beacon.url}/eth/v1/beacon/states/head/finality_checkpoints`);
  const { finalized } = (await dataOf(response)) as { finalized: { epoch: string } };
  return BigInt(finalized.epoch) * 32n;
}

export async function genesisForkVersion({ beacon }: Devnet): Promise<Hex> {
  const response = await fetch(`${beacon.url}/eth/v1/beacon/genesis`);
  return ((await dataOf(response)) as { genesis_fork_version: Hex }).genesis_fork_version;
}

async function dataOf(response: Response): Promise<unknown> {
  if (!response.ok) throw new TypeError(`the beacon chain answers ${response.status} to ${response.url}`);
  return ((await response.json()) as { data: unknown }).data;
}
