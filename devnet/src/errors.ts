/** Why a devnet could not start, or could not go on. The command line prints code and message, tests match the code. */
export type DevnetErrorCode =
  | "ANVIL_MISSING"
  | "ANVIL_VERSION"
  | "CHAIN_DIED"
  | "CHAIN_UNREACHABLE"
  | "CONTRACT_FAILED"
  | "GENESIS_UNREADABLE"
  | "INVALID_OPTION"
  | "PORT_BUSY"
  | "REORG_TOO_DEEP"
  | "RPC_FAILED"
  | "STATE_UNREADABLE"
  | "STATE_UNWRITABLE"
  | "STOPPED";

/** The only error this package throws. `context` holds the values a reader needs to act on it. */
export class DevnetError extends Error {
  readonly code: DevnetErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(
    code: DevnetErrorCode,
    message: string,
    context: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "DevnetError";
    this.code = code;
    this.context = context;
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
