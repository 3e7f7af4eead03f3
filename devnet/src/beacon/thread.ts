import { parentPort, workerData } from "node:worker_threads";
import { DevnetError, messageOf } from "../errors.ts";
import type { Request, Response } from "./client.ts";
import { type BeaconOptions, startBeaconService } from "./service.ts";

// Entry of the beacon chain's thread: requests are answered one after the other, in the order they came.
const port = parentPort;
if (port === null) throw new DevnetError("INVALID_OPTION", "thread.ts runs as a worker thread only");

const reply = (response: Response) => port.postMessage(response);

function failure(id: number, error: unknown): Response {
  const { code, context } = error instanceof DevnetError ? error : { code: "CHAIN_DIED" as const, context: {} };
  return { id, error: { code, message: messageOf(error), context } };
}

try {
  const { service, url } = await startBeaconService(workerData as BeaconOptions);
  let queue = Promise.resolve();
  port.on("message", ({ id, method, args }: Request) => {
    queue = queue.then(async () => {
      try {
        const call = service[method] as (...args: readonly unknown[]) => Promise<unknown>;
        reply({ id, result: await call(...args) });
      } catch (error) {
        reply(failure(id, error));
      }
    });
  });
  reply({ id: 0, result: url });
} catch (error) {
  reply(failure(0, error));
}
