import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { INCIDENT_CODES } from "@cseth/relayer/domain/incident";

const RUNBOOK = new URL("../../docs/runbooks/incidents.md", import.meta.url);

describe("incidents", () => {
  it("have each a section of the runbook, and the runbook has none for anything else", () => {
    const sections = [...readFileSync(RUNBOOK, "utf8").matchAll(/^## ([A-Z_]+)$/gm)].map(([, code]) => code);
    assert.deepEqual(sections.sort(), [...INCIDENT_CODES].sort());
  });
});
