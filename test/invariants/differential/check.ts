// Invariants of the state both sides agree on.
import {
  checkCore,
  checkLane,
  createTransit,
  ensure,
  observedE18,
  type Transit,
} from "../../../shared/src/model/invariants.ts";
import { finalizedUpTo, payout } from "../../../shared/src/model/queue.ts";
import { laneL1, type World } from "./world.ts";

/** LEDGER-1, LEDGER-2, LANE-1, LANE-2, LANE-3 and QUEUE-2; throws an error that names the broken one. */
export function checkInvariants(world: World): void {
  checkCore(world.core, observedE18(world.core));
  checkLane(laneL1(world), world.lane, transitOf(world));
  checkSetAside(world);
}

/** What the messengers hold: batches that have not landed. Updates carry acknowledgements and funding only. */
function transitOf({ messages, batches, core, lane }: World): Transit {
  const transit = createTransit();
  // That the pool really holds E + Y is compared with the chain, as "ether of the pool".
  transit.ether = lane.pool + lane.settled;
  const [{ appliedNonce, held } = { appliedNonce: 0, held: 0n }] = core.lanes;
  let heldBefore = held;
  for (const index of batches.slice(appliedNonce)) {
    const message = messages[index];
    if (message?.kind !== "batch") continue;
    const { minted, burned, forwarded, heldAfter } = message.batch;
    transit.unappliedNet += minted - burned - forwarded;
    transit.unappliedHeld += heldAfter - heldBefore;
    heldBefore = heldAfter;
  }
  return transit;
}

/** U covers every finalized request that is not paid yet, and what is left over is rounding. */
function checkSetAside({ core }: World): void {
  let due = 0n;
  const finalized = finalizedUpTo(core);
  for (let id = 1; id <= finalized; id++) {
    if (core.queue.requests[id - 1]?.claimed === false) due += payout(core, { id });
  }
  const dust = core.claimable - due;
  const small = dust >= 0n && dust <= BigInt(finalized + core.queue.finalizations.length);
  ensure("QUEUE-2", small, () => `U is ${core.claimable}, finalized requests are owed ${due}`);
}
