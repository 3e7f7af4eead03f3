import { moveLedgerAbi } from "@cseth/shared/abi/MoveLedger";
import { envelopeBytes } from "@cseth/shared/messages/envelope";
import { sharesBytes } from "@cseth/shared/messages/shares-message";
import { params } from "@cseth/shared/params";
import { decodeEventLog, encodeFunctionData, type Hash, numberToHex, zeroAddress } from "viem";
import type { EventFact } from "../store/facts.ts";
import { type Lane, laneName } from "./lane.ts";
import type { DueStep } from "./pursue.ts";
import type { L1View } from "./view.ts";

type ParkedMove = ReturnType<typeof parkedOf>;

/** Of one look: those behind wait their turn. */
const MOVES_AT_ONCE = 16;

/** What every SHARES message costs its carrier by. */
export const sharesMessage = {
  payloadBytes: envelopeBytes + sharesBytes,
  gasLimit: params.mainnet.sharesMessageGas,
} as const;

/**
 * Moves parked on L1 that go to this lane's L2: meant for it while it is open, or back to it because where they were
 * meant to go is closed. A lane that is closed itself sends nothing: what is parked waits.
 */
export async function parkedSteps(lane: Lane, view: L1View, fee: () => Promise<bigint>): Promise<readonly DueStep[]> {
  const candidates = await readCandidates(lane);
  if (candidates.length === 0) return [];
  const ledger = { address: lane.l1.addresses.moveLedger, abi: moveLedgerAbi, blockNumber: view.block } as const;
  const { viem } = lane.l1.client;
  const isOpen = async (laneId: number) =>
    (await viem.readContract({ ...ledger, functionName: "laneToken", args: [laneId] })) !== zeroAddress;
  if (!(await isOpen(lane.laneId))) return [];
  const due: ParkedMove[] = [];
  for (const move of candidates) {
    if (due.length === MOVES_AT_ONCE) break;
    if (move.destination !== lane.laneId && (await isOpen(move.destination))) continue;
    if (await viem.readContract({ ...ledger, functionName: "isParked", args: [move] })) due.push(move);
  }
  if (due.length === 0) return [];
  const value = await fee();
  return due.map((move) => ({
    kind: "send-parked",
    key: `parked/${move.laneId}/${move.moveNonce}`,
    subject: `${laneName(lane)}/moves`,
    chainId: lane.l1.client.chainId,
    to: ledger.address,
    data: encodeFunctionData({ abi: moveLedgerAbi, functionName: "sendParked", args: [move] }),
    value,
    abi: moveLedgerAbi,
    seenAt: view.block,
  }));
}

/** Parked by this lane or for it, and not known to have been sent, oldest first. */
async function readCandidates({ l1, laneId }: Lane): Promise<readonly ParkedMove[]> {
  const { facts, addresses } = l1;
  const value = numberToHex(laneId, { size: 32 });
  const parked = (index: 1 | 2) =>
    facts.events({ eventName: "MoveParked", address: addresses.moveLedger, topic: { index, value } });
  const found = [...(await parked(1)), ...(await parked(2))].map(parkedOf);
  if (found.length === 0) return [];
  const sent = new Set((await facts.events({ eventName: "ParkedSent", address: addresses.moveLedger })).map(sentOf));
  return found.filter(({ laneId: from, moveNonce }) => !sent.has(`${from}/${moveNonce}`));
}

function parkedOf({ data, topics }: EventFact) {
  const event = { data, topics: topics as [Hash, ...Hash[]] };
  return decodeEventLog({ abi: moveLedgerAbi, eventName: "MoveParked", ...event }).args.move;
}

function sentOf({ data, topics }: EventFact): string {
  const event = { data, topics: topics as [Hash, ...Hash[]] };
  const { args } = decodeEventLog({ abi: moveLedgerAbi, eventName: "ParkedSent", ...event });
  return `${args.fromLaneId}/${args.moveNonce}`;
}
