/** What is wrong with a message. Where a contract refuses the same bytes, the code is the name of its error. */
export type MessageErrorCode =
  | "Ids_ZeroSequence"
  | "Envelope_TooShort"
  | "Envelope_UnsupportedVersion"
  | "Envelope_UnexpectedType"
  | "Envelope_UnexpectedLane"
  | "Envelope_ZeroNonce"
  | "BatchMessage_BadLength"
  | "StateUpdateMessage_BadLength"
  | "StateUpdateMessage_TooManySettlements"
  | "FastNoteMessage_BadLength"
  | "FastFreezeMessage_BadLength"
  | "SharesMessage_BadLength"
  | "ActionCodec_BadLength"
  | "ActionCodec_BadPayloadLength"
  | "ActionCodec_TruncatedRun"
  | "ActionCodec_UnknownKind"
  | "OutboxTree_TooManyLeaves"
  | "OutboxTree_RunOutOfBounds"
  | "OutboxTree_BadProofLength"
  | "KeySets_BadLength"
  | "KeySets_BadPubkeyLength"
  | "KeySets_BadSignatureLength"
  | "Reports_LanesNotAscending"
  | "ExpressDesk_KindNotExpress"
  | "RewardTree_DuplicateLeaf"
  | "RewardTree_UnknownLeaf"
  /** A delayed message of Arbitrum's inbox that is not a retryable ticket. */
  | "Retryable_BadLength"
  /** Not a packet of LayerZero V2, or of another version. */
  | "Packet_Malformed"
  /** Not `0x` and an even number of hex digits. */
  | "Packed_InvalidHex"
  /** A field does not fit its width. */
  | "Packed_OutOfRange";

/** Bytes or values that are not a message of ours. Never worth a retry: the same input fails for ever. */
export class MessageError extends Error {
  override readonly name = "MessageError";
  readonly retry = "never";
  readonly code: MessageErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: MessageErrorCode, context: Readonly<Record<string, unknown>>) {
    const values = Object.entries(context).map(([key, value]) => `${key} = ${value}`);
    super(`${code}: ${values.join(", ")}`);
    this.code = code;
    this.context = context;
  }
}
