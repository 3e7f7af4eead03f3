import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Violation } from "../../../shared/src/model/campaign.ts";
import { readMutants, withMutant } from "../../support/mutants.ts";

const run = promisify(execFile);
const child = fileURLToPath(new URL("mutant-campaign.ts", import.meta.url));

describe("reference model mutants: each planted mistake breaks the invariant it names", function () {
  this.timeout(120_000);

  for (const mutant of readMutants("test/mutants/model")) {
    it(`${mutant.expected} catches ${mutant.name}: ${mutant.description}`, async () => {
      const violations = await withMutant({ mutant, sources: ["shared/src"] }, async (copy) => {
        const { stdout } = await run(process.execPath, [child, copy]);
        return JSON.parse(stdout) as Violation[];
      });
      const ids = new Set(violations.map(({ id }) => id));
      assert.deepEqual([...ids], [mutant.expected], violations[0]?.message ?? "120 seeds found nothing wrong");
    });
  }
});
