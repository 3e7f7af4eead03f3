import { type Report, type ReportDomain, reportDigest } from "@cseth/shared/messages/report";
import type { Address, Hex } from "viem";
import { type Difference, differences, rebuildReport } from "./report.ts";
import type { MemberSignature } from "./signatures.ts";

export type Conflict = Readonly<{
  digest: Hex;
  signers: readonly Address[];
  /** Where their report differs from ours; undefined when it could not be rebuilt. */
  differences: readonly Difference[] | undefined;
}>;

/** Groups members' signatures over other reports than ours, and says what those reports say, where that can be told. */
export function findConflicts({
  report,
  domain,
  signatures,
}: {
  report: Report;
  domain: ReportDomain;
  signatures: readonly MemberSignature[];
}): readonly Conflict[] {
  const ours = reportDigest(report, domain);
  const others = [...new Set(signatures.map(({ digest }) => digest))].filter((digest) => digest !== ours);
  return others.map((digest) => {
    const theirs = rebuildReport({
      template: report,
      matches: (candidate) => reportDigest(candidate, domain) === digest,
    });
    return {
      digest,
      signers: signatures.filter((one) => one.digest === digest).map(({ signer }) => signer),
      differences: theirs && differences(report, theirs),
    };
  });
}
