import { readFile } from "node:fs/promises";
import { depositSigningRoot } from "@cseth/shared/beacon/deposit-message";
import type { ValidatorKey } from "@cseth/shared/merkle/key-set";
import { params } from "@cseth/shared/params";
import { type Address, type Hex, hexToBytes } from "viem";
import { z } from "zod";
import { CsethError } from "../../domain/errors.ts";

const bytes = (length: number) =>
  z
    .string()
    .regex(new RegExp(`^(0x)?[0-9a-fA-F]{${2 * length}}$`), `must be ${length} bytes in hexadecimal`)
    .transform((text): Hex => `0x${text.replace(/^0x/, "").toLowerCase()}`);

/** As the deposit tools of Ethereum write it; what else they add is not needed. */
const depositDataFile = z
  .array(
    z.object({
      pubkey: bytes(48),
      withdrawal_credentials: bytes(32),
      amount: z.int().nonnegative(),
      signature: bytes(96),
      fork_version: bytes(4),
    }),
  )
  .min(1);

type DepositData = z.output<typeof depositDataFile>[number];

/** What a deposit must say to be usable. */
export type DepositRules = Readonly<{
  /** Of L1. */
  chainId: number;
  /** 0x02 and the vault. */
  credentials: Hex;
}>;

/** Genesis fork version and name of public networks, by the chain id of their execution layer. */
const NETWORKS: Readonly<Record<number, Readonly<{ name: string; forkVersion: Hex }>>> = {
  1: { name: "mainnet", forkVersion: "0x00000000" },
  17000: { name: "holesky", forkVersion: "0x01017000" },
  560048: { name: "hoodi", forkVersion: "0x10000910" },
  11155111: { name: "sepolia", forkVersion: "0x90000069" },
};

const GWEI = 10n ** 9n;
const PREDEPOSIT_GWEI = params.mainnet.predepositWei / GWEI;
/** Ethereum's signatures prove possession of their keys. */
const SUITE = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";

/**
 * Keys with deposit signatures over 1 ether and the vault's credentials, from files of a deposit tool. Every one is
 * checked: L1 checks no signature, and a wrong one costs its operator the predeposit.
 * @throws KEYS_FILE_UNREADABLE, KEYS_WRONG_AMOUNT, KEYS_WRONG_CREDENTIALS, KEYS_WRONG_NETWORK, KEYS_WRONG_SIGNATURE,
 * KEYS_REPEATED, KEYS_TOO_MANY
 */
export async function readDepositData(paths: readonly string[], rules: DepositRules): Promise<readonly ValidatorKey[]> {
  const all = (await Promise.all(paths.map(readOne))).flat();
  if (BigInt(all.length) > params.mainnet.keysPerSetMax) {
    throw refused(
      "TOO_MANY",
      `${all.length} keys are more than a set holds`,
      `Give at most ${params.mainnet.keysPerSetMax}.`,
    );
  }
  const seen = new Set<Hex>();
  for (const one of all) {
    await requireUsable(one, rules);
    if (seen.has(one.pubkey)) throw refused("REPEATED", `${one.pubkey} is given twice`, "Give each key once.");
    seen.add(one.pubkey);
  }
  return all.map(({ pubkey, signature }) => ({ pubkey, signature }));
}

async function readOne(path: string): Promise<readonly DepositData[]> {
  try {
    return depositDataFile.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause).replaceAll("\n", "; ") : String(cause);
    const fix = "Give the deposit_data-….json that the deposit tool has written.";
    throw new CsethError({
      code: "KEYS_FILE_UNREADABLE",
      retry: "never",
      message: `cannot read deposit data from ${path}: ${why}`,
      fix,
      cause,
    });
  }
}

async function requireUsable(data: DepositData, rules: DepositRules): Promise<void> {
  const { pubkey, withdrawal_credentials: credentials, amount, signature, fork_version: forkVersion } = data;
  const fix = `Make it with: ${commandFor(rules)}`;
  if (BigInt(amount) !== PREDEPOSIT_GWEI) {
    const message = `the deposit of ${pubkey} is over ${amount} gwei; it must be over ${PREDEPOSIT_GWEI}, 1 ether, which is all that goes ahead of the proof`;
    throw refused("WRONG_AMOUNT", message, fix);
  }
  if (credentials !== rules.credentials) {
    throw refused(
      "WRONG_CREDENTIALS",
      `the deposit of ${pubkey} names ${credentials}, not the vault's ${rules.credentials}`,
      fix,
    );
  }
  const network = NETWORKS[rules.chainId];
  if (network && network.forkVersion !== forkVersion) {
    throw refused(
      "WRONG_NETWORK",
      `the deposit of ${pubkey} is for fork version ${forkVersion}, not for ${network.name}`,
      fix,
    );
  }
  const root = depositSigningRoot({ pubkey, credentials, amountGwei: BigInt(amount), forkVersion });
  if (!(await isSignedBy({ pubkey, signature, root }))) {
    throw refused("WRONG_SIGNATURE", `the signature of ${pubkey} is not its own over this deposit`, fix);
  }
}

async function isSignedBy({ pubkey, signature, root }: ValidatorKey & { root: Hex }): Promise<boolean> {
  // The curve takes a tenth of a start to set up, and other commands need none.
  const Bls = await import("ox/Bls");
  try {
    return Bls.noble.verify(hexToBytes(signature), hexToBytes(root), hexToBytes(pubkey), { DST: SUITE });
  } catch {
    // Not points of the curve.
    return false;
  }
}

/** https://github.com/ethstaker/ethstaker-deposit-cli */
function commandFor({ chainId, credentials }: DepositRules): string {
  const vault: Address = `0x${credentials.slice(-40)}`;
  const chain = NETWORKS[chainId]?.name;
  const where = chain === undefined ? "--devnet_chain_setting <json>" : `--chain ${chain}`;
  return `deposit partial-deposit ${where} --keystore <file> --amount 1 --compounding --withdrawal_address ${vault}`;
}

function refused(what: string, message: string, fix: string): CsethError {
  return new CsethError({ code: `KEYS_${what}`, retry: "never", message, fix });
}
