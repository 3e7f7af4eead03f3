import { dirname } from "node:path";
import { projectFiles } from "./check/files.ts";
import { biome, prettier } from "./check/programs.ts";

const root = dirname(import.meta.dirname);
const context = { root, files: projectFiles(root), fix: true, warn: () => undefined };
const problems = [...(await biome.run(context)), ...(await prettier.run(context))];
for (const line of problems) process.stderr.write(`${line}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
