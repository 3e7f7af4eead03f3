/** Node's own words about wrong options, of which only the first sentence speaks to a user. */
export function optionProblem(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split(". ")[0] ?? text;
}

/**
 * For programs that take no options: answers `--help` and refuses everything else.
 * @returns the exit code, or undefined when the program may go on
 */
export function answerOptions(name: string, help: string, args: readonly string[]): number | undefined {
  const [first] = args;
  if (first === undefined) return undefined;
  if (first === "--help" || first === "-h") {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  process.stderr.write(`${name}: it takes no options, not "${first}"; see --help.\n`);
  return 2;
}
