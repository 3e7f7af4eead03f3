import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createTestClient, http, publicActions, walletActions } from "viem";
import { foundry } from "viem/chains";

const require = createRequire(import.meta.url);

/** anvil's well-known first account, funded on every chain it starts. */
export const ANVIL_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
export const ANVIL_ADDRESS = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

export type Anvil = Awaited<ReturnType<typeof startAnvil>>;

/** A chain of its own on a free port of 127.0.0.1; `stop` ends it. */
export async function startAnvil({ chainId = 900, args = [] }: { chainId?: number; args?: readonly string[] } = {}) {
  const child = spawn(binary(), ["--port", "0", "--host", "127.0.0.1", "--chain-id", String(chainId), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = await listening(child);
  const chain = { ...foundry, id: chainId };
  const client = createTestClient({
    chain,
    mode: "anvil",
    transport: http(url, { retryCount: 0 }),
    pollingInterval: 20,
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(walletActions);
  return {
    url,
    chainId,
    client,
    stop: () =>
      new Promise<void>((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGKILL");
      }),
  };
}

function binary(): string {
  // Other systems install Foundry themselves.
  return (
    process.env.ANVIL_BIN ?? join(dirname(require.resolve("@foundry-rs/anvil-linux-amd64/package.json")), "bin/anvil")
  );
}

async function listening(child: ChildProcess): Promise<string> {
  let output = "";
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (chunk) => {
      output += String(chunk);
      const match = /Listening on ([\d.]+:\d+)/.exec(output);
      if (match) resolve(`http://${match[1]}`);
    });
    child.stderr?.on("data", (chunk) => {
      output += String(chunk);
    });
    child.once("exit", () => reject(new Error(`anvil ended: ${output}`)));
  });
}
