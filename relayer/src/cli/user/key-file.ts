import { open, readFile } from "node:fs/promises";
import { keyCommitment, keySetRoot, type ValidatorKey } from "@cseth/shared/merkle/key-set";
import type { Hex } from "viem";
import { z } from "zod";
import { CsethError } from "../../domain/errors.ts";

const hex = (length: number) =>
  z
    .string()
    .regex(new RegExp(`^0x[0-9a-f]{${2 * length}}$`))
    .transform((text) => text as Hex);

/** A set of keys between its commitment and its reveal. Whoever reads it before can take the keys (T-76). */
const keyFile = z.strictObject({
  format: z.literal("cseth-keys-1"),
  operatorId: z.string().regex(/^\d+$/).transform(BigInt),
  salt: hex(32),
  keys: z.array(z.strictObject({ pubkey: hex(48), signature: hex(96) })).min(1),
});

export type KeyFile = Readonly<{ operatorId: bigint; salt: Hex; keys: readonly ValidatorKey[] }>;

export function commitmentOf({ operatorId, salt, keys }: KeyFile): Hex {
  return keyCommitment({ operatorId, salt, root: keySetRoot(keys) });
}

/** On the disk before anything is sent: without the salt the set could never be revealed. @throws KEYS_FILE_UNWRITABLE */
export async function writeKeyFile(path: string, { operatorId, salt, keys }: KeyFile): Promise<void> {
  const text = JSON.stringify({ format: "cseth-keys-1", operatorId: operatorId.toString(), salt, keys }, null, 1);
  try {
    const file = await open(path, "wx", 0o600);
    try {
      await file.writeFile(`${text}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new CsethError({
      code: "KEYS_FILE_UNWRITABLE",
      retry: "never",
      message: `cannot write ${path}, without which the keys could not be revealed: ${String(cause)}`,
      fix: "Name another file with --out; one that is there is never overwritten.",
      cause,
    });
  }
}

/** @throws KEYS_FILE_UNREADABLE */
export async function readKeyFile(path: string): Promise<KeyFile> {
  try {
    const { operatorId, salt, keys } = keyFile.parse(JSON.parse(await readFile(path, "utf8")));
    return { operatorId, salt, keys };
  } catch (cause) {
    throw new CsethError({
      code: "KEYS_FILE_UNREADABLE",
      retry: "never",
      message: `${path} is not a set of keys that cseth operator keys commit has written`,
      fix: "Give the file that the commitment was saved to.",
      cause,
    });
  }
}
