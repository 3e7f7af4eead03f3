// deploy/callers.ts → the page that says who may call what.
import { CALLERS } from "../../deploy/callers.ts";
import type { GeneratedFile } from "./generator.ts";

export function generateCallers(): GeneratedFile[] {
  const sections = Object.entries(CALLERS)
    .filter(([, callers]) => Object.keys(callers).length > 0)
    .map(([contract, callers]) =>
      [
        `## ${contract}`,
        "",
        "| function | who | anyone else is refused with |",
        "|---|---|---|",
        ...Object.entries(callers).map(
          ([name, { who, refusedWith }]) => `| \`${name}\` | ${who} | ${refusedWith ? `\`${refusedWith}\`` : ""} |`,
        ),
      ].join("\n"),
    );
  const content = `# Callers

<!-- Generated from deploy/callers.ts by \`npm run generate\`. Do not edit. -->

Every function that changes state, of every contract, and who may call it. Nothing is privileged but the timelock
(GOV-1): its delay is 48 hours on L1 and 14 days on an L2, only governance schedules, anyone executes. No pause stands
outside it. What a contract may call of another is fixed in code or by the timelock. A test calls each function of a
deployed instance as a stranger; one that is missing here fails it.

${sections.join("\n\n")}
`;
  return [{ path: "docs/callers.md", content }];
}
