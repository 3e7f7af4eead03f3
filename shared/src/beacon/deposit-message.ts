// Sources: consensus-specs, phase0: DepositMessage, compute_domain, compute_signing_root.
import { concat, type Hex, numberToHex, pad, sha256 } from "viem";
import { validatorId } from "../messages/ids.ts";

/** What the signature of a deposit is over. */
export type DepositMessage = Readonly<{
  /** 48 bytes */
  pubkey: Hex;
  /** 32 bytes */
  credentials: Hex;
  amountGwei: bigint;
  /** 4 bytes: of the network's genesis, whatever its fork is now */
  forkVersion: Hex;
}>;

const DOMAIN_DEPOSIT: Hex = "0x03000000";
const ZERO_CHUNK: Hex = `0x${"00".repeat(32)}`;

/** The 32 bytes that a validator key signs for its deposit. Domains of deposits know no genesis validators. */
export function depositSigningRoot({ pubkey, credentials, amountGwei, forkVersion }: DepositMessage): Hex {
  const forkRoot = hash(pad(forkVersion, { dir: "right", size: 32 }), ZERO_CHUNK);
  const domain = concat([DOMAIN_DEPOSIT, forkRoot.slice(0, 2 + 2 * 28) as Hex]);
  const message = hash(hash(validatorId(pubkey), credentials), hash(uint64Chunk(amountGwei), ZERO_CHUNK));
  return hash(message, domain);
}

function hash(left: Hex, right: Hex): Hex {
  return sha256(concat([left, right]));
}

function uint64Chunk(value: bigint): Hex {
  const bigEndian = numberToHex(value, { size: 8 }).slice(2);
  const littleEndian = (bigEndian.match(/../g) ?? []).reverse().join("");
  return pad(`0x${littleEndian}`, { dir: "right", size: 32 });
}
