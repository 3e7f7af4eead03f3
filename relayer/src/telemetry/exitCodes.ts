import { CsethError } from "../domain/errors.ts";

/** Exit codes of every `cseth` command, after sysexits(3), so that a service manager can tell them apart. */
export const EXIT = {
  ok: 0,
  /** The command ran and its answer is "no": a doctor's check failed, a verification did not hold. */
  negative: 1,
  usage: 64,
  /** The database, an RPC endpoint, a beacon node or a port is not available. */
  unavailable: 69,
  /** A defect of ours: please report it. */
  defect: 70,
  /** Anything typed that has no class of its own and may pass by itself. */
  temporary: 75,
  config: 78,
  interrupted: 130,
} as const;

const CODE_AREAS: readonly (readonly [prefix: string, exitCode: number])[] = [
  ["CONFIG_", EXIT.config],
  ["USAGE_", EXIT.usage],
  ["RPC_CHAIN_ID_MISMATCH", EXIT.config],
  ["RPC_", EXIT.unavailable],
  ["BEACON_", EXIT.unavailable],
  ["ORACLE_BOARD_UNREACHABLE", EXIT.unavailable],
  ["ORACLE_CONTRACT_MISSING", EXIT.config],
  ["ORACLE_NOT_MEMBER", EXIT.config],
  ["ORACLE_WRONG_BEACON_CHAIN", EXIT.config],
  ["DATABASE_", EXIT.unavailable],
  ["HTTP_", EXIT.unavailable],
  ["KEYS_NOT_FINAL", EXIT.temporary],
  ["KEYS_", EXIT.usage],
  ["REWARDS_SOURCE_", EXIT.unavailable],
  ["DEFECT_", EXIT.defect],
];

/** The exit code for a failure that ends the process. The first matching area wins. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof CsethError)) return EXIT.defect;
  const area = CODE_AREAS.find(([prefix]) => error.code.startsWith(prefix));
  return area ? area[1] : EXIT.temporary;
}
