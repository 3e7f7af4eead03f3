import type { Incidents } from "./planner/lane.ts";
import { closeIncident, openCodes, openIncident, openSubjects } from "./store/incidents.ts";
import type { OpenDatabase } from "./store/open.ts";
import type { Logger } from "./telemetry/logger.ts";
import type { Metrics } from "./telemetry/metrics.ts";

/** Incidents as people learn of them: a row, a line of the log, a gauge. */
export async function createIncidents({
  database: { db },
  logger,
  metrics,
}: {
  database: Pick<OpenDatabase, "db">;
  logger: Logger;
  metrics: Metrics;
}): Promise<Incidents> {
  /** The gauge shows what the database holds: incidents outlive processes. */
  const count = async (code: string) => metrics.openIncidents.set({ code }, (await openSubjects(db, code)).length);
  for (const code of await openCodes(db)) await count(code);
  return {
    open: async (incident) => {
      if (!(await openIncident(db, new Date(), incident))) return;
      await count(incident.code);
      logger.error(incident, "incident opened");
    },
    close: async (incident) => {
      if (!(await closeIncident(db, new Date(), incident))) return;
      await count(incident.code);
      logger.info(incident, "incident closed");
    },
  };
}
