import { encodeAbiParameters, type Hex } from "viem";
import type { ChainName } from "../chain/peers.ts";
import type { Step } from "../chain/steps.ts";

/** A call on one chain, and the same on the model: what it returns, null for anything. It throws where the call reverts. */
export type Call = Readonly<{
  chain: ChainName;
  step: Step;
  perform: () => readonly bigint[] | Hex | null;
}>;

/** A refusal by a rule that is not part of the model's arithmetic, by the contract's error. */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.name = "Refusal";
    this.code = code;
  }
}

export function words(values: readonly bigint[]): Hex {
  return encodeAbiParameters(
    values.map(() => ({ type: "uint256" }) as const),
    values,
  );
}
