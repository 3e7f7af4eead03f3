import assert from "node:assert/strict";
import { CsethError } from "@cseth/relayer/domain/errors";

/** Awaits a promise that must reject with a typed error of ours, and returns that error. */
export async function fatal(promise: Promise<unknown>): Promise<CsethError> {
  try {
    await promise;
  } catch (error) {
    assert(error instanceof CsethError, `not a CsethError: ${String(error)}`);
    return error;
  }
  assert.fail("the promise did not reject");
}
