import type {
  Abi,
  Address,
  ContractEventArgs,
  ContractEventName,
  GetContractEventsReturnType,
  Hex,
  PublicClient,
} from "viem";

const POLL_MS = 200;

/** A step did not happen in time. */
export class StepTimeout extends Error {
  override readonly name = "StepTimeout";
}

type EventLog<TAbi extends Abi, TName extends ContractEventName<TAbi>> = GetContractEventsReturnType<
  TAbi,
  TName,
  true
>[number];

/** How long to wait, in slots of L1: a slow machine stretches them, wall time it would not. */
export type Patience = Readonly<{ slots: number; l1: PublicClient }>;

/** One effect read back from a chain. */
export type Seen<TArgs> = Readonly<{ tx: Hex; block: bigint; args: TArgs }>;

/**
 * Waits for the first event that fits, reading the chain itself: what a relayer says about its work counts for
 * nothing here. Looks from `fromBlock` each time, so a reorg cannot hide an event.
 */
export async function waitForEvent<const TAbi extends Abi, TName extends ContractEventName<TAbi>>(options: {
  client: PublicClient;
  address: Address;
  abi: TAbi;
  eventName: TName;
  args?: ContractEventArgs<TAbi, TName>;
  fromBlock: bigint;
  patience: Patience;
  where?: (args: EventLog<TAbi, TName>["args"]) => boolean;
}): Promise<Seen<EventLog<TAbi, TName>["args"]>> {
  const { client, patience, where = () => true, ...filter } = options;
  const query = { ...filter, strict: true } as unknown as Parameters<
    typeof client.getContractEvents<TAbi, TName, true>
  >[0];
  return waitFor({
    what: options.eventName,
    patience,
    read: async () => {
      const logs = await client.getContractEvents<TAbi, TName, true>(query);
      const log = logs.find(({ args }) => where(args));
      if (!log?.transactionHash || log.blockNumber === null) return undefined;
      return { tx: log.transactionHash, block: log.blockNumber, args: log.args };
    },
  });
}

/** Polls until `read` gives a value, or until the signal says that nobody waits any more. */
export async function waitFor<T>(options: {
  what: string;
  patience: Patience;
  signal?: AbortSignal;
  read: () => Promise<T | undefined>;
}): Promise<T> {
  const { slots, l1 } = options.patience;
  const now = async () => Number(await l1.getBlockNumber({ cacheTime: 0 }));
  const end = (await now()) + slots;
  while ((await now()) < end && !options.signal?.aborted) {
    const value = await options.read();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new StepTimeout(`${options.what} did not happen within ${slots} slots of L1`);
}
