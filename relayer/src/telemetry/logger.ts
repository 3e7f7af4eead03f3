import { type DestinationStream, type Logger as PinoLogger, pino } from "pino";
import { reportError } from "./errorReport.ts";

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
export type Logger = PinoLogger;

/**
 * Paths that are censored wherever a whole object is logged by mistake. Secrets of our configuration censor
 * themselves (`Secret`); this list is the second net, for objects that come from libraries.
 */
const REDACTED_PATHS = ["privateKey", "password", "authorization", "key", "mnemonic", "connectionString"].flatMap(
  (name) => [name, `*.${name}`, `*.*.${name}`],
);

/**
 * A JSON logger. Bigints are written as decimal strings, errors with code, policy and fix.
 * @param destination where lines go; standard error by default, so that standard output stays the answer of `--json`.
 */
export function createLogger({
  level,
  destination = pino.destination({ dest: 2, sync: true }),
}: {
  level: LogLevel;
  destination?: DestinationStream;
}): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: REDACTED_PATHS, censor: "[redacted]" },
      formatters: { level: (label) => ({ level: label }), log: withPlainBigints },
      serializers: { err: reportError, error: reportError },
    },
    destination,
  );
}

function withPlainBigints(fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields);
  if (!entries.some(([, value]) => typeof value === "bigint")) return fields;
  return Object.fromEntries(entries.map(([key, value]) => [key, typeof value === "bigint" ? value.toString() : value]));
}
