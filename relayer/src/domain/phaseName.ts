import type { IncidentCode } from "./incident.ts";
import type { CarrierPhaseName, Phase, PhaseName, PursuedName, StepKind } from "./phase.ts";

/** What we are doing about a carrier: a transaction under way, or nothing any more. */
export type CarrierIntent = { kind: "none" } | { kind: "pursuing"; step: StepKind } | { kind: "given-up" };

const PURSUED = {
  prove: "PROVING",
  finalize: "FINALIZING",
  replay: "REPLAYING",
  execute: "EXECUTING",
  redeem: "REDEEMING",
  keepalive: "KEEPING_ALIVE",
  resend: "RESENDING",
  commit: "COMMITTING",
  receive: "RETRYING",
} as const satisfies Record<StepKind, PursuedName>;

/** The step that leads on from a phase; undefined where there is only waiting. */
const STEP_OF = {
  OBSERVED: undefined,
  SAFE: undefined,
  ORPHANED: undefined,
  PAUSED: undefined,
  AWAIT_GAME: undefined,
  READY_TO_PROVE: "prove",
  GAME_INVALID: undefined,
  REPROVE: "prove",
  AWAIT_MATURITY: undefined,
  READY_TO_FINALIZE: "finalize",
  FAILED_ON_L1: "replay",
  DELIVERED: undefined,
  SENT: undefined,
  FAILED_ON_L2: "replay",
  EXECUTED: undefined,
  AWAIT_ASSERTION: undefined,
  READY_FOR_OUTBOX: "execute",
  REDEEM_FAILED: "redeem",
  EXPIRING: "keepalive",
  EXPIRED: "resend",
  VERIFIED: "commit",
  COMMITTED: undefined,
  RECEIVE_FAILED: "receive",
  RECEIVED: undefined,
} as const satisfies Record<PhaseName, StepKind | undefined>;

/** Whether the message has arrived, for as long as no reorg takes it back. */
export function hasArrived(phase: Phase): phase is Extract<Phase, { final: boolean }> {
  return phase.name === "DELIVERED" || phase.name === "EXECUTED" || phase.name === "RECEIVED";
}

/** The chains' word joined with our intent. A chain that says it is done outranks everything we meant to do. */
export function carrierPhaseName(phase: Phase, intent: CarrierIntent): CarrierPhaseName {
  if (hasArrived(phase)) return phase.name;
  switch (intent.kind) {
    case "none":
      return phase.name;
    case "given-up":
      return "DEAD_LETTER";
    case "pursuing":
      return STEP_OF[phase.name] === intent.step ? PURSUED[intent.step] : phase.name;
  }
}

/** @returns the kind of step that leads on from this phase, or undefined where there is only waiting */
export function stepOf(name: PhaseName): StepKind | undefined {
  return STEP_OF[name];
}

/** Phases that a person must hear of, with the code of the incident. */
const ALARMS: Partial<Record<PhaseName, IncidentCode>> = { EXPIRED: "TICKET_EXPIRED" };

export function alarmOf(name: PhaseName): IncidentCode | undefined {
  return ALARMS[name];
}

export const ALARM_CODES: readonly IncidentCode[] = Object.values(ALARMS);

/** Phases of one rank lead to each other both ways: games come and go, expired tickets are sent again. */
const RANK = {
  ORPHANED: -1,
  OBSERVED: 0,
  SAFE: 1,
  SENT: 1,
  REDEEM_FAILED: 1,
  EXPIRING: 1,
  EXPIRED: 1,
  VERIFIED: 2,
  COMMITTED: 3,
  RECEIVE_FAILED: 3,
  AWAIT_GAME: 2,
  READY_TO_PROVE: 2,
  AWAIT_ASSERTION: 2,
  AWAIT_MATURITY: 3,
  READY_TO_FINALIZE: 3,
  READY_FOR_OUTBOX: 3,
  GAME_INVALID: 3,
  REPROVE: 3,
  FAILED_ON_L1: 4,
  FAILED_ON_L2: 4,
  DELIVERED: 5,
  EXECUTED: 5,
  RECEIVED: 5,
  PAUSED: undefined,
} as const satisfies Record<PhaseName, number | undefined>;

/** What a new reading says about the one before it. */
export type PhaseChange =
  | "same"
  | "onward"
  /** Only a reorg of source or destination explains it (R-12, T-69). */
  | "rollback";

/** A pause can come and go anywhere and says nothing of how far a message is. */
export function changeOf(before: PhaseName, after: PhaseName): PhaseChange {
  if (before === after) return "same";
  const [from, to] = [RANK[before], RANK[after]];
  return from === undefined || to === undefined || to >= from ? "onward" : "rollback";
}
