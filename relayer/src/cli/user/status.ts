import { CsethError } from "../../domain/errors.ts";
import { EXIT } from "../../telemetry/exitCodes.ts";
import { createOutput } from "../output.ts";
import { invalid } from "./amounts.ts";
import { laneIdsOf, openL1, openLane, type UserOptions } from "./session.ts";
import { actionById } from "./status-action.ts";
import { doors } from "./status-doors.ts";
import { inTransaction } from "./status-transaction.ts";
import { unstakeOnL1, unstakeOnLane } from "./status-unstake.ts";
import type { Outcome } from "./transact.ts";

export type StatusOptions = UserOptions & { amount: bigint };

/**
 * `cseth status [id]`: where a stake, an unstake or an action is, on whichever chain; without an id what can be done now,
 * and why not, and until when. Reads the lenses and, of events, what storage does not keep.
 */
export async function status(id: string | undefined, options: StatusOptions): Promise<number> {
  const { values, text } = await find(id, options);
  createOutput(options).answer(values, text);
  return EXIT.ok;
}

async function find(id: string | undefined, options: StatusOptions): Promise<Outcome> {
  if (id === undefined) return doors(options);
  if (/^[1-9]\d{0,18}$/.test(id)) {
    const l1 = await openL1(options);
    return options.l1 ? unstakeOnL1(l1, BigInt(id)) : unstakeOnLane(l1, await openLane(options), BigInt(id));
  }
  if (!/^0x[0-9a-f]{64}$/i.test(id)) {
    throw invalid(
      `${id} is neither a request, nor a transaction, nor an action`,
      "Give a request's number, a transaction's hash or an action's id, as cseth has answered it.",
    );
  }
  const hash = id.toLowerCase() as `0x${string}`;
  const l1 = await openL1(options);
  const lanes = await Promise.all(laneIdsOf(options).map((lane) => openLane({ ...options, lane })));
  const found = (await inTransaction(l1, lanes, hash)) ?? (await actionById(l1, lanes, hash));
  if (found) return found;
  throw new CsethError({
    code: "USAGE_UNKNOWN_ID",
    retry: "backoff",
    message: `no chain knows a transaction ${hash} of csETH, nor an action`,
    fix: "Ask again when it is in a block; give the chain's endpoint more history if it is old.",
    context: { id },
  });
}
