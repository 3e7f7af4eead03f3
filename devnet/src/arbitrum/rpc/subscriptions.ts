import { type Hash, type Hex, numberToHex } from "viem";
import type { Answer, Forward, RpcParams } from "./answer.ts";
import { refuse } from "./answer.ts";
import type { Rewrite } from "./rewrite.ts";

/** Heights of L2 before and after something happened; lower after than before only between the steps of a reorg. */
export type Change = { from: number; to: number };

type Topic = { kind: "newHeads" } | { kind: "logs"; filter: Record<string, unknown> };

/** Subscriptions of one WebSocket connection. */
export type Subscriptions = {
  /** Answers `eth_subscribe` and `eth_unsubscribe`. */
  answer(method: string, params: RpcParams): Answer;
  /** Tells about the blocks made since the last time, once they are whole. */
  publish(change: Change): Promise<void>;
};

export type SubscriptionsOptions = { forward: Forward; rewrite: Rewrite; send: (message: unknown) => void };

export function createSubscriptions({ forward, rewrite, send }: SubscriptionsOptions): Subscriptions {
  const topics = new Map<Hex, Topic>();
  let count = 0;

  function notify(subscription: Hex, result: unknown): void {
    send({ jsonrpc: "2.0", method: "eth_subscription", params: { subscription, result } });
  }

  async function resultOf(method: string, params: RpcParams): Promise<unknown> {
    const answer = await forward(method, params);
    return "result" in answer ? answer.result : undefined;
  }

  async function publishHeads(subscription: Hex, { from, to }: Change): Promise<void> {
    for (let number = from + 1; number <= to; number += 1) {
      const block = await resultOf("eth_getBlockByNumber", [numberToHex(number), false]);
      const { transactions: _transactions, ...header } = rewrite.block(block) as { transactions: Hash[] };
      notify(subscription, header);
    }
  }

  async function publishLogs(subscription: Hex, filter: Record<string, unknown>, { from, to }: Change): Promise<void> {
    const range = { fromBlock: numberToHex(from + 1), toBlock: numberToHex(to) };
    const logs = (await resultOf("eth_getLogs", [{ ...filter, ...range }])) as unknown[] | undefined;
    for (const log of logs ?? []) notify(subscription, rewrite.log(log));
  }

  function subscribe([kind, filter]: RpcParams): Answer {
    if (kind !== "newHeads" && kind !== "logs") return refuse(`no subscription "${String(kind)}": newHeads or logs`);
    count += 1;
    const id = numberToHex(count);
    topics.set(id, kind === "newHeads" ? { kind } : { kind, filter: (filter ?? {}) as Record<string, unknown> });
    return { result: id };
  }

  return {
    answer: (method, params) =>
      method === "eth_subscribe" ? subscribe(params) : { result: topics.delete(params[0] as Hex) },
    async publish(change) {
      if (change.to <= change.from) return;
      for (const [subscription, topic] of topics) {
        if (topic.kind === "newHeads") await publishHeads(subscription, change);
        else await publishLogs(subscription, topic.filter, change);
      }
    },
  };
}
