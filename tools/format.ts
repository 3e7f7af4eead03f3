import { dirname } from "node:path";
import { projectFiles } from "./check/files.ts";
import { biome, prettier } from "./check/programs.ts";
import { answerOptions } from "./options.ts";

const help = `Usage: npm run format

Formats every source file: biome for TypeScript and JSON, prettier for Solidity.`;

process.exitCode = answerOptions("format", help, process.argv.slice(2)) ?? (await format());

async function format(): Promise<number> {
  const root = dirname(import.meta.dirname);
  const context = { root, files: projectFiles(root), fix: true, warn: () => undefined };
  const problems = [...(await biome.run(context)), ...(await prettier.run(context))];
  for (const line of problems) process.stderr.write(`${line}\n`);
  return problems.length > 0 ? 1 : 0;
}
