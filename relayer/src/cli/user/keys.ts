import { randomBytes } from "node:crypto";
import { keyRegistryAbi } from "@cseth/shared/abi/KeyRegistry";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { nodeDeskAbi } from "@cseth/shared/abi/NodeDesk";
import { validatorLedgerAbi } from "@cseth/shared/abi/ValidatorLedger";
import { encodeKeys } from "@cseth/shared/merkle/key-set";
import { splitOperatorId } from "@cseth/shared/messages/ids";
import { encodeFunctionData, type Hex, parseEventLogs, toHex } from "viem";
import { readHeader, readHeads } from "../../chain/heads.ts";
import type { L1Addresses } from "../../config/deployments.ts";
import { CsethError } from "../../domain/errors.ts";
import { interruption } from "../interruption.ts";
import { readDepositData } from "./deposit-data.ts";
import { commitmentOf, readKeyFile, writeKeyFile } from "./key-file.ts";
import { openL1, openLane, type Session } from "./session.ts";
import { type SendOptions, transact } from "./transact.ts";

export type CommitOptions = SendOptions & { depositData: readonly string[]; out?: string };
export type RevealOptions = SendOptions & { wait: boolean };

const deskErrors = [...nodeDeskAbi, ...l2HubAbi] as const;

/** `cseth operator keys commit <id>`: keys that nobody has seen yet become this operator's, by a salted root. */
export async function commitKeys(operatorId: bigint, options: CommitOptions): Promise<number> {
  const l1 = await openL1(options);
  const credentials = await l1.client.viem.readContract({
    address: l1.addresses.validatorLedger,
    abi: validatorLedgerAbi,
    functionName: "CREDENTIALS",
  });
  const keys = await readDepositData(options.depositData, { chainId: l1.client.chainId, credentials });
  const session = await openLane({ ...options, lane: splitOperatorId(operatorId).laneId });
  const set = { operatorId, salt: toHex(randomBytes(32)), keys };
  const commitment = commitmentOf(set);
  const path = options.out ?? `cseth-keys-${operatorId}-${commitment.slice(2, 10)}.json`;
  if (!options.dryRun) await writeKeyFile(path, set);
  return transact({
    session,
    options,
    intent: {
      key: "operator keys commit",
      to: session.addresses.nodeDesk,
      data: encodeFunctionData({ abi: nodeDeskAbi, functionName: "commitKeys", args: [operatorId, commitment] }),
      abi: deskErrors,
    },
    expected: {
      values: { operatorId, keys: keys.length, commitment, file: path },
      text: [
        `commit     to ${keys.length} keys of operator ${operatorId}, which nobody sees yet`,
        `saved to   ${path}: keep it secret until the reveal, and do not lose it`,
      ].join("\n"),
    },
    outcome: ({ logs }) => {
      const [event] = parseEventLogs({ abi: nodeDeskAbi, eventName: "KeysCommitted", logs: logs as never });
      const { setId = 0, actionId } = event?.args ?? {};
      const text = `set ${setId}, committed; publish it once L1 has it for good: cseth operator keys reveal ${path}`;
      return { values: { operatorId, setId, actionId, file: path }, text };
    },
  });
}

/** `cseth operator keys reveal <file>`: publishes a committed set; not before L1 has the commitment for good. */
export async function revealKeys(path: string, options: RevealOptions): Promise<number> {
  const set = await readKeyFile(path);
  const { operatorId, salt, keys } = set;
  const l1 = await openL1(options);
  const setId = await finalSet(l1, { operatorId, commitment: commitmentOf(set), wait: options.wait });
  const session = await openLane({ ...options, lane: splitOperatorId(operatorId).laneId });
  const args = [operatorId, setId, salt, encodeKeys(keys)] as const;
  return transact({
    session,
    options,
    intent: {
      key: "operator keys reveal",
      to: session.addresses.nodeDesk,
      data: encodeFunctionData({ abi: nodeDeskAbi, functionName: "revealKeys", args }),
      abi: deskErrors,
    },
    expected: {
      values: { operatorId, setId, keys: keys.length },
      text: `reveal     set ${setId} of operator ${operatorId}, ${keys.length} keys; everybody will see them`,
    },
    outcome: ({ logs }) => {
      const [event] = parseEventLogs({ abi: nodeDeskAbi, eventName: "KeysRevealed", logs: logs as never });
      const text = `set ${setId} is public; a keeper uses its keys when L1 has it and their challenge time is over`;
      return { values: { operatorId, setId, actionId: event?.args.actionId }, text };
    },
  });
}

/** Number of the set in L1's final blocks. @throws KEYS_NOT_FINAL unless it waits for it */
async function finalSet(
  session: Session<L1Addresses>,
  { operatorId, commitment, wait }: { operatorId: bigint; commitment: Hex; wait: boolean },
): Promise<number> {
  const { client, chain } = session;
  const { signal } = wait ? { signal: interruption() } : { signal: AbortSignal.abort() };
  for (;;) {
    const { finalized } = await readHeads({ client, finality: chain.finality });
    const found = await setAt(session, { operatorId, commitment, block: finalized.number });
    if (found !== undefined) return found;
    if (signal.aborted) break;
    await session.pause(signal);
  }
  const latest = await readHeader({ client, at: "latest" });
  const isThere = (await setAt(session, { operatorId, commitment, block: latest.number })) !== undefined;
  throw new CsethError({
    code: "KEYS_NOT_FINAL",
    retry: "backoff",
    message: isThere
      ? "L1 has the commitment, but not in a final block: who saw the keys now might still be first (T-76)"
      : "L1 does not have the commitment, or the set is revealed already",
    fix: "Wait until the batch with the commitment has landed and is final, or give --wait.",
    context: { operatorId, commitment },
  });
}

/** Sets are numbered from 1 without a hole, unless L1 refused one. */
const HOLES_BELIEVED = 8;

async function setAt(
  { client, addresses }: Session<L1Addresses>,
  { operatorId, commitment, block: blockNumber }: { operatorId: bigint; commitment: Hex; block: bigint },
): Promise<number | undefined> {
  const registry = {
    address: addresses.keyRegistry,
    abi: keyRegistryAbi,
    functionName: "keySet",
    blockNumber,
  } as const;
  for (let setId = 1, holes = 0; holes < HOLES_BELIEVED; setId += 1) {
    const { order, root } = await client.viem.readContract({ ...registry, args: [operatorId, setId] });
    if (root === commitment) return setId;
    holes = order === 0n ? holes + 1 : 0;
  }
  return undefined;
}
