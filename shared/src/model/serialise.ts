import { ModelError } from "./errors.ts";

/** JSON of any model state, event or result; a bigint becomes `"123n"`. No string of the model has that form. */
export function serialise(state: unknown): string {
  return JSON.stringify(state, (_key, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
}

/** The state that `serialise` was given. Throws ModelError "NotSerialised" for text that is no JSON. */
export function deserialise<State>(text: string): State {
  try {
    return JSON.parse(text, (_key, value: unknown) =>
      typeof value === "string" && /^-?\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
    ) as State;
  } catch (error) {
    throw new ModelError("NotSerialised", { reason: error instanceof Error ? error.message : String(error) });
  }
}
