import { createServer } from "node:net";
import { DevnetError } from "./errors.ts";

const host = "127.0.0.1";

/** The highest that leaves room for all of them. */
export const highestPortBase = 65_531;

export type DevnetPorts = Record<"l1" | "beacon" | "op" | "arbitrum" | "arbitrumNode", number>;

/**
 * With a base, the devnet's servers get base, base+1, …; without, 0: each takes what the system has free then.
 * @throws DevnetError PORT_BUSY naming the port, INVALID_OPTION for a base that is no port
 */
export async function choosePorts(base: number | undefined): Promise<DevnetPorts> {
  if (base === undefined) return { l1: 0, beacon: 0, op: 0, arbitrum: 0, arbitrumNode: 0 };
  if (!Number.isInteger(base) || base < 1024 || base > highestPortBase) {
    const message = `the port base must be a whole number from 1024 to ${highestPortBase}, not ${base}`;
    throw new DevnetError("INVALID_OPTION", message, { base });
  }
  const ports = { l1: base, beacon: base + 1, op: base + 2, arbitrum: base + 3, arbitrumNode: base + 4 };
  for (const port of Object.values(ports)) await requireFree(port);
  return ports;
}

/** Binds a port for a moment. */
function requireFree(port: number): Promise<void> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const busy = error.code === "EADDRINUSE";
      const reason = busy ? "is in use by another program" : `can't be used: ${error.message}`;
      reject(new DevnetError("PORT_BUSY", `port ${port} ${reason}; choose another --port-base`, { port }, error));
    });
    server.listen(port, host, () => server.close(() => resolve()));
  });
}
