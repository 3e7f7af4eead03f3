import { CsethError } from "../domain/errors.ts";
import type { BeaconHeader } from "./client.ts";
import type { BeaconHttp } from "./http.ts";
import type { ProvenState } from "./state.ts";

/** The state after a block, believed because it hashes to the block's own root. @throws BEACON_WRONG_STATE */
export async function fetchState({
  http,
  header: { slot, stateRoot },
}: {
  http: BeaconHttp;
  header: BeaconHeader;
}): Promise<ProvenState> {
  const answer = await http.bytes(`/eth/v2/debug/beacon/states/${slot}`);
  // Only here: the library takes 32 MB, which processes that read no states shall not.
  const { readState } = await import("./state.ts");
  const state = readState(answer);
  if (state.root === stateRoot) return state;
  throw new CsethError({
    code: "BEACON_WRONG_STATE",
    retry: "backoff",
    message: `the state served for slot ${slot} is not the one of its block`,
    fix: "Ask another beacon node: this one's states are wrong, or of another chain than its blocks.",
    context: { slot, expected: stateRoot, actual: state.root },
  });
}
