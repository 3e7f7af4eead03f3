import type { Address } from "viem";
import { readHeads } from "../../chain/heads.ts";
import type { DepositCarrier, WithdrawalCarrier } from "../../domain/carrier.ts";
import { phaseOfDeposit } from "../../domain/phaseOfDeposit.ts";
import { phaseOfWithdrawal, type WithdrawalFacts } from "../../domain/phaseOfWithdrawal.ts";
import type { CarrierStatus } from "../port.ts";
import { readAt, readSource } from "../source.ts";
import { portalAbi } from "./abi.ts";
import { findGame, type Reading } from "./games.ts";
import { L2_MESSENGER, type OpStackLane } from "./lane.ts";
import { readPaused, readPortal } from "./portalReads.ts";
import { readProofs } from "./proofs.ts";
import { readRelay } from "./relay.ts";

/** @param provers accounts whose proofs are read even if others have flooded the portal with theirs */
export async function withdrawalStatus(
  lane: OpStackLane,
  carrier: WithdrawalCarrier,
  provers: readonly Address[],
): Promise<CarrierStatus> {
  const heads = await readHeads(lane.l1);
  const { number: blockNumber, timestamp: now } = heads.latest;
  const relay = await readRelay({
    client: lane.l1.client,
    messenger: lane.messengers.l1,
    carrier,
    blockNumber,
    finalized: heads.finalized.number,
  });
  const l2Block = carrier.sourceBlock.number;
  const facts: WithdrawalFacts = {
    source: "final",
    l2Block,
    relay,
    finalized: false,
    paused: false,
    now,
    proofs: [],
    game: undefined,
  };
  // What the messenger has recorded stands, whatever the portal has become since.
  if (relay.outcome === "failed") facts.paused = await readPaused(lane, blockNumber);
  if (relay.outcome === "none") {
    const { standing, sentAt } = await readSource(lane.l2, carrier);
    facts.source = standing;
    facts.finalized = await isFinalized(lane, carrier, blockNumber);
    if (standing === "final" && !facts.finalized) {
      const portal = await readPortal(lane, blockNumber);
      const reading: Reading = { lane, portal, l1Block: heads.latest, roots: new Map() };
      facts.paused = portal.paused;
      facts.proofs = await readProofs(reading, { withdrawalHash: carrier.withdrawalHash, provers });
      const usable = facts.proofs.some(({ fault, finalizable }) => finalizable || fault === undefined);
      if (!usable) facts.game = await findGame(reading, { l2Block, sentAt });
    }
  }
  return { phase: phaseOfWithdrawal(facts), readAt: readAt(heads) };
}

function isFinalized({ l1, portal }: OpStackLane, { withdrawalHash }: WithdrawalCarrier, blockNumber: bigint) {
  const call = { address: portal, abi: portalAbi, functionName: "finalizedWithdrawals", blockNumber } as const;
  return l1.client.viem.readContract({ ...call, args: [withdrawalHash] });
}

export async function depositStatus(lane: OpStackLane, carrier: DepositCarrier): Promise<CarrierStatus> {
  const heads = await readHeads(lane.l2);
  const { client } = lane.l2;
  const [{ standing }, relay, receipt] = await Promise.all([
    readSource(lane.l1, carrier),
    readRelay({
      client,
      messenger: L2_MESSENGER,
      carrier,
      blockNumber: heads.latest.number,
      finalized: heads.finalized.number,
    }),
    client.request({ method: "eth_getTransactionReceipt", params: [carrier.depositTx] }) as Promise<{
      status: "0x0" | "0x1";
    } | null>,
  ]);
  const source = standing === "gone" ? "gone" : "present";
  const deposit = receipt === null ? undefined : receipt.status === "0x1" ? "success" : "reverted";
  return { phase: phaseOfDeposit({ source, relay, deposit }), readAt: readAt(heads) };
}
