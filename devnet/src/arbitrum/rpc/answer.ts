import type { Hex } from "viem";

export type RpcParams = readonly unknown[];
export type RpcFault = { code: number; message: string; data?: unknown };
/** What a method answers. Faults are values: most of them are the node's own, passed on as they are. */
export type Answer = { result: unknown } | { error: RpcFault };

export const rpcCodes = { serverError: -32_000, invalidRequest: -32_600, methodNotFound: -32_601, parse: -32_700 };

export function refuse(message: string, code: number = rpcCodes.serverError): Answer {
  return { error: { code, message } };
}

export type CallRequest = {
  from?: Hex;
  to?: Hex | null;
  value?: Hex;
  data?: Hex;
  input?: Hex;
  gas?: Hex;
};

export function inputOf({ data, input }: CallRequest): Hex {
  return input ?? data ?? "0x";
}

/** Sends a request to the node as it is. */
export type Forward = (method: string, params: RpcParams) => Promise<Answer>;
