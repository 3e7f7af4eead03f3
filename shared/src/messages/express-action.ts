// Twin of shared/contracts/actions/ExpressActions.sol. EIP-712: https://eips.ethereum.org/EIPS/eip-712
import { type Address, type Hex, hashTypedData, slice } from "viem";
import { type Action, actionKind, encodeAction } from "./action.ts";
import { MessageError } from "./message-error.ts";

/** What an operator may also sign on L1; the other kinds need its L2 (docs/messages.md). */
export const EXPRESS_KINDS = ["setRewardRecipient", "setManager", "commitKeys", "requestExit", "claimBond"] as const;
export type ExpressAction = Extract<Action, { kind: (typeof EXPRESS_KINDS)[number] }>;

const HEADER_LENGTH = 18;

export const expressActionTypes = {
  ExpressAction: [
    { name: "kind", type: "uint8" },
    { name: "gasLimit", type: "uint32" },
    { name: "operatorId", type: "uint64" },
    { name: "issuedAt", type: "uint40" },
    { name: "payload", type: "bytes" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/** Where a signature is valid: one ExpressDesk on one chain. */
export type ExpressDomain = Readonly<{ chainId: number; expressDesk: Address }>;

/**
 * Typed data of an action for viem's `signTypedData`; `deadline` in seconds.
 * @throws `ExpressDesk_KindNotExpress`
 */
export function expressTypedData(action: Action, deadline: bigint, { chainId, expressDesk }: ExpressDomain) {
  const { kind, gasLimit, operatorId, issuedAt } = action;
  const kinds: readonly string[] = EXPRESS_KINDS;
  if (!kinds.includes(kind)) throw new MessageError("ExpressDesk_KindNotExpress", { kind: actionKind[kind] });
  const payload = slice(encodeAction(action), HEADER_LENGTH);
  return {
    domain: { name: "csETH ExpressDesk", version: "1", chainId, verifyingContract: expressDesk },
    types: expressActionTypes,
    primaryType: "ExpressAction",
    message: { kind: actionKind[kind], gasLimit, operatorId, issuedAt, payload, deadline },
  } as const;
}

/** The 32 bytes to sign. */
export function expressDigest(action: Action, deadline: bigint, domain: ExpressDomain): Hex {
  return hashTypedData(expressTypedData(action, deadline, domain));
}
