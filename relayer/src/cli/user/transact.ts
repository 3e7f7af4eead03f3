import type { Address } from "viem";
import { CsethError } from "../../domain/errors.ts";
import { EXIT } from "../../telemetry/exitCodes.ts";
import { worstCost } from "../../tx/pricing.ts";
import { type PreparedCall, prepareCall, type Receipt, sendOnce } from "../../tx/sendOnce.ts";
import type { Intent } from "../../tx/simulate.ts";
import { confirm } from "../confirm.ts";
import { interruption } from "../interruption.ts";
import { createOutput } from "../output.ts";
import { ether } from "./amounts.ts";
import type { Session, UserOptions } from "./session.ts";

export type SendOptions = UserOptions & { dryRun: boolean; yes: boolean };

/** What a transaction did, as its receipt says. */
export type Outcome = Readonly<{ values: Record<string, unknown>; text: string }>;

/**
 * One transaction of a person: rehearsed and shown, confirmed, sent once, and what it did read from its receipt.
 * @throws USAGE_NOT_CONFIRMED, and what `prepareCall` and `sendOnce` throw
 */
export async function transact(given: {
  session: Session<unknown>;
  options: SendOptions;
  intent: Intent;
  /** What it will do, in lines for a person and values for a program. */
  expected: Outcome;
  outcome: (receipt: Receipt) => Outcome;
}): Promise<number> {
  const { session, options, intent, expected, outcome } = given;
  const { client, chain, logger, pause } = session;
  const account = await session.account();
  const { transactions: policy } = chain;
  await requireEther(session, account.address, intent.value ?? 0n);
  const call = await prepareCall({ client, account, policy, intent });
  const plan = planOf(call, session, account.address);
  const output = createOutput(options);
  const shown = `${expected.text}\n${formatPlan(plan)}`;
  if (options.dryRun) {
    output.answer({ sent: false, ...plan, ...expected.values }, `${shown}\nnothing was sent`);
    return EXIT.ok;
  }
  await confirm(shown, options);

  const signal = interruption();
  const receipt = await sendOnce({ client, account, policy, call, pause, signal, logger });
  const { values, text } = outcome(receipt);
  const { hash, blockNumber } = receipt;
  output.answer({ sent: true, ...plan, hash, blockNumber, ...values }, `${text}\n${hash} in block ${blockNumber}`);
  return EXIT.ok;
}

/** Nodes word this in many ways, and not all of them clearly. @throws USAGE_BALANCE_TOO_LOW */
async function requireEther({ client }: Session<unknown>, account: Address, value: bigint): Promise<void> {
  const balance = await client.viem.getBalance({ address: account });
  // Something must be left for gas.
  if (balance > value) return;
  throw new CsethError({
    code: "USAGE_BALANCE_TOO_LOW",
    retry: "never",
    message: `the account has ${ether(balance)} on ${client.name}, less than this and its gas`,
    fix: `Send ether to ${account} on chain ${client.chainId}, or give less.`,
    context: { account, balance, value },
  });
}

type Plan = ReturnType<typeof planOf>;

function planOf({ intent, gasLimit, fees }: PreparedCall, { client }: Session<unknown>, from: Address) {
  const { to, value = 0n } = intent;
  const feeAtMost = worstCost({ fees, gasLimit, value: 0n });
  return { chain: client.name, chainId: client.chainId, from, to, value, gasLimit, feeAtMost };
}

function formatPlan({ chain, chainId, from, to, value, gasLimit, feeAtMost }: Plan): string {
  return [
    `chain      ${chain}, ${chainId}`,
    `from       ${from}`,
    `to         ${to}`,
    `value      ${ether(value)}`,
    `gas        at most ${gasLimit}, ${ether(feeAtMost)} as fees are now`,
  ].join("\n");
}
