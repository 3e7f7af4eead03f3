import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isCode, isGenerated } from "./files.ts";
import type { Step } from "./step.ts";

type Rule = Readonly<{ pattern: RegExp; reason: string; applies: (file: string) => boolean }>;

const isTest = (file: string) => /\.(test\.ts|t\.sol)$/.test(file);
const always = () => true;

// Written in two halves where this file would else find itself.
const rules: readonly Rule[] = [
  {
    pattern: new RegExp(`\\b(TO${"DO"}|FIX${"ME"}|XX${"X"})\\b`),
    reason: "finish it or write an issue",
    applies: isCode,
  },
  {
    pattern: /\b(?:describe|it|context|suite)\.(?:only|skip)\b/,
    reason: "a narrowed or skipped test",
    applies: isTest,
  },
  { pattern: /\bvm\.skip\(|\bfunction\s+(?:xtest|skip_test)/, reason: "a skipped test", applies: isTest },
  {
    pattern: new RegExp(`@ts-(?:ig${"nore"}|noch${"eck"})`),
    reason: "an escape from the type checker",
    applies: isCode,
  },
  { pattern: /^(?:<{7}|>{7}) /, reason: "a merge conflict", applies: always },
  { pattern: /"resolved":\s*"https?:/, reason: "the lockfile names a download host", applies: isLockfile },
  {
    pattern: new RegExp(`\\bregis${"try"}=|https?://regis${"try"}\\.`),
    reason: "names a package host",
    applies: always,
  },
];

function isLockfile(file: string): boolean {
  return file.endsWith("package-lock.json");
}

export function leftOversIn(file: string, text: string): string[] {
  const applicable = rules.filter(({ applies }) => applies(file));
  return text
    .split("\n")
    .flatMap((line, index) =>
      applicable
        .filter(({ pattern }) => pattern.test(line))
        .map(({ reason }) => `${file}:${index + 1} ${reason}: ${line.trim().slice(0, 100)}`),
    );
}

export const leftOvers: Step = {
  name: "nothing left over: open ends, narrowed tests, package hosts",
  run: ({ root, files }) =>
    files
      .filter((file) => isLockfile(file) || !isGenerated(file))
      .flatMap((file) => leftOversIn(file, readFileSync(join(root, file), "utf8"))),
};
