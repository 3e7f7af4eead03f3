import {
  type Abi,
  type Address,
  decodeErrorResult,
  type Hex,
  numberToHex,
  parseAbi,
  RpcRequestError,
  toFunctionSelector,
} from "viem";
import { formatAbiItem } from "viem/utils";
import type { ChainClient } from "../chain/client.ts";
import { messageOf } from "../chain/rpcErrors.ts";
import { CsethError } from "../domain/errors.ts";

/** One call we want on the chain, once. */
export type Intent = {
  /** Idempotency key: two intents with one key are one, for as long as the first is open or has succeeded. */
  key: string;
  to: Address;
  data: Hex;
  /** Wei. */
  value?: bigint;
  /** Explicit limit, needed where the callee swallows an inner failure, which misleads estimation. */
  gas?: bigint;
  /** Where the errors of everything beneath the call are found, for messages. */
  abi?: Abi;
  /** What the transaction carries, to find it again by any of them. */
  items?: readonly { kind: string; key: string }[];
};

const STANDARD_ERRORS = parseAbi(["error Error(string reason)", "error Panic(uint256 code)"]);

/** Room for state that moves between estimation and inclusion: a quarter. */
const HEADROOM_PERCENT = 125n;

/**
 * Runs the call against the latest state and chooses its gas limit.
 * @throws TX_WOULD_REVERT with the decoded error, TX_GAS_ABOVE_CAP
 */
export async function simulate({
  client,
  from,
  intent,
  maxGas,
}: {
  client: ChainClient;
  from: Address;
  intent: Intent;
  maxGas: number;
}): Promise<{ gasLimit: bigint }> {
  const cap = BigInt(maxGas);
  if (intent.gas !== undefined && intent.gas > cap) throw aboveCap(intent, intent.gas, cap);
  const call = {
    from,
    to: intent.to,
    data: intent.data,
    value: numberToHex(intent.value ?? 0n),
    gas: numberToHex(intent.gas ?? cap),
  };
  await revertsTyped(intent, () => client.request({ method: "eth_call", params: [call, "latest"] }));
  if (intent.gas !== undefined) return { gasLimit: intent.gas };
  const estimated = BigInt(
    (await revertsTyped(intent, () => client.request({ method: "eth_estimateGas", params: [call] }))) as Hex,
  );
  if (estimated > cap) throw aboveCap(intent, estimated, cap);
  const padded = (estimated * HEADROOM_PERCENT) / 100n;
  return { gasLimit: padded < cap ? padded : cap };
}

/** Why the newest state refuses a call that anyone may send; undefined if it does not. @throws RPC_* */
export async function refusalOf({
  client,
  call: { to, data, abi },
}: {
  client: ChainClient;
  call: Pick<Intent, "to" | "data" | "abi">;
}): Promise<string | undefined> {
  try {
    await client.request({ method: "eth_call", params: [{ to, data }, "latest"] });
    return undefined;
  } catch (error) {
    if (error instanceof CsethError) throw error;
    return describeRevert({ error, abi });
  }
}

/** Reads or rehearses; a revert becomes an error that names it. @throws TX_WOULD_REVERT, RPC_* */
export async function revertsTyped<T>(intent: Pick<Intent, "key" | "to" | "abi">, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    // The endpoints' own failures are typed already.
    if (error instanceof CsethError) throw error;
    const reason = describeRevert({ error, abi: intent.abi });
    throw new CsethError({
      code: "TX_WOULD_REVERT",
      retry: "backoff",
      message: `${intent.key} would revert: ${reason}`,
      context: { intent: intent.key, to: intent.to, reason, revertData: revertDataOf(error) },
      cause: error,
    });
  }
}

/** `Gate_Closed()` or `Error(not yet)`; the raw selector if no ABI knows it; the node's words if there is no data. */
export function describeRevert({ error, abi = [] }: { error: unknown; abi?: Abi | undefined }): string {
  const data = revertDataOf(error);
  if (data === undefined || data === "0x") return messageOf(error).split(" | ")[0] || "no reason given";
  return describeRevertData({ data, abi });
}

/** The same of the bytes alone; the name alone where they are the selector alone. */
export function describeRevertData({ data, abi }: { data: Hex; abi: Abi }): string {
  if (data === "0x") return "no reason given";
  const known = [...abi, ...STANDARD_ERRORS];
  try {
    const { errorName, args } = decodeErrorResult({ abi: known, data });
    return `${errorName}(${(args ?? []).map(String).join(", ")})`;
  } catch {
    const selector = data.slice(0, 10);
    const named = known.find((item) => item.type === "error" && toFunctionSelector(formatAbiItem(item)) === selector);
    return named?.type === "error" ? named.name : `unknown error ${selector}`;
  }
}

function revertDataOf(error: unknown): Hex | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!(cause instanceof RpcRequestError)) continue;
    // geth and anvil give the bytes; some providers wrap them once more.
    const data = cause.data as Hex | { data?: Hex } | undefined;
    const bytes = typeof data === "object" && data !== null ? data.data : data;
    return typeof bytes === "string" && bytes.startsWith("0x") ? bytes : undefined;
  }
  return undefined;
}

function aboveCap(intent: Intent, gas: bigint, cap: bigint): CsethError {
  return new CsethError({
    code: "TX_GAS_ABOVE_CAP",
    retry: "never",
    message: `${intent.key} needs ${gas} gas, more than the ${cap} one transaction may use`,
    fix: "Split it; EIP-7825 refuses more than 2^24 gas in one transaction.",
    context: { intent: intent.key, gas, cap },
  });
}
