import type { Report } from "@cseth/shared/messages/report";
import type { Hash } from "viem";
import { findHeader } from "../chain/heads.ts";
import { CsethError } from "../domain/errors.ts";
import type { OracleContext } from "./context.ts";
import { chooseFinalizeUpTo } from "./finalization.ts";
import { type Due, dueOf, type Frame } from "./frames.ts";
import { laneRewardsFor } from "./lane-rewards.ts";
import { composeReport, consensusPartOf } from "./report.ts";
import { previousReport } from "./report-source.ts";

type Sources = Pick<OracleContext, "view" | "l1" | "beacon" | "consensus" | "rewards" | "maxLogRange" | "logger">;

/**
 * The report of a frame, from the beacon state and L1's at its reference slot: every member that sees the same
 * finalized chains builds the same report, whenever it does.
 * @throws ORACLE_FRAME_NOT_FINAL, ORACLE_L1_BEHIND, ORACLE_STATE_UNAVAILABLE, ORACLE_VALIDATOR_MISSING
 */
export async function buildReport({ sources, frame }: { sources: Sources; frame: Frame }): Promise<Report> {
  const reference = await referenceBlock({ sources, frame });
  // Frames may have begun before the protocol was deployed: then there was nothing yet.
  if (!reference) return buildOverdueReport({ sources, frame });
  const [consensus, queue, lanes] = await Promise.all([
    sources.consensus(reference),
    sources.view.queue({ blockHash: reference.hash }),
    laneRewardsFor({ sources, frame }),
  ]);
  const finalizeUpTo = await chooseFinalizeUpTo({ frame: frame.number, queue });
  return composeReport({ frame, consensus, finalizeUpTo, lanes });
}

/**
 * A report that finalizes nothing and repeats what the one before it says of validators, so that it needs no state of
 * the past, only logs; see `Due`.
 */
export async function buildOverdueReport({ sources, frame }: { sources: Sources; frame: Frame }): Promise<Report> {
  const consensus = consensusPartOf(await previousReport({ sources, frame }));
  return composeReport({ frame, consensus, finalizeUpTo: 0n, lanes: await laneRewardsFor({ sources, frame }) });
}

/** The report a member signs now for the next frame. @throws ORACLE_FRAME_NOT_FINAL while its slot is not final */
export async function buildNextReport({
  sources,
  frame,
}: {
  sources: Sources;
  frame: Frame;
}): Promise<{ report: Report; due: Exclude<Due, "waiting"> }> {
  const finalizedSlot = await sources.beacon.finalizedSlot();
  const due = dueOf({ timing: sources.view.timing, frame, finalizedSlot });
  switch (due) {
    case "waiting":
      throw notFinal(frame, finalizedSlot);
    case "due":
      return { due, report: await buildReport({ sources, frame }) };
    case "overdue":
      return { due, report: await buildOverdueReport({ sources, frame }) };
  }
}

async function referenceBlock({ sources: { beacon, l1, view }, frame }: { sources: Sources; frame: Frame }) {
  const finalizedSlot = await beacon.finalizedSlot();
  if (frame.refSlot > finalizedSlot) throw notFinal(frame, finalizedSlot);
  const reference = await beacon.executionBlockAt(frame.refSlot);
  const { number, hash } = reference;
  const header = await findHeader({ client: l1, at: { hash } });
  if (!header) {
    throw new CsethError({
      code: "ORACLE_L1_BEHIND",
      retry: "backoff",
      message: `the L1 nodes do not have block ${number} (${hash}) of slot ${frame.refSlot}`,
      fix: "Wait until they have synced; if it stays, beacon nodes and L1 nodes follow different chains.",
      context: { block: number, hash, frame: frame.number },
    });
  }
  return (await isDeployed({ view, at: { blockHash: hash }, frame, block: number })) ? reference : undefined;
}

/** Nodes that are no archives drop states after some 128 blocks. @throws ORACLE_STATE_UNAVAILABLE */
async function isDeployed({
  view,
  at,
  frame,
  block,
}: {
  view: Sources["view"];
  at: { blockHash: Hash };
  frame: Frame;
  block: bigint;
}): Promise<boolean> {
  try {
    return await view.isDeployed(at);
  } catch (cause) {
    throw new CsethError({
      code: "ORACLE_STATE_UNAVAILABLE",
      retry: "backoff",
      message: `no L1 node can read the state of block ${block}, the reference of frame ${frame.number}`,
      fix: "Add an archive node to l1.rpcUrls. Unreported frames go on without it once the next one is due.",
      context: { block, frame: frame.number },
      cause,
    });
  }
}

function notFinal(frame: Frame, finalizedSlot: bigint): CsethError {
  return new CsethError({
    code: "ORACLE_FRAME_NOT_FINAL",
    retry: "backoff",
    message: `frame ${frame.number} ends at slot ${frame.refSlot}, the beacon chain is final up to ${finalizedSlot}`,
    fix: "Wait until its reference slot is final.",
    context: { frame: frame.number, refSlot: frame.refSlot, finalizedSlot },
  });
}
