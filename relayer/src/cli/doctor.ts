import { formatEther } from "viem";
import type { ChainClient } from "../chain/client.ts";
import type { EndpointHealth } from "../chain/endpoints.ts";
import { staleHeadFix, tooOld } from "../chain/headAge.ts";
import { readHeads } from "../chain/heads.ts";
import { unwrapRpc } from "../chain/rpcErrors.ts";
import type { ChainConfig } from "../config/schema.ts";
import { reportError } from "../telemetry/errorReport.ts";
import { loadSigner } from "../tx/signer.ts";

/** One thing that was looked at. `fix` is there when it is not ok. */
export type Check = { id: string; ok: boolean; detail: string; fix?: string };

const LOW_BALANCE_WEI = 50_000_000_000_000_000n;

export type DoctorInput = {
  chains: readonly { client: ChainClient; config: ChainConfig }[];
  readOnly: boolean;
  now: () => number;
  /** Opens the database and says what it is; closes it again. */
  probeDatabase: () => Promise<string>;
};

/** Looks at everything the relayer needs and says how to mend what is wrong. Changes nothing on any chain. */
export async function examine({ chains, readOnly, now, probeDatabase }: DoctorInput): Promise<readonly Check[]> {
  const perChain = await Promise.all(chains.map((chain) => examineChain({ ...chain, readOnly, now })));
  const database = await attempt("database", probeDatabase);
  return [...perChain.flat(), database];
}

async function examineChain({
  client,
  config,
  readOnly,
  now,
}: {
  client: ChainClient;
  config: ChainConfig;
  readOnly: boolean;
  now: () => number;
}): Promise<readonly Check[]> {
  const identity = await attempt(`${client.name}/chain-id`, async () => {
    await client.verify();
    return `chain ${client.chainId}`;
  });
  const endpoints = client.health().map((endpoint) => examineEndpoint({ chain: client.name, endpoint, config, now }));
  if (!identity.ok) return [identity, ...endpoints];
  const finality = await attempt(`${client.name}/finality`, async () => {
    const { latest, safe, finalized } = await readHeads({ client, finality: config.finality });
    return `head ${latest.number}, safe ${safe.number}, finalized ${finalized.number}`;
  });
  return [identity, ...endpoints, finality, ...(await examineSigners({ client, config, readOnly }))];
}

function examineEndpoint({
  chain,
  endpoint,
  config,
  now,
}: {
  chain: string;
  endpoint: EndpointHealth;
  config: ChainConfig;
  now: () => number;
}): Check {
  const id = `${chain}/rpc-${endpoint.index}`;
  const fix = `Check rpcUrls[${endpoint.index}] of ${chain} (${endpoint.host}).`;
  if (!endpoint.usable) return { id, ok: false, detail: `${endpoint.host}: ${endpoint.problem ?? "not usable"}`, fix };
  const age = tooOld(endpoint.headTime ?? 0n, { config, now });
  if (age !== undefined) {
    return { id, ok: false, detail: `${endpoint.host}: its head is ${age} seconds old`, fix: staleHeadFix(chain) };
  }
  return { id, ok: true, detail: `${endpoint.host}: head ${endpoint.head}` };
}

async function examineSigners({
  client,
  config,
  readOnly,
}: {
  client: ChainClient;
  config: ChainConfig;
  readOnly: boolean;
}): Promise<readonly Check[]> {
  if (config.signers.length === 0) {
    const fix = "Set signers[0].key of this chain, or readOnly: true.";
    return [{ id: `${client.name}/signer`, ok: readOnly, detail: "no signer", ...(readOnly ? {} : { fix }) }];
  }
  return Promise.all(
    config.signers.map(async (signer, index): Promise<Check> => {
      const id = `${client.name}/signer-${index}`;
      try {
        const { address } = await loadSigner({ chain: client.name, config: signer });
        const balance = await client.viem.getBalance({ address });
        const detail = `${address}: ${formatEther(balance)} ether`;
        if (balance >= LOW_BALANCE_WEI) return { id, ok: true, detail };
        return { id, ok: false, detail, fix: `Send it at least ${formatEther(LOW_BALANCE_WEI)} ether.` };
      } catch (error) {
        return failed(id, error);
      }
    }),
  );
}

async function attempt(id: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { id, ok: true, detail: await look() };
  } catch (error) {
    return failed(id, error);
  }
}

function failed(id: string, error: unknown): Check {
  const { error: code, message, fix } = reportError(unwrapRpc(error));
  return { id, ok: false, detail: `${code}: ${message}`, fix: fix ?? "Try again; report it if it stays." };
}

/** A table for a terminal: one line per check, the remedy beneath. */
export function formatChecks(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ id }) => id.length));
  return checks
    .flatMap(({ id, ok, detail, fix }) => [
      `${ok ? "ok  " : "FAIL"}  ${id.padEnd(width)}  ${detail}`,
      ...(fix ? [`      → ${fix}`] : []),
    ])
    .join("\n");
}
