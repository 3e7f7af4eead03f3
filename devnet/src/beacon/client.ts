import { Worker } from "node:worker_threads";
import { DevnetError, type DevnetErrorCode } from "../errors.ts";
import type { BeaconOptions, BeaconService } from "./service.ts";

export type Request = { id: number; method: keyof BeaconService; args: readonly unknown[] };
export type Response =
  | { id: number; result: unknown }
  | { id: number; error: { code: DevnetErrorCode; message: string; context: Readonly<Record<string, unknown>> } };

export type BeaconThread = {
  readonly url: string;
  readonly service: BeaconService;
  /** Resolves, with the reason, when the thread has ended without being stopped. */
  readonly died: Promise<DevnetError>;
  stop(): Promise<void>;
};

type Waiting = { resolve: (result: unknown) => void; reject: (error: DevnetError) => void };

/** Runs the beacon chain in a thread of its own: a busy caller then can't slow the chain, nor the chain the caller. */
export async function startBeaconThread(options: BeaconOptions): Promise<BeaconThread> {
  const worker = new Worker(new URL("./thread.ts", import.meta.url), { workerData: options });
  const waiting = new Map<number, Waiting>();
  const death = Promise.withResolvers<DevnetError>();
  let stopping = false;
  let lastId = 0;

  function onEnd(reason: string, cause?: unknown): void {
    const error = stopping
      ? new DevnetError("STOPPED", "the devnet is stopped")
      : new DevnetError("CHAIN_DIED", `the beacon chain ended: ${reason}`, {}, cause);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    if (!stopping) death.resolve(error);
  }

  worker.on("error", (error) => onEnd(error.message, error));
  worker.on("exit", (code) => onEnd(`exit code ${code}`));
  worker.on("message", (response: Response) => {
    const call = waiting.get(response.id);
    waiting.delete(response.id);
    if (!("error" in response)) return call?.resolve(response.result);
    const { code, message, context } = response.error;
    call?.reject(new DevnetError(code, message, context));
  });

  const answer = <Result>(id: number): Promise<Result> =>
    new Promise((resolve, reject) => waiting.set(id, { resolve: resolve as Waiting["resolve"], reject }));

  function call<Result>(method: keyof BeaconService, ...args: readonly unknown[]): Promise<Result> {
    if (stopping) return Promise.reject(new DevnetError("STOPPED", "the devnet is stopped"));
    lastId += 1;
    const result = answer<Result>(lastId);
    worker.postMessage({ id: lastId, method, args } satisfies Request);
    return result;
  }

  const service: BeaconService = {
    nextSlots: (count) => call("nextSlots", count),
    reorg: (depth, keepTransactions) => call("reorg", depth, keepTransactions),
    setOffline: (validators) => call("setOffline", validators),
    slash: (validator) => call("slash", validator),
    save: (directory) => call("save", directory),
    close: () => call("close"),
  };
  async function stop(): Promise<void> {
    stopping = true;
    await worker.terminate();
  }
  try {
    return { url: await answer<string>(0), service, died: death.promise, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
