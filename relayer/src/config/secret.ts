import { inspect } from "node:util";

const REDACTED = "[redacted]";

/**
 * A value that must never reach a log, an error or a terminal. Printing it in any of the usual ways gives
 * `[redacted]`; only `reveal()` gives the value, so that a reader can find every use by searching for that word.
 */
export type Secret = {
  reveal: () => string;
  toString: () => string;
  toJSON: () => string;
};

export function createSecret(value: string): Secret {
  const secret = { reveal: () => value, toString: () => REDACTED, toJSON: () => REDACTED };
  // Closures keep the value out of the object; the symbol covers console.log and util.inspect.
  Object.defineProperty(secret, inspect.custom, { value: () => REDACTED, enumerable: false });
  return Object.freeze(secret);
}
