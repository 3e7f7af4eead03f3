import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mutants } from "../../tools/check/mutants.ts";

const FILE = "test/mutants/solidity/no-limit.patch";
const patch = (expect: string) => `# what: no limit
# test: test/Core.t.sol
# expect: ${expect}
--- a/l1-contracts/Core.sol
+++ b/l1-contracts/Core.sol
@@ -1,3 +1,2 @@
 first
-limit
 last
`;

describe("check: mutants", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "cseth-check-"));
    for (const folder of ["l1-contracts", "test/mutants/solidity"]) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, "test/Core.t.sol"), "function test_limit() public {}\n");
    writeFileSync(join(root, "l1-contracts/Core.sol"), "first\nlimit\nlast\n");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const check = async (text: string) => {
    writeFileSync(join(root, FILE), text);
    return mutants.run({ root, files: [FILE, "test/Core.t.sol"], fix: false, warn: () => undefined });
  };

  it("finds nothing wrong with one that applies and names a test", async () => {
    assert.deepEqual(await check(patch("test_limit")), []);
  });

  it("names one whose source has changed", async () => {
    writeFileSync(join(root, "l1-contracts/Core.sol"), "first\nother\nlast\n");
    const [problem = ""] = await check(patch("test_limit"));
    assert.match(
      problem,
      /^test\/mutants\/solidity\/no-limit\.patch no longer applies, make it anew: error: patch failed/,
    );
  });

  it("names one whose test is gone", async () => {
    assert.deepEqual(await check(patch("test_other")), [`${FILE}: test/Core.t.sol has no test test_other`]);
  });

  it("names one without a header", async () => {
    assert.deepEqual(await check("--- a/x\n+++ b/x\n"), [`${FILE} lacks the line "what: …" before its diff`]);
  });
});
