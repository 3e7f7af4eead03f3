import { createInterface } from "node:readline/promises";
import { CsethError } from "../domain/errors.ts";

/**
 * Asks the person at the terminal whether to do what cannot be undone; `yes` is the answer given beforehand.
 * @param shown what would be done
 * @throws USAGE_NOT_CONFIRMED
 */
export async function confirm(shown: string, { json, yes }: { json: boolean; yes: boolean }): Promise<void> {
  if (yes) return;
  if (json || !process.stdin.isTTY)
    throw notConfirmed("there is nobody to ask", "Look at it with --dry-run, then give --yes.");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${shown}\nSend it? This cannot be undone. [y/N] `);
    if (/^y(es)?$/i.test(answer.trim())) return;
  } finally {
    terminal.close();
  }
  throw notConfirmed("it was not confirmed", "Answer y, or give --yes.");
}

function notConfirmed(why: string, fix: string): CsethError {
  return new CsethError({ code: "USAGE_NOT_CONFIRMED", retry: "never", message: `nothing was sent: ${why}`, fix });
}
