import { toJson } from "../store/audit.ts";
import { formatErrorLine, reportError } from "../telemetry/errorReport.ts";

/** Where a command's answer goes. Logs never come here: they go to standard error as JSON lines. */
export type Output = {
  /** The answer: one JSON document with `--json`, the text otherwise. */
  answer: (value: unknown, text: string) => void;
  /** The one line that says why the command ends here. */
  failure: (error: unknown) => void;
};

export function createOutput({ json }: { json: boolean }): Output {
  return {
    answer: (value, text) => void process.stdout.write(json ? `${toJson(value)}\n` : `${text}\n`),
    failure: (error) => {
      if (json) process.stdout.write(`${toJson(reportError(error))}\n`);
      else process.stderr.write(`${formatErrorLine(error)}\n`);
    },
  };
}
