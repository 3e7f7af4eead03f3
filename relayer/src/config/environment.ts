import { CsethError } from "../domain/errors.ts";

/** `CSETH__L1__RPC_URLS` sets `l1.rpcUrls`; `CSETH__LANES__0__SIGNERS__0__KEY` sets `lanes[0].signers[0].key`. */
export const ENVIRONMENT_PREFIX = "CSETH__";

/** Names without the prefix that mean something too: what others expect to find under these names. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  CSETH_FAILPOINT: ["failpoint"],
  DATABASE_URL: ["database", "url"],
};

/**
 * Lays the environment over the values of the file. Nothing is validated here: an unknown name becomes an unknown
 * key, which the schema refuses with a suggestion.
 */
export function overlayEnvironment({
  base,
  environment,
}: {
  base: object;
  environment: Readonly<Record<string, string | undefined>>;
}): Record<string, unknown> {
  const root = structuredClone(base) as Record<string, unknown>;
  // Sorted, so that array elements arrive in order.
  for (const [name, value] of Object.entries(environment).sort(([a], [b]) =>
    a.localeCompare(b, "en", { numeric: true }),
  )) {
    const path = pathOf(name);
    if (path && value !== undefined && value !== "") assign({ root, path, value, name });
  }
  return root;
}

/** The environment name that sets a configuration path, for messages that say what to do. */
export function environmentNameOf(path: readonly PropertyKey[]): string {
  return (
    ENVIRONMENT_PREFIX +
    path
      .map((step) =>
        String(step)
          .replaceAll(/[A-Z]/g, (letter) => `_${letter}`)
          .toUpperCase(),
      )
      .join("__")
  );
}

function pathOf(name: string): readonly string[] | undefined {
  if (ALIASES[name]) return ALIASES[name];
  if (!name.startsWith(ENVIRONMENT_PREFIX)) return undefined;
  return name.slice(ENVIRONMENT_PREFIX.length).split("__").map(camelCase);
}

function camelCase(segment: string): string {
  return segment.toLowerCase().replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

type Container = Record<string, unknown>;

function assign({
  root,
  path,
  value,
  name,
}: {
  root: unknown;
  path: readonly string[];
  value: string;
  name: string;
}): void {
  let container = root as Container;
  for (const [index, step] of path.entries()) {
    if (index === path.length - 1) {
      container[step] = value;
      return;
    }
    const isList = /^\d+$/.test(path[index + 1] ?? "");
    container[step] ??= isList ? [] : {};
    const next = container[step];
    if (typeof next !== "object" || next === null) {
      throw new CsethError({
        code: "CONFIG_INVALID",
        retry: "never",
        message: `${name} reaches into ${path.slice(0, index + 1).join(".")}, which is a plain value in the file`,
        fix: "Remove one of the two.",
      });
    }
    container = next as Container;
  }
}
