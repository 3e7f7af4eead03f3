import { readFileSync } from "node:fs";
import { join } from "node:path";

export const document = "docs/threats.md";

/** A row of the document: an attack, and the part of the protocol it waits for where that is not built yet. */
export type Threat = Readonly<{ id: string; attack: string; waitsFor: string | undefined }>;

const rows = /^\| ([TR]-\d+) \| (.+?) \| ?(.*?) ?\|$/gm;
const dashed = /(?<![\w-])[TR]-\d+(?!\d)/g;
/** Solidity names cannot hold a dash: `test_claim_RevertWhen_Twice_T13`, or `T_13`. */
const underscored = /(?<=_)[TR]_?\d+(?![A-Za-z0-9])/g;

/** A filter for `npm test -- --grep`: titles of either kind of test that name one of these threats, or any. */
export function grepFor(ids: readonly string[]): string {
  const any = ids.length === 0;
  const plain = any ? "[TR]-[0-9]+" : `(${ids.join("|")})`;
  const inNames = any ? "[TR]_?[0-9]+" : `(${ids.map((id) => id.replace("-", "_?")).join("|")})`;
  return `(^|[^A-Za-z0-9-])${plain}($|[^0-9])|_${inNames}($|[^A-Za-z0-9])`;
}

export function parseThreats(text: string): Threat[] {
  return [...text.matchAll(rows)].map(([, id = "", attack = "", waitsFor]) => {
    return { id, attack, waitsFor: waitsFor || undefined };
  });
}

export function readThreats(root: string): Threat[] {
  return parseThreats(readFileSync(join(root, document), "utf8"));
}

/** Ids of threats in the title of a test, each once. */
export function threatsOf(title: string): string[] {
  const plain = title.match(dashed) ?? [];
  const names = title.match(underscored) ?? [];
  return [...new Set([...plain, ...names.map((name) => `${name.charAt(0)}-${name.slice(1).replace("_", "")}`)])];
}
