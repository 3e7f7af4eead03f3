import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse as parseDotenv } from "dotenv";
import type { z } from "zod";
import { CsethError } from "../domain/errors.ts";
import { environmentNameOf, overlayEnvironment } from "./environment.ts";
import { knownKeysAt, nearestKey } from "./knownKeys.ts";
import { type Config, configSchema } from "./schema.ts";

/**
 * Reads, checks and freezes the configuration: one JSON file, the environment over it, `.env` of the working
 * folder beneath the environment. The only reader of `process.env` in the relayer.
 * @param file path of the JSON file; without it `CSETH_CONFIG`, without that no file.
 * @throws CONFIG_MISSING, CONFIG_FILE_UNREADABLE, CONFIG_FILE_MALFORMED, CONFIG_UNKNOWN_KEY, CONFIG_MISSING_KEY, CONFIG_INVALID
 */
export function loadConfig({
  file,
  environment = process.env,
  workingFolder = process.cwd(),
}: {
  file?: string | undefined;
  environment?: Readonly<Record<string, string | undefined>>;
  workingFolder?: string;
} = {}): Config {
  const merged = { ...readDotenv(workingFolder), ...environment };
  const path = file ?? merged.CSETH_CONFIG;
  const base = path === undefined ? {} : readJson(resolve(workingFolder, path));
  const values = overlayEnvironment({ base, environment: merged });
  if (path === undefined && Object.keys(values).length === 0) throw missing();
  return parseConfig(values);
}

/** Checks plain values and freezes them; what `loadConfig` does after reading. */
export function parseConfig(values: unknown): Config {
  const result = configSchema.safeParse(values);
  if (!result.success) throw describeIssues(result.error.issues);
  return deepFreeze(result.data);
}

function readDotenv(folder: string): Record<string, string> {
  try {
    return parseDotenv(readFileSync(resolve(folder, ".env")));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw unreadable(resolve(folder, ".env"), cause);
  }
}

function readJson(path: string): object {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw unreadable(path, cause);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch (cause) {
    throw malformed(path, cause);
  }
  throw malformed(path, "the file does not hold a JSON object");
}

function missing(): CsethError {
  return new CsethError({
    code: "CONFIG_MISSING",
    retry: "never",
    message: "there is no configuration",
    fix: "Give a file with --config or CSETH_CONFIG; docs/runbooks/relayer.md and oracle.md show one.",
  });
}

function unreadable(path: string, cause: unknown): CsethError {
  return new CsethError({
    code: "CONFIG_FILE_UNREADABLE",
    retry: "never",
    message: `cannot read the configuration file ${path}`,
    fix: "Give an existing file with --config or CSETH_CONFIG.",
    context: { path },
    cause,
  });
}

function malformed(path: string, cause: unknown): CsethError {
  return new CsethError({
    code: "CONFIG_FILE_MALFORMED",
    retry: "never",
    message: `${path} is not a JSON object`,
    fix: "Correct the file; comments and trailing commas are not JSON.",
    context: { path },
    cause,
  });
}

type Issue = z.core.$ZodIssue;

/** The first unknown key if there is one, because it often explains the missing key beside it; else the first issue. */
function describeIssues(issues: readonly Issue[]): CsethError {
  const unknown = issues.find((issue) => issue.code === "unrecognized_keys");
  if (unknown) return unknownKey(unknown.path, unknown.keys[0] ?? "");
  const issue = issues[0] as Issue;
  const path = displayPath(issue.path);
  const environment = environmentNameOf(issue.path);
  const isMissing = issue.code === "invalid_type" && issue.input === undefined && issue.message.includes("undefined");
  return new CsethError({
    code: isMissing ? "CONFIG_MISSING_KEY" : "CONFIG_INVALID",
    retry: "never",
    message: isMissing ? `${path} is required` : `${path || "configuration"}: ${issue.message}`,
    fix: `Set ${path} in the file or ${environment}${isGroup(issue.path) ? "__…" : ""} in the environment.`,
    context: { path, environment, issues: issues.length },
  });
}

/** Whether the path names an object, which the environment sets key by key. */
function isGroup(path: readonly PropertyKey[]): boolean {
  return knownKeysAt(configSchema, path).length > 0;
}

function unknownKey(path: readonly PropertyKey[], key: string): CsethError {
  const known = knownKeysAt(configSchema, path);
  const nearest = nearestKey(key, known);
  const place = displayPath([...path, key]);
  return new CsethError({
    code: "CONFIG_UNKNOWN_KEY",
    retry: "never",
    message: `unknown configuration key ${place}`,
    fix: nearest ? `Did you mean ${displayPath([...path, nearest])}?` : `Known keys here: ${known.join(", ")}.`,
    context: { key: place, nearest, environment: environmentNameOf([...path, key]) },
  });
}

function displayPath(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${step}]` : `${index > 0 ? "." : ""}${String(step)}`))
    .join("");
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const child of Object.values(value)) deepFreeze(child);
  return Object.freeze(value);
}
