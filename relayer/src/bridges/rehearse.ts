import { CallExecutionError, type CallParameters, RpcRequestError } from "viem";
import type { ChainClient } from "../chain/client.ts";
import { messageOf, unwrapRpc } from "../chain/rpcErrors.ts";
import { CsethError } from "../domain/errors.ts";

/** Makes a call without sending it: whether it would succeed now and, if not, the node's own words. */
export async function rehearse(
  client: ChainClient,
  call: CallParameters,
): Promise<{ wouldDeliver: boolean; reason: string | undefined }> {
  try {
    await client.viem.call(call);
    return { wouldDeliver: true, reason: undefined };
  } catch (error) {
    const cause = unwrapRpc(error);
    if (cause instanceof CsethError) throw cause;
    if (!isCallRefused(error)) throw error;
    return { wouldDeliver: false, reason: messageOf(error).split(" | ")[0] || undefined };
  }
}

function isCallRefused(error: unknown): boolean {
  return error instanceof CallExecutionError && error.walk((cause) => cause instanceof RpcRequestError) !== null;
}
