import assert from "node:assert/strict";

const LIMIT_MS = 10_000;
const POLL_MS = 20;

/** Waits for what happens on its own, in another process or behind a connection. */
export async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  while (!holds()) {
    assert.ok(Date.now() < deadline, `not within ${LIMIT_MS / 1_000} seconds`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
