import type { Address } from "viem";
import { CsethError } from "../domain/errors.ts";
import type { StepRow } from "../store/steps.ts";
import type { TransactionStore } from "../store/transactions.ts";
import { readMarket } from "../tx/context.ts";
import { worstCost } from "../tx/pricing.ts";
import { type Intent, simulate } from "../tx/simulate.ts";
import { type Lane, type LaneChain, laneName } from "./lane.ts";

/** One transaction that the relayer would send now. */
export type Rehearsed = Readonly<{
  /** `lane-1/push/5/2#1`: its step, and the number of the try. */
  intent: string;
  chain: string;
  from: Address;
  to: Address;
  /** Wei. */
  value: bigint;
  /** Undefined when it would revert; then it would not be sent. */
  gasLimit: bigint | undefined;
  /** Wei, as fees are now. */
  feeAtMost: bigint | undefined;
  refusal: string | undefined;
}>;

type Sender = NonNullable<LaneChain<unknown>["transactor"]>;

/**
 * A signer that signs nothing: what it is given is simulated, priced and recorded.
 * @param store to know what is under way already
 */
export function createRehearsalSender(options: {
  client: LaneChain<unknown>["client"];
  account: Sender["account"];
  maxGas: number;
  store: Pick<TransactionStore, "statusOf">;
  record: (rehearsed: Rehearsed) => void;
}): Sender {
  const { client, account, maxGas, store, record } = options;
  return {
    account,
    statusOf: (intent) => store.statusOf(client.chainId, intent),
    submit: async (intent: Intent) => {
      const about = { intent: intent.key, chain: client.name, from: account.address, to: intent.to };
      const { value = 0n } = intent;
      try {
        const { gasLimit } = await simulate({ client, from: account.address, intent, maxGas });
        const feeAtMost = worstCost({ fees: await readMarket({ client }), gasLimit, value: 0n });
        record({ ...about, value, gasLimit, feeAtMost, refusal: undefined });
      } catch (error) {
        if (!(error instanceof CsethError) || !error.code.startsWith("TX_")) throw error;
        record({ ...about, value, gasLimit: undefined, feeAtMost: undefined, refusal: error.message });
      }
      return { id: 0n, intent: intent.key, state: "OPEN", reason: null, nonce: undefined, slot: undefined };
    },
  };
}

/** The same lane, deciding by the same chains and rows, whose decisions leave no trace. */
export function asRehearsal(lane: Lane): Lane {
  const { steps, batches, carriers } = lane;
  const nothing = async () => {};
  return {
    ...lane,
    steps: {
      ...steps,
      ensure: async (step) => {
        const found = await steps.find(step.laneId, step.key);
        return found && found.state !== "DONE" ? found : newStep(step, found?.tries ?? 1);
      },
      change: async (step, changes, reason) => ({ ...step, ...changes, reason }),
      close: async () => [],
    },
    batches: { ...batches, put: nothing },
    carriers: {
      ...carriers,
      add: nothing,
      take: ({ limit, route = `${laneName(lane)}/batch`, chainTime = 0n }) => carriers.due({ limit, route, chainTime }),
      settle: async () => true,
    },
    incidents: { open: nothing, close: nothing },
    failpoint: () => {},
  };
}

function newStep(step: Parameters<Lane["steps"]["ensure"]>[0], tries: number): StepRow {
  return { ...step, state: "OPEN", tries, refusals: 0, reason: undefined, nextAt: undefined };
}
