import { createServer } from "node:net";
import { DevnetError } from "./errors.ts";

const host = "127.0.0.1";

/** The highest that leaves room for all of them. */
export const highestPortBase = 65_531;

export type DevnetPorts = Record<"l1" | "beacon" | "op" | "arbitrum" | "arbitrumNode", number>;

/**
 * With a base, the devnet's servers get base, base+1, …; without, whatever the system has free.
 * @throws DevnetError PORT_BUSY naming the port, INVALID_OPTION for a base that is no port
 */
export async function choosePorts(base: number | undefined): Promise<DevnetPorts> {
  if (base === undefined) {
    const [l1, beacon, op, arbitrum, arbitrumNode] = await Promise.all([
      listen(0),
      listen(0),
      listen(0),
      listen(0),
      listen(0),
    ]);
    return { l1, beacon, op, arbitrum, arbitrumNode };
  }
  if (!Number.isInteger(base) || base < 1024 || base > highestPortBase) {
    const message = `the port base must be a whole number from 1024 to ${highestPortBase}, not ${base}`;
    throw new DevnetError("INVALID_OPTION", message, { base });
  }
  const ports = { l1: base, beacon: base + 1, op: base + 2, arbitrum: base + 3, arbitrumNode: base + 4 };
  for (const port of Object.values(ports)) await listen(port);
  return ports;
}

/** Binds a port for a moment. @returns its number */
function listen(port: number): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const busy = error.code === "EADDRINUSE";
      const reason = busy ? "is in use by another program" : `can't be used: ${error.message}`;
      reject(new DevnetError("PORT_BUSY", `port ${port} ${reason}; choose another --port-base`, { port }, error));
    });
    server.listen(port, host, () => {
      const address = server.address();
      const bound = typeof address === "object" && address !== null ? address.port : port;
      server.close(() => resolve(bound));
    });
  });
}
