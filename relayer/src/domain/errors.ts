/**
 * What a caller may do with a failure. Loops branch on this and on `code`, never on the message.
 * - `never`: the same call will fail again until a person or the chain changes something.
 * - `backoff`: transient; try again later with growing delay.
 * - `now`: the cause is already gone (a lost race, a stale handle); try again at once.
 */
export type RetryPolicy = "never" | "backoff" | "now";

/** Values that help a reader of the error; they are logged, so they never hold secrets. */
export type ErrorContext = Readonly<
  Record<string, string | number | bigint | boolean | null | undefined | readonly string[]>
>;

export type CsethErrorOptions = {
  /** Stable, upper snake case, prefixed by its area: `CONFIG_UNKNOWN_KEY`, `RPC_CHAIN_ID_MISMATCH`. */
  code: string;
  retry: RetryPolicy;
  /** What happened, in one sentence. */
  message: string;
  /** What the operator should do about it, in one sentence. Absent when retrying is all there is to do. */
  fix?: string;
  context?: ErrorContext;
  cause?: unknown;
};

/** The one error type of the relayer. Anything else that surfaces is a defect and exits with `EXIT.defect`. */
export class CsethError extends Error {
  readonly code: string;
  readonly retry: RetryPolicy;
  readonly fix: string | undefined;
  readonly context: ErrorContext;

  constructor(options: CsethErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "CsethError";
    this.code = options.code;
    this.retry = options.retry;
    this.fix = options.fix;
    this.context = options.context ?? {};
  }
}

/** True for a `CsethError` with this code: the only way code asks "which error was it?". */
export function hasCode(error: unknown, code: string): error is CsethError {
  return error instanceof CsethError && error.code === code;
}

/** The policy of any thrown value; what we did not type ourselves is not retried blindly. */
export function retryPolicyOf(error: unknown): RetryPolicy {
  return error instanceof CsethError ? error.retry : "never";
}

/** Proves to the compiler that a switch over a union is exhaustive. */
export function assertNever(value: never, what: string): never {
  throw new CsethError({ code: "DEFECT_UNREACHABLE", retry: "never", message: `unexpected ${what}: ${String(value)}` });
}
