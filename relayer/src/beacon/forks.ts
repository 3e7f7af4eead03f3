import { CsethError } from "../domain/errors.ts";

/** Of a fork this version does not know it reads nothing: a wrong layout could show anything (T-37). */
export function unknownFork(fork: string): CsethError {
  return new CsethError({
    code: "BEACON_FORK_UNKNOWN",
    retry: "never",
    message: `the beacon node is at fork "${fork}", whose states this version cannot read`,
    fix: "Upgrade cseth.",
    context: { fork },
  });
}
