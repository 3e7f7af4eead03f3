import { type Address, concatHex, type Hex, isAddressEqual, recoverAddress } from "viem";

/** A signature as a board shows it; nothing about it is true until it is checked. */
export type PostedSignature = Readonly<{ frame: bigint; digest: Hex; signature: Hex }>;

export type Membership = Readonly<{ members: readonly Address[]; quorum: number }>;

export type MemberSignature = Readonly<{ signer: Address; digest: Hex; signature: Hex }>;

/**
 * The posted signatures that are members', each member once per digest. Boards let anyone post anything, so what
 * does not recover to a member is left out in silence.
 */
export async function signaturesOfMembers({
  posted,
  members,
}: {
  posted: readonly PostedSignature[];
  members: readonly Address[];
}): Promise<readonly MemberSignature[]> {
  const unique = new Map(posted.map((one) => [`${one.digest}/${one.signature}`.toLowerCase(), one]));
  const found = new Map<string, MemberSignature>();
  for (const { digest, signature } of unique.values()) {
    const signer = await recover(digest, signature);
    if (signer && members.some((member) => isAddressEqual(member, signer))) {
      found.set(`${digest}/${signer}`.toLowerCase(), { signer, digest, signature });
    }
  }
  return [...found.values()].sort((a, b) => (a.signer.toLowerCase() < b.signer.toLowerCase() ? -1 : 1));
}

/** The bytes `submitReport` takes: as many as the quorum asks, signers ascending; undefined while there are too few. */
export function packQuorum({
  signatures,
  digest,
  quorum,
}: {
  signatures: readonly MemberSignature[];
  digest: Hex;
  quorum: number;
}): Hex | undefined {
  const agreeing = signatures.filter((one) => one.digest === digest);
  if (agreeing.length < quorum) return undefined;
  return concatHex(agreeing.slice(0, quorum).map(({ signature }) => signature));
}

/** OpenZeppelin's ECDSA refuses high s and v other than 27 and 28: such a signature would sink the whole report. */
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

async function recover(digest: Hex, signature: Hex): Promise<Address | undefined> {
  if (!/^0x[0-9a-fA-F]{128}(1b|1c)$/i.test(signature)) return undefined;
  if (BigInt(`0x${signature.slice(66, 130)}`) > HALF_ORDER) return undefined;
  try {
    return await recoverAddress({ hash: digest, signature });
  } catch {
    // Not a point of the curve.
    return undefined;
  }
}
