import type { ValidatorKey } from "@cseth/shared/merkle/key-set";
import { DOMAIN_DEPOSIT } from "@lodestar/params";
import { computeDomain, interopSecretKeys } from "@lodestar/state-transition";
import { ssz } from "@lodestar/types";
import { type Hex, hexToBytes, toHex } from "viem";

/** Deposit signatures over 1 ether and these credentials, by keys of which the devnet's genesis has none. */
export function validatorKeys({
  count,
  credentials,
  forkVersion,
}: {
  count: number;
  credentials: Hex;
  /** Of genesis, whatever the fork now. */
  forkVersion: Hex;
}): readonly ValidatorKey[] {
  const domain = computeDomain(DOMAIN_DEPOSIT, hexToBytes(forkVersion), new Uint8Array(32));
  return interopSecretKeys(FIRST + count)
    .slice(FIRST)
    .map((key) => {
      const pubkey = key.toPublicKey().toBytes();
      const message = { pubkey, withdrawalCredentials: hexToBytes(credentials), amount: 1e9 };
      const objectRoot = ssz.phase0.DepositMessage.hashTreeRoot(message);
      const signature = key.sign(ssz.phase0.SigningData.hashTreeRoot({ objectRoot, domain })).toBytes();
      return { pubkey: toHex(pubkey), signature: toHex(signature) };
    });
}

const FIRST = 300;
