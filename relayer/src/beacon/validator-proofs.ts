import { buildValidatorProof, type ProvableState } from "@cseth/shared/beacon/validator-proof";
import type { Hex } from "viem";
import { CsethError } from "../domain/errors.ts";
import type { BeaconClient, BeaconHeader } from "./client.ts";
import type { BeaconHttp } from "./http.ts";
import { fetchState } from "./whole-state.ts";

/** What `ValidatorLedger.prove` is given, and what it will see. */
export type ValidatorProof = Readonly<{ proof: Hex; slot: bigint; timestamp: bigint; indices: readonly number[] }>;

export type ValidatorProver = {
  /**
   * Proves validators of one state, all with the same credentials; from Gloas on also of one subtree of the list. L1
   * knows the state's block by the time of the next one for 8,191 slots, 27 hours.
   * @param at slot of the state; the newest finalized one by default
   * @throws BEACON_VALIDATOR_UNKNOWN, BEACON_SEVERAL_CREDENTIALS, BEACON_HISTORY_GAP, BEACON_WRONG_STATE,
   * BEACON_FORK_UNKNOWN
   */
  prove: (options: { validatorIds: readonly Hex[]; at?: bigint }) => Promise<ValidatorProof>;
};

export function createValidatorProver({
  http,
  client,
  slotSeconds,
}: {
  http: BeaconHttp;
  client: BeaconClient;
  slotSeconds: bigint;
}): ValidatorProver {
  return {
    async prove({ validatorIds, at }) {
      const header = await client.headerUpTo(at ?? (await client.finalizedSlot()));
      const child = await client.headerAfter(header);
      const state = await fetchState({ http, header });
      const validators = validatorIds.map((id) => state.find(id) ?? unknownValidator(id, header));
      const [credentials = "0x", ...others] = new Set(validators.map((validator) => validator.credentials));
      if (others.length > 0) throw severalCredentials([credentials, ...others]);
      const timestamp = (await client.genesisTime()) + child.slot * slotSeconds;
      const head: ProvableState = { layout: state.layout, header: proofHeader(header), nodeAt: state.nodeAt };
      const proof = buildValidatorProof({
        timestamp: Number(timestamp),
        head,
        credentials,
        listLength: state.listLength,
        validators,
      });
      return { proof, slot: header.slot, timestamp, indices: validators.map(({ index }) => index) };
    },
  };
}

function proofHeader({ slot, proposerIndex, parentRoot, bodyRoot }: BeaconHeader): ProvableState["header"] {
  return { slot: Number(slot), proposerIndex: Number(proposerIndex), parentRoot, bodyRoot };
}

function unknownValidator(validatorId: Hex, { slot }: BeaconHeader): never {
  throw new CsethError({
    code: "BEACON_VALIDATOR_UNKNOWN",
    retry: "backoff",
    message: `the state of slot ${slot} has no validator ${validatorId}`,
    fix: "Wait until its deposit is processed; with a wrong signature it never is.",
    context: { validatorId, slot },
  });
}

function severalCredentials(credentials: readonly Hex[]): CsethError {
  return new CsethError({
    code: "BEACON_SEVERAL_CREDENTIALS",
    retry: "never",
    message: "the validators have different withdrawal credentials",
    fix: "Prove those of the vault and the others apart.",
    context: { credentials },
  });
}
