import type { Hash } from "viem";
import type { JsonRpc } from "../json-rpc.ts";
import { patience, receiptOf } from "../l1-sender.ts";

/** One transaction at a time, each followed until it is in a block or lost: L1 is read anew before the next. */
export type PendingCall = {
  /** Whether nothing is under way. */
  idle(head: bigint): Promise<boolean>;
  started(transaction: Hash, head: bigint): void;
};

export function createPendingCall(l1: JsonRpc, name: string, log: (line: string) => void): PendingCall {
  let current: { transaction: Hash; sentAt: bigint } | undefined;
  return {
    async idle(head) {
      if (current === undefined) return true;
      const { transaction, sentAt } = current;
      const receipt = await receiptOf(l1, transaction);
      if (receipt === null && head <= sentAt + patience) return false;
      current = undefined;
      if (receipt?.status === "0x0") log(`${name} ${transaction} reverted`);
      return true;
    },
    started(transaction, sentAt) {
      current = { transaction, sentAt };
    },
  };
}
