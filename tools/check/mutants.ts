import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCampaignMutant } from "../mutants/campaign.ts";
import { type Mutant, MutantError, parseMutant } from "../mutants/patch.ts";
import type { Step } from "./step.ts";

/** Whether each mutant is caught takes minutes and is the suite `mutants`; that it still could be is known at once. */
export const mutants: Step = {
  name: "mutants still apply, and the tests that must catch them exist",
  run: ({ root, files }) =>
    files
      .filter((file) => /^test\/mutants\/solidity\/.*\.patch$/.test(file))
      .flatMap((file) => problemOf(file, root) ?? [])
      .concat(
        files
          .filter((file) => /^test\/mutants\/campaign\/.*\.patch$/.test(file))
          .flatMap((file) => campaignProblem(file, root) ?? []),
      ),
};

/** The campaign names no test: whatever differs first will do. */
function campaignProblem(file: string, root: string): string | undefined {
  try {
    return patchProblem({ file, ...parseCampaignMutant(file, readFileSync(join(root, file), "utf8")) }, root);
  } catch (error) {
    if (!(error instanceof MutantError)) throw error;
    return error.message;
  }
}

function problemOf(file: string, root: string): string | undefined {
  try {
    const mutant = parseMutant(file, readFileSync(join(root, file), "utf8"));
    return testProblem(mutant, root) ?? patchProblem(mutant, root);
  } catch (error) {
    if (!(error instanceof MutantError)) throw error;
    return error.message;
  }
}

function testProblem({ file, test, expect }: Mutant, root: string): string | undefined {
  const path = join(root, test);
  if (!existsSync(path)) return `${file}: ${test} does not exist`;
  const isThere = new RegExp(`function ${expect}\\b`).test(readFileSync(path, "utf8"));
  return isThere ? undefined : `${file}: ${test} has no test ${expect}`;
}

function patchProblem({ file, diff }: { file: string; diff: string }, root: string): string | undefined {
  try {
    execFileSync("git", ["apply", "--check", "--whitespace=nowarn", "-"], { cwd: root, input: diff, stdio: "pipe" });
    return undefined;
  } catch (error) {
    const reason = String((error as { stderr?: Buffer }).stderr ?? error).trim();
    return `${file} no longer applies, make it anew: ${reason}`;
  }
}
