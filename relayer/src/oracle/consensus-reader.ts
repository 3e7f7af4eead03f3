import { validatorId } from "@cseth/shared/messages/ids";
import { params } from "@cseth/shared/params";
import { operatorFeeBps } from "@cseth/shared/rewards/book";
import type { BeaconClient, ExecutionBlock } from "../beacon/client.ts";
import type { BeaconHttp } from "../beacon/http.ts";
import { readPendingDeposits, readValidators, type SlotDeposit, type ValidatorState } from "../beacon/stake.ts";
import { fetchState } from "../beacon/whole-state.ts";
import type { ChainClient } from "../chain/client.ts";
import { readHeader } from "../chain/heads.ts";
import type { Fact } from "../registry/facts.ts";
import type { History } from "../registry/history.ts";
import { type Deposit, provenValidators, rosterAt, stakesOf } from "../registry/roster.ts";
import type { ChainView } from "./chain-view.ts";
import { consensusSide } from "./consensus-side.ts";
import { penaltyToCome } from "./provisions.ts";
import type { ConsensusPart } from "./report.ts";

/** What a report says of validators, from the state of one final block and L1 at its payload. */
export type ConsensusReader = (reference: ExecutionBlock) => Promise<ConsensusPart>;

const WEI_PER_GWEI = 10n ** 9n;

export function createConsensusReader({
  http,
  beacon,
  history,
  l1,
  view,
}: {
  http: BeaconHttp;
  beacon: BeaconClient;
  history: History;
  l1: ChainClient;
  view: Pick<ChainView, "vaultBalance" | "timing">;
}): ConsensusReader {
  const { beaconGenesis, slotSeconds } = view.timing;

  /** A deposit enters the beacon chain under the slot of its L1 block. */
  async function slotted({ block, amountGwei }: Deposit): Promise<SlotDeposit> {
    const { timestamp } = await readHeader({ client: l1, at: block });
    return { slot: (timestamp - beaconGenesis) / slotSeconds, amountGwei };
  }

  /** Slots are asked for only where deposits wait: elsewhere none can be pending. */
  function deposited(deposits: readonly Deposit[], doWait: boolean): Promise<SlotDeposit[]> {
    return Promise.all(deposits.map(async (one) => (doWait ? slotted(one) : { slot: 0n, ...one })));
  }

  async function provisionsAt({ slot }: ExecutionBlock, states: Iterable<ValidatorState>) {
    const epoch = slot / params.mainnet.slotsPerEpoch;
    const isOpen = ({ slashed, withdrawableEpoch }: ValidatorState) => slashed && withdrawableEpoch > epoch;
    if (![...states].some(isOpen)) return () => 0n;
    // The sum of slashings is in no other answer of the API.
    const base = (await fetchState({ http, header: await beacon.headerUpTo(slot) })).penaltyBase();
    return (validator: ValidatorState) => penaltyToCome({ validator, epoch, base });
  }

  return async (reference) => {
    const { slot, number, hash } = reference;
    const [facts, balance] = await Promise.all([history.upTo(number), view.vaultBalance({ blockHash: hash })]);
    const roster = rosterAt({ facts, block: number });
    const proven = provenValidators(roster);
    const pubkeys = proven.map(({ pubkey }) => pubkey);
    const [states, pending] = await Promise.all([
      readValidators({ http, slot, pubkeys }),
      readPendingDeposits({ http, slot, pubkeys }),
    ]);
    const ours = await Promise.all(
      proven.map(async ({ pubkey, deposits }) => {
        const id = validatorId(pubkey);
        return { validatorId: id, deposits: await deposited(deposits, pending.has(id)) };
      }),
    );
    const figures = consensusSide({
      ours,
      states,
      pending,
      receivedGwei: (balance + sentIn(facts)) / WEI_PER_GWEI,
      epoch: slot / params.mainnet.slotsPerEpoch,
      provisionOf: await provisionsAt(reference, states.values()),
    });
    return { ...figures, operatorFeeBps: operatorFeeBps(stakesOf(roster)) };
  };
}

/** Wei the vault has ever paid to the core. */
function sentIn(facts: readonly Fact[]): bigint {
  return facts.reduce((sum, fact) => (fact.kind === "vault-sent" ? sum + fact.amountWei : sum), 0n);
}
