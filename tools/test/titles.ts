const quoted = /\b(?:describe|it)\(\s*(["'`])((?:(?!\1).)*)\1/g;
const functions = /\bfunction\s+((?:test|invariant)\w*)/g;

/** Titles in a test file: of `describe` and `it`, or the names of Solidity's test functions. */
export function titlesIn(file: string, source: string): string[] {
  if (file.endsWith(".t.sol")) return [...source.matchAll(functions)].map(([, name = ""]) => name);
  return [...source.matchAll(quoted)].map(([, , title = ""]) => title);
}

export const isTestFile = (file: string): boolean => /^test\/.*\.(test\.ts|t\.sol)$/.test(file);
