import { pbkdf2Sync } from "node:crypto";
import { type Address, bytesToHex, type Hex } from "viem";
import { type HDAccount, HDKey, hdKeyToAccount } from "viem/accounts";
import { DevnetError } from "./errors.ts";

/** Known to everyone: never send anything of value to these accounts on a public network. */
export const devMnemonic = "test test test test test test test test test test test junk";

/** Accounts 0 to 19 belong to whoever uses the devnet, the others to its infrastructure. All are funded on all chains. */
export const userAccounts = 20;
export const fundedAccounts = 30;
export const fundedEther = 1_000_000;

/** Indices of the accounts that play the parts of the two rollups and of LayerZero's operators. */
export const infrastructure = {
  opProposer: 20,
  nitroOwner: 21,
  nitroBatchPoster: 22,
  nitroValidator: 23,
  nitroFastConfirmer: 24,
  layerZeroOwner: 25,
  layerZeroExecutor: 26,
};

/** Each runs one verifier of LayerZero's on every chain, and shares no key with the others. */
export const layerZeroVerifiers = [27, 28, 29] as const;

export type DevAccount = { index: number; address: Address; privateKey: Hex };

/** BIP-39, without a passphrase. */
const master = HDKey.fromMasterSeed(pbkdf2Sync(devMnemonic, "mnemonic", 2_048, 64, "sha512"));
/** Each is derived once: some are asked for several times a slot. */
const derived = new Map<number, HDAccount>();

export function hdAccount(index: number): HDAccount {
  const account = derived.get(index) ?? hdKeyToAccount(master, { addressIndex: index });
  derived.set(index, account);
  return account;
}

export function devAccount(index: number): DevAccount {
  const account = hdAccount(index);
  const { privateKey } = account.getHdKey();
  if (!privateKey) throw new DevnetError("INVALID_OPTION", `account ${index} has no key`, { index });
  return { index, address: account.address, privateKey: bytesToHex(privateKey) };
}
