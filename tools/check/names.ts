import type { Step } from "./step.ts";

/** Names that say nothing: whatever stands in such a file belongs beside what it serves. */
const banned = ["utils", "util", "helpers", "helper", "common", "misc"];

export function bannedNameIn(file: string): string | undefined {
  const parts = file.toLowerCase().split(/[/.\-_]/);
  return banned.find((name) => parts.includes(name));
}

export const names: Step = {
  name: "no folder or file named utils, helpers, common or misc",
  run: ({ files }) =>
    files.flatMap((file) => {
      const name = bannedNameIn(file);
      return name ? [`${file}: "${name}" says nothing, name it after what it does`] : [];
    }),
};
