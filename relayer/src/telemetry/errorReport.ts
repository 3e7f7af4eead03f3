import { CsethError } from "../domain/errors.ts";

/** The shape of a failure on the outside: one JSON line with `--json`, one text line without. */
export type ErrorReport = {
  error: string;
  message: string;
  fix?: string;
  retry: string;
  context?: Record<string, unknown>;
  cause?: string;
};

/** Flattens any thrown value into one report; bigints become decimal strings. */
export function reportError(error: unknown): ErrorReport {
  if (!(error instanceof CsethError)) {
    return { error: "DEFECT_UNTYPED", message: firstLine(error), retry: "never" };
  }
  const report: ErrorReport = { error: error.code, message: error.message, retry: error.retry };
  if (error.fix !== undefined) report.fix = error.fix;
  const context = Object.entries(error.context).filter(([, value]) => value !== undefined);
  if (context.length > 0) report.context = Object.fromEntries(context.map(([key, value]) => [key, plain(value)]));
  if (error.cause !== undefined) report.cause = firstLine(error.cause);
  return report;
}

/** One line for a terminal: `CODE: what happened (why). Do this.` */
export function formatErrorLine(error: unknown): string {
  const report = reportError(error);
  const cause = report.cause ? ` (${report.cause})` : "";
  const fix = report.fix ? ` ${report.fix}` : "";
  return `${report.error}: ${report.message}${cause}.${fix}`.replaceAll(/\s*\n\s*/g, " ");
}

function plain(value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

function firstLine(value: unknown): string {
  const text = value instanceof Error ? value.message || value.name : String(value);
  return text.split("\n", 1)[0] ?? text;
}
