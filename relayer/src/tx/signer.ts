import { readFileSync } from "node:fs";
import { Keystore } from "ox";
import type { Hex, LocalAccount } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { SignerConfig } from "../config/schema.ts";
import { CsethError } from "../domain/errors.ts";

/**
 * The account behind a signer's configuration. Everything above asks only for viem's account interface, so that a
 * remote signer (Web3Signer, KMS) is one more branch here.
 * @param chain what the chain is called in messages
 * @throws CONFIG_KEYSTORE_UNREADABLE
 */
export async function loadSigner({ chain, config }: { chain: string; config: SignerConfig }): Promise<LocalAccount> {
  if (config.key) return privateKeyToAccount(config.key.reveal() as Hex);
  const path = config.keystore ?? "";
  try {
    const keystore = JSON.parse(readFileSync(path, "utf8")) as Keystore.Keystore;
    const key = await Keystore.toKeyAsync(keystore, { password: config.password?.reveal() ?? "" });
    return privateKeyToAccount(Keystore.decrypt(keystore, key) as Hex);
  } catch (cause) {
    throw new CsethError({
      code: "CONFIG_KEYSTORE_UNREADABLE",
      retry: "never",
      message: `${chain}: cannot open the keystore ${path}`,
      fix: "Check its path and its password; it must be a V3 keystore.",
      context: { chain, path },
      cause,
    });
  }
}

/**
 * @param path where the chain stands in the configuration: `l1`, `lanes[0]`
 * @throws CONFIG_SIGNER_MISSING when a chain that we send to has no key
 */
export function requireSigners({
  chain,
  path,
  signers,
}: {
  chain: string;
  path: string;
  signers: readonly SignerConfig[];
}): void {
  if (signers.length > 0) return;
  throw new CsethError({
    code: "CONFIG_SIGNER_MISSING",
    retry: "never",
    message: `${chain} has no signer, so nothing can be sent there`,
    fix: `Set ${path}.signers[0].key (or keystore and password), or readOnly: true to send nothing.`,
    context: { chain },
  });
}
