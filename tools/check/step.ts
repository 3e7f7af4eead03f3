/** One check. `run` returns what is wrong, a line each; nothing wrong is an empty list. */
export type Step = Readonly<{
  name: string;
  run: (context: StepContext) => Promise<readonly string[]> | readonly string[];
}>;

export type StepContext = Readonly<{
  root: string;
  /** Tracked and new files, ignored ones left out, as paths from the root. */
  files: readonly string[];
  /** Formatters correct what they can. */
  fix: boolean;
  /** Things worth a look that fail nothing. */
  warn: (line: string) => void;
}>;
