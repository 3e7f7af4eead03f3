import { keyRegistryAbi } from "@cseth/shared/abi/KeyRegistry";
import { nodeDeskAbi } from "@cseth/shared/abi/NodeDesk";
import { decodeKeys, keySetRoot, type ValidatorKey } from "@cseth/shared/merkle/key-set";
import { splitOperatorId } from "@cseth/shared/messages/ids";
import { decodeEventLog, type Hash } from "viem";
import type { EventFact } from "../store/facts.ts";
import type { Lane } from "./lane.ts";

/** A set of keys that its operator has revealed and L1 has opened. */
export type RevealedSet = Readonly<{
  operatorId: bigint;
  setId: number;
  /** Position among all commitments. */
  order: bigint;
  /** L1 time, seconds, from which its keys may be used. */
  usableFrom: bigint;
  keys: readonly ValidatorKey[];
  /** Indices that were used, or lost to an earlier commitment. */
  taken: ReadonlySet<number>;
}>;

/**
 * Sets of the lane's operators with keys left, in the order of their commitments. What L1 knows of a set are root and
 * count; the keys are what its L2 published, and count only if they make that root.
 */
export async function readKeySets({
  laneId,
  l1,
  l2,
}: Pick<Lane, "laneId" | "l1" | "l2">): Promise<readonly RevealedSet[]> {
  const address = l1.addresses.keyRegistry;
  const read = <Name extends RegistryEvent>(eventName: Name) =>
    l1.facts.events({ eventName, address }).then((events) => events.map((event) => decode(event, eventName)));
  const [revealed, committed, used, voided] = await Promise.all([
    read("KeysRevealed"),
    read("KeysCommitted"),
    read("KeyTaken"),
    read("KeyVoided"),
  ]);
  const orders = new Map(committed.map(({ operatorId, setId, order }) => [idOf({ operatorId, setId }), order]));
  const taken = new Map<string, Set<number>>();
  for (const { index, ...set } of [...used, ...voided]) {
    const id = idOf(set);
    taken.set(id, (taken.get(id) ?? new Set()).add(Number(index)));
  }
  const ofLane = revealed.filter(({ operatorId }) => splitOperatorId(operatorId).laneId === laneId);
  const open = ofLane.filter((set) => (taken.get(idOf(set))?.size ?? 0) < Number(set.count));
  if (open.length === 0) return [];
  const published = await readPublished(l2);
  return open
    .flatMap(({ operatorId, setId, root, usableFrom }) => {
      const id = idOf({ operatorId, setId });
      const keys = published.get(id);
      // Not indexed yet, or not the keys that L1 was told of.
      if (!keys || keySetRoot(keys) !== root) return [];
      return [{ operatorId, setId, usableFrom, keys, order: orders.get(id) ?? 0n, taken: taken.get(id) ?? new Set() }];
    })
    .sort((a, b) => (a.order < b.order ? -1 : 1));
}

async function readPublished({ facts, addresses }: Lane["l2"]): Promise<ReadonlyMap<string, readonly ValidatorKey[]>> {
  const events = await facts.events({ eventName: "KeysRevealed", address: addresses.nodeDesk });
  return new Map(
    events.map(({ data, topics }) => {
      const eventName = "KeysRevealed";
      const { args } = decodeEventLog({ abi: nodeDeskAbi, eventName, data, topics: topics as [Hash, ...Hash[]] });
      return [idOf(args), decodeKeys(args.keys)];
    }),
  );
}

type RegistryEvent = "KeysRevealed" | "KeysCommitted" | "KeyTaken" | "KeyVoided";

function decode<Name extends RegistryEvent>({ data, topics }: EventFact, eventName: Name) {
  return decodeEventLog({ abi: keyRegistryAbi, eventName, data, topics: topics as [Hash, ...Hash[]] }).args;
}

function idOf({ operatorId, setId }: Pick<RevealedSet, "operatorId" | "setId">): string {
  return `${operatorId}/${setId}`;
}
