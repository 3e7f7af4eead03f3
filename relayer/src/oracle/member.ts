import { iReportOracleAbi } from "@cseth/shared/abi/IReportOracle";
import { type Report, reportDigest, reportTypedData } from "@cseth/shared/messages/report";
import { encodeFunctionData, type Hex, isAddressEqual, type LocalAccount } from "viem";
import { readHeader } from "../chain/heads.ts";
import { CsethError, hasCode } from "../domain/errors.ts";
import type { Failpoint } from "../telemetry/failpoint.ts";
import { type Board, postCall } from "./board.ts";
import { buildNextReport } from "./build.ts";
import { findConflicts } from "./conflicts.ts";
import type { OracleContext } from "./context.ts";
import { dueOf, type Frame, frameOf, rankOf } from "./frames.ts";
import type { StatelessSend } from "./ports.ts";
import { isFall } from "./report.ts";
import { previousReport } from "./report-source.ts";
import { type Membership, packQuorum, signaturesOfMembers } from "./signatures.ts";

/** Where a member stands with the next frame after one look at the chains. */
export type MemberState =
  | { state: "waiting"; frame: bigint; refSlot: bigint; finalizedSlot: bigint }
  | { state: "not-yet-member"; frame: bigint }
  | { state: "gathering"; frame: bigint; signatures: number; quorum: number }
  | { state: "turn-of-others"; frame: bigint; rank: number }
  | { state: "reported"; frame: bigint };

export type Member = { step: (signal: AbortSignal) => Promise<MemberState> };

/** A frame far beyond any that is scheduled: its members are the last ones scheduled. */
const LAST_SCHEDULE = 2n ** 63n;

type Memory = {
  frame: bigint;
  /** Reports built for this frame, by digest: an overdue one may follow the one first signed. */
  built: Map<Hex, Report>;
  /** L1 block at which this process first saw a quorum. */
  quorumSeenAt: bigint | undefined;
  previous: Report | undefined | "unknown";
  told: Set<Hex>;
};

/**
 * One oracle member. Each step reads everything anew from the chains; what it keeps in memory only spares repeated
 * work, so it may be killed at any point. Posting and submitting twice is harmless: boards are logs, and a frame is
 * reported once.
 */
export function createMember({
  context,
  account,
  sendL1,
  sendBoard,
  turnBlocks,
  failpoint,
}: {
  context: OracleContext;
  /** The member's key: signs reports. */
  account: LocalAccount;
  sendL1: StatelessSend;
  sendBoard: StatelessSend;
  /** L1 blocks each member has to submit before the next one does. */
  turnBlocks: number;
  failpoint: Failpoint;
}): Member {
  const { view, domain, logger } = context;
  let memory: Memory = emptyMemory(0n);

  async function step(signal: AbortSignal): Promise<MemberState> {
    const frame = frameOf({ timing: view.timing, number: (await view.lastFrame()) + 1n });
    if (memory.frame !== frame.number) memory = emptyMemory(frame.number);
    const membership = await view.membership(frame.number);
    const index = membership.members.findIndex((member) => isAddressEqual(member, account.address));
    if (index < 0) {
      await requireFutureMember();
      return { state: "not-yet-member", frame: frame.number };
    }
    const finalizedSlot = await context.beacon.finalizedSlot();
    if (dueOf({ timing: view.timing, frame, finalizedSlot }) === "waiting") {
      return { state: "waiting", frame: frame.number, refSlot: frame.refSlot, finalizedSlot };
    }
    return report({ frame, membership, index, signal });
  }

  async function report({
    frame,
    membership,
    index,
    signal,
  }: {
    frame: Frame;
    membership: Membership;
    index: number;
    signal: AbortSignal;
  }): Promise<MemberState> {
    const { report: ours } = await buildNextReport({ sources: context, frame });
    const digest = reportDigest(ours, domain);
    memory.built.set(digest, ours);
    const gathered = await gather({ frame, membership, ours, digest, signal });
    const { members, quorum } = membership;
    const ready = [...memory.built].flatMap(([candidate, built]) => {
      const packed = packQuorum({ signatures: gathered, digest: candidate, quorum });
      return packed ? [{ report: built, packed }] : [];
    })[0];
    if (!ready) {
      const signatures = gathered.filter((one) => one.digest === digest).length;
      return { state: "gathering", frame: frame.number, signatures, quorum };
    }
    const { number: head } = await readHeader({ client: context.l1, at: "latest" });
    memory.quorumSeenAt ??= head;
    const rank = rankOf({ frame: frame.number, index, members: members.length });
    if (head < memory.quorumSeenAt + BigInt(rank * turnBlocks))
      return { state: "turn-of-others", frame: frame.number, rank };
    await submit({ ...ready, signal });
    return signal.aborted
      ? { state: "turn-of-others", frame: frame.number, rank }
      : { state: "reported", frame: frame.number };
  }

  /** Members' signatures of this frame, our own among them: it is posted unless it stands on the board. */
  async function gather({
    frame,
    membership: { members },
    ours,
    digest,
    signal,
  }: {
    frame: Frame;
    membership: Membership;
    ours: Report;
    digest: Hex;
    signal: AbortSignal;
  }) {
    const fall = isFall({ report: ours, previous: await previousOf(frame) });
    const read = async () => signaturesOfMembers({ posted: await readBoards(frame), members });
    const isOurs = (one: { signer: Hex; digest: Hex }) =>
      one.digest === digest && isAddressEqual(one.signer, account.address);
    const before = await read();
    tellConflicts(frame, ours, before);
    if (before.some(isOurs)) return before;

    const signature = await account.signTypedData(reportTypedData(ours, domain));
    failpoint("oracle-signed");
    const posted = { frame: frame.number, digest, signature };
    await post({ posted, fall, signal, done: async () => (await read()).some(isOurs) });
    failpoint("oracle-posted");
    return read();
  }

  /** Both boards, if there are two; one that is away hides its signatures but does not stop the other. */
  async function readBoards(frame: Frame) {
    const boards = [context.board, context.fallBoard].filter((board) => board !== undefined);
    const results = await Promise.allSettled(boards.map((board) => board.read(frame)));
    const failed = results.find((result) => result.status === "rejected");
    const readable = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    if (failed && readable.length === 0) throw unreachable(failed.reason);
    if (failed) logger.warn({ err: failed.reason }, "a board cannot be read");
    return readable.flat();
  }

  async function post({
    posted,
    fall,
    signal,
    done,
  }: {
    posted: { frame: bigint; digest: Hex; signature: Hex };
    fall: boolean;
    signal: AbortSignal;
    done: () => Promise<boolean>;
  }): Promise<void> {
    const to = (board: Board, send: StatelessSend) =>
      send({
        intent: { key: `post/${posted.frame}/${posted.digest}`, to: board.address, data: postCall(posted) },
        done,
        signal,
      });
    const { board, fallBoard } = context;
    // A loss must not be known on L2 before L1 has booked it: whoever reads it there could leave ahead of it.
    if (fall && !fallBoard) throw noFallBoard(posted.frame);
    if (fall && fallBoard) return to(fallBoard, sendL1);
    try {
      await to(board, sendBoard);
    } catch (error) {
      if (!fallBoard || !hasCode(error, "RPC_UNAVAILABLE")) throw unreachable(error);
      logger.warn({ frame: posted.frame, err: error }, "the board on L2 is away, posting on L1");
      await to(fallBoard, sendL1);
    }
  }

  async function submit({
    report: ready,
    packed,
    signal,
  }: {
    report: Report;
    packed: Hex;
    signal: AbortSignal;
  }): Promise<void> {
    failpoint("oracle-quorum");
    const data = encodeFunctionData({ abi: iReportOracleAbi, functionName: "submitReport", args: [ready, packed] });
    const intent = { key: `report/${ready.frame}`, to: view.reportOracle, data, abi: iReportOracleAbi };
    await sendL1({ intent, done: async () => (await view.lastFrame()) >= ready.frame, signal });
    if (signal.aborted) return;
    logger.info({ frame: ready.frame, finalizeUpTo: ready.finalizeUpTo }, "report stands on L1");
  }

  async function previousOf(frame: Frame): Promise<Report | undefined> {
    if (memory.previous === "unknown") memory.previous = await readPrevious(frame);
    return memory.previous;
  }

  /** Anyone may submit in a way that hides the report; that must not stop the next one. */
  async function readPrevious(frame: Frame): Promise<Report | undefined> {
    try {
      return await previousReport({ sources: context, frame });
    } catch (error) {
      if (!hasCode(error, "ORACLE_REPORT_UNRECOVERABLE")) throw error;
      logger.error({ frame: frame.number, err: error }, "the previous report is unknown; ours is taken for no fall");
      return undefined;
    }
  }

  function tellConflicts(frame: Frame, ours: Report, signatures: Parameters<typeof findConflicts>[0]["signatures"]) {
    const untold = signatures.filter(({ digest }) => !memory.told.has(digest) && !memory.built.has(digest));
    if (untold.length === 0) return;
    for (const conflict of findConflicts({ report: ours, domain, signatures: untold })) {
      memory.told.add(conflict.digest);
      logger.error({ frame: frame.number, code: "ORACLE_CONFLICT", ...conflict }, "members signed another report");
    }
  }

  /** @throws ORACLE_NOT_MEMBER when the key is no member, nor scheduled to become one */
  async function requireFutureMember(): Promise<void> {
    const { members } = await view.membership(LAST_SCHEDULE);
    if (members.some((member) => isAddressEqual(member, account.address))) return;
    throw new CsethError({
      code: "ORACLE_NOT_MEMBER",
      retry: "never",
      message: `${account.address} is not a member of the oracle`,
      fix: "Set oracle.key to a member's key, or have governance schedule this one.",
      context: { signer: account.address, members: members.map(String) },
    });
  }

  return { step };
}

function emptyMemory(frame: bigint): Memory {
  return { frame, built: new Map(), quorumSeenAt: undefined, previous: "unknown", told: new Set() };
}

function unreachable(cause: unknown): CsethError {
  return new CsethError({
    code: "ORACLE_BOARD_UNREACHABLE",
    retry: "backoff",
    message: "the report board cannot be reached",
    fix: "Check rpcUrls and the signer's balance on the board's lane; a board on L1 (oracle.contracts.fallBoard) would stand in.",
    cause,
  });
}

function noFallBoard(frame: bigint): CsethError {
  return new CsethError({
    code: "ORACLE_FALL_BOARD_MISSING",
    retry: "backoff",
    message: `frame ${frame} reports a fall, which must not be published on L2 first`,
    fix: "Exchange signatures of `cseth oracle sign` privately and give them to `cseth oracle submit`, or set oracle.contracts.fallBoard.",
    context: { frame },
  });
}
