/** A mistake somebody could make in a contract, and the test that must notice it. */
export type Mutant = Readonly<{
  /** The patch file's path. */
  file: string;
  what: string;
  /** `.t.sol` file, from the root. */
  test: string;
  /** The test function expected to fail. */
  expect: string;
  diff: string;
}>;

/** A patch file whose header does not say what it must. */
export class MutantError extends Error {
  readonly code = "MUTANT_HEADER";
  override readonly name = "MutantError";
}

/**
 * Reads `what:`, `test:` and `expect:` from the lines before the diff. Only contracts may be patched, never tests: a
 * mutant that alters its test proves nothing.
 */
export function parseMutant(file: string, text: string): Mutant {
  const start = text.search(/^(?:diff --git|--- )/m);
  if (start < 0) throw new MutantError(`${file} contains no diff`);
  const header = text.slice(0, start);
  const diff = text.slice(start);
  const field = (name: string) => {
    const value = header.match(new RegExp(`^#?\\s*${name}:\\s*(.+)$`, "m"))?.[1]?.trim();
    if (!value) throw new MutantError(`${file} lacks the line "${name}: …" before its diff`);
    return value;
  };
  const mutant = { file, what: field("what"), test: field("test"), expect: field("expect"), diff };
  if (!mutant.test.endsWith(".t.sol")) throw new MutantError(`${file}: test must name a .t.sol file`);
  patchedFiles(file, diff);
  return mutant;
}

/** The contracts a diff changes; anything else may not be mutated. */
export function patchedFiles(file: string, diff: string): string[] {
  const paths = [...diff.matchAll(/^\+\+\+ (?:b\/)?(\S+)/gm)].map(([, path = ""]) => path);
  const outside = paths.filter((path) => !/^(?:l1-contracts|l2-contracts|shared\/contracts)\//.test(path));
  if (outside.length > 0) throw new MutantError(`${file} patches ${outside.join(", ")}: only contracts may be mutated`);
  return paths;
}
