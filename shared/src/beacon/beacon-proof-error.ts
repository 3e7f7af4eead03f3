/** Why a proof cannot be built; the names are those of the contract's errors. */
export type BeaconProofErrorCode =
  | "BeaconProofs_NoValidators"
  | "BeaconProofs_IndexOutOfRange"
  | "BeaconProofs_NotAscending"
  /** From Gloas on the validators of one proof stand in one subtree of the list: prove them in several. */
  | "BeaconProofs_SeveralSubtrees";

export class BeaconProofError extends Error {
  override readonly name = "BeaconProofError";
  readonly retry = "never";
  readonly code: BeaconProofErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: BeaconProofErrorCode, context: Readonly<Record<string, unknown>>) {
    const values = Object.entries(context).map(([key, value]) => `${key} = ${value}`);
    super(`${code}: ${values.join(", ")}`);
    this.code = code;
    this.context = context;
  }
}
