import type { TestEvent } from "../test/suite.ts";
import type { Mutant } from "./patch.ts";

export type Verdict = Readonly<{ caught: boolean; details: string }>;

/**
 * Caught means: the named test failed. Another test's failure, or a broken setUp, is not what the patch promises.
 *
 * @param folder of the mutant's copy, as test titles begin
 */
export function judge(mutant: Mutant, folder: string, events: readonly TestEvent[]): Verdict {
  const results = events.filter(
    (event): event is Extract<TestEvent, { type: "pass" | "fail" }> =>
      (event.type === "pass" || event.type === "fail") && event.title.startsWith(`${folder}/`),
  );
  const nameOf = ({ title }: { title: string }) => title.slice(title.indexOf(" ") + 1).replace(/\(.*$/, "");
  const expected = results.filter((event) => nameOf(event) === mutant.expect);
  const failed = results.filter(({ type }) => type === "fail").map(nameOf);
  if (expected.some(({ type }) => type === "fail")) return { caught: true, details: "" };
  const details =
    expected.length === 0
      ? `${mutant.test} has no test ${mutant.expect}; it ran ${results.map(nameOf).join(", ") || "nothing"}`
      : `${mutant.expect} passes although the contract is wrong; failed: ${failed.join(", ") || "none"}`;
  return { caught: false, details };
}
