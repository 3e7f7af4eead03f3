// Mistakes planted in the contracts: the campaign finds all of them.
import assert from "node:assert/strict";
import { dirname } from "node:path";
import type { Hunt } from "../play/mutants.ts";
import { hunt, readCampaignMutants } from "../play/mutants.ts";
import { huntTable } from "../play/report.ts";

const root = dirname(dirname(dirname(dirname(import.meta.dirname))));

describe("mistakes planted in the contracts", function () {
  this.timeout(1_200_000);
  const hunts: Hunt[] = [];
  after(() => console.log(huntTable(hunts)));

  it("none: the sources compiled as mutants are pass", async () => {
    const { steps, found } = await hunt(null, [["gains", 40]]);
    assert.deepEqual({ steps, found }, { steps: null, found: "" });
  });

  for (const mutant of readCampaignMutants(root)) {
    it(`${mutant.name}: ${mutant.what}`, async () => {
      const found = await hunt(mutant);
      hunts.push(found);
      assert.notEqual(found.steps, null);
    });
  }
});
