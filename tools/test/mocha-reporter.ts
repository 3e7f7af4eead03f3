import { writeSync } from "node:fs";
import { eventDescriptor, type TestEvent } from "./suite.ts";

type MochaTest = { fullTitle(): string; file?: string };
type MochaRunner = {
  on(event: "test" | "pass" | "pending" | "hook", listener: (test: MochaTest) => void): void;
  on(event: "fail", listener: (test: MochaTest, error: Error) => void): void;
  once(event: "end", listener: () => void): void;
};

/** Mocha reporter that writes test events for `npm test` instead of text for people. */
export default function createReporter(runner: MochaRunner): void {
  let passed = 0;
  let failed = 0;
  const send = (event: TestEvent) => writeSync(eventDescriptor, `${JSON.stringify(event)}\n`);
  runner.on("test", (test) => send({ type: "start", title: test.fullTitle() }));
  runner.on("pass", (test) => {
    passed += 1;
    send({ type: "pass", title: test.fullTitle() });
  });
  runner.on("pending", (test) => send({ type: "skip", title: test.fullTitle() }));
  runner.on("fail", (test, error) => {
    failed += 1;
    send({ type: "fail", title: test.fullTitle(), details: describe(error, test.file) });
  });
  runner.once("end", () => send({ type: "end", passed, failed }));
}

type AssertionLike = Error & { expected?: unknown; actual?: unknown };

function describe(error: AssertionLike, file: string | undefined): string {
  const text = error.stack ?? String(error);
  const cause = error.cause instanceof Error ? `\ncause: ${error.cause.stack}` : "";
  return `${text}${cause}${file && !text.includes(file) ? `\nin ${file}` : ""}`;
}
