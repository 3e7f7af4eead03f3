/** Everything a person may be called for; `docs/runbooks/incidents.md` says what to do about each. */
export const INCIDENT_CODES = [
  "SOLVENCY_BREACH",
  "SEQUENCE_GAP",
  "DEAD_LETTER",
  "LOOP_HALTED",
  "STEP_REFUSED",
  "CARRIER_STUCK",
  "ACTIONS_INCOMPLETE",
  "TICKET_EXPIRED",
  "HEAD_STALE",
  "FAST_DRIFT",
  "FAST_FORGED",
  "FAST_FROZEN",
] as const;

export type IncidentCode = (typeof INCIDENT_CODES)[number];
