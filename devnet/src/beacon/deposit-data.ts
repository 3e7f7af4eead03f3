import { depositSigningRoot } from "@cseth/shared/beacon/deposit-message";
import { interopSecretKeys } from "@lodestar/state-transition";
import { ssz } from "@lodestar/types";
import { type Hex, hexToBytes, toHex } from "viem";

/** One entry of a `deposit_data-….json`, as the deposit tools of Ethereum write it. */
export type DepositData = Readonly<{
  pubkey: Hex;
  withdrawal_credentials: Hex;
  /** gwei */
  amount: number;
  signature: Hex;
  fork_version: Hex;
}>;

/** Beyond every validator that a genesis may have. */
const FIRST_KEY = 300;

/**
 * Deposits over 1 ether and these credentials, by keys that everybody knows and genesis has not.
 * @param from number of the first key, from 0
 * @param forkVersion of genesis, whatever the fork now
 */
export function depositData({
  from = 0,
  count,
  credentials,
  forkVersion,
}: {
  from?: number;
  count: number;
  credentials: Hex;
  forkVersion: Hex;
}): readonly DepositData[] {
  const first = FIRST_KEY + from;
  return interopSecretKeys(first + count)
    .slice(first)
    .map((key) => {
      const pubkey = toHex(key.toPublicKey().toBytes());
      const root = depositSigningRoot({ pubkey, credentials, amountGwei: 10n ** 9n, forkVersion });
      const signature = toHex(key.sign(hexToBytes(root)).toBytes());
      return { pubkey, withdrawal_credentials: credentials, amount: 1e9, signature, fork_version: forkVersion };
    });
}

/** What the deposit contract wants to be told of a deposit, so that a typing error reverts. */
export function depositDataRoot({ pubkey, withdrawal_credentials, amount, signature }: DepositData): Hex {
  return toHex(
    ssz.phase0.DepositData.hashTreeRoot({
      pubkey: hexToBytes(pubkey),
      withdrawalCredentials: hexToBytes(withdrawal_credentials),
      amount,
      signature: hexToBytes(signature),
    }),
  );
}
