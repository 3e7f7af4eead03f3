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
  /** Milliseconds of wall time. */
  timeout: number;
  where?: (args: EventLog<TAbi, TName>["args"]) => boolean;
}): Promise<Seen<EventLog<TAbi, TName>["args"]>> {
  const { client, timeout, where = () => true, ...filter } = options;
  const query = { ...filter, strict: true } as unknown as Parameters<
    typeof client.getContractEvents<TAbi, TName, true>
  >[0];
  return waitFor({
    what: options.eventName,
    timeout,
    read: async () => {
      const logs = await client.getContractEvents<TAbi, TName, true>(query);
      const log = logs.find(({ args }) => where(args));
      if (!log?.transactionHash || log.blockNumber === null) return undefined;
      return { tx: log.transactionHash, block: log.blockNumber, args: log.args };
    },
  });
}

/** Polls until `read` gives a value. */
export async function waitFor<T>(options: {
  what: string;
  timeout: number;
  read: () => Promise<T | undefined>;
}): Promise<T> {
  const end = Date.now() + options.timeout;
  while (Date.now() < end) {
    const value = await options.read();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new StepTimeout(`${options.what} did not happen within ${options.timeout / 1_000} s`);
}
