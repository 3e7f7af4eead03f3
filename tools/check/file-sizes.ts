import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isCode, isGenerated } from "./files.ts";
import type { Step } from "./step.ts";

export const warnLines = 200;
export const maxLines = 400;

/** Files that may be longer, each with its reason. */
const longFiles: Readonly<Record<string, string>> = {
  "shared/contracts/actions/ActionCodec.sol": "the payloads of all kinds, side by side as in its twin",
  "shared/src/params.ts": "generated: a line or two for each parameter",
};

export const fileSizes: Step = {
  name: `files of at most ${maxLines} lines`,
  run: ({ root, files, warn }) => {
    const problems = Object.keys(longFiles)
      .filter((file) => !files.includes(file))
      .map((file) => `${file} is excused in file-sizes.ts but does not exist`);
    for (const file of files.filter((each) => isCode(each) && !isGenerated(each))) {
      const lines = readFileSync(join(root, file), "utf8").trimEnd().split("\n").length;
      if (lines > maxLines && !longFiles[file]) problems.push(`${file} has ${lines} lines: split it`);
      else if (lines > warnLines) warn(`${file} has ${lines} lines`);
    }
    return problems;
  },
};
