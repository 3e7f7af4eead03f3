export type BenchErrorCode =
  | "BENCH_OPTIONS"
  | "BENCH_REVERTED"
  | "BENCH_NO_SAMPLES"
  | "BENCH_NOT_READY"
  | "BENCH_MISSING";

/** The only error this package throws. `context` holds the values a reader needs to act on it. */
export class BenchError extends Error {
  override readonly name = "BenchError";
  readonly code: BenchErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: BenchErrorCode, message: string, context: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.context = context;
  }
}
