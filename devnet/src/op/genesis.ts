import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Address, type Hex, numberToHex } from "viem";
import { DevnetError } from "../errors.ts";
import { allocKey, type Genesis } from "../genesis.ts";
import { extractGenesis, supersimVersion } from "./extract.ts";

export const l1ChainId = 900;
export const opChainId = 901;

/** Delays of the withdrawal path, in seconds of chain time; the contracts' own immutables, shortened. */
export const opDelays = {
  /** OptimismPortal2: from proof to the earliest finalization. 7 days on OP Mainnet. */
  proofMaturity: 180,
  /** AnchorStateRegistry: from a game's resolution to its use. 3.5 days on OP Mainnet. */
  gameFinality: 60,
  /** PermissionedDisputeGame: time each side has on its chess clock. 3.5 days on OP Mainnet. */
  gameClock: 96,
  /** PermissionedDisputeGame: least time left after a move. 3 hours on OP Mainnet. */
  gameClockExtension: 1,
} as const;

/** Bump when what is kept in the cache changes. */
const cacheFormat = 1;
const supersimProposer: Address = "0x147A0ea1b0A0c4A8917f3e448571112548159F2A";
const erc1967Implementation: Hex = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";

export type OpGenesis = { l1: Genesis; l2: Genesis };

/** L1 and L2 at their start: the real bytecode, with shorter delays and our proposer among its immutables. */
export function opGenesis({ cacheDirectory, proposer }: { cacheDirectory: string; proposer: Address }): OpGenesis {
  const { l1, l2 } = cached(join(cacheDirectory, `op-genesis-${supersimVersion()}-${cacheFormat}.json`), () => {
    const [first, second] = extractGenesis([l1ChainId, opChainId]) as [Genesis, Genesis];
    return { l1: first, l2: withoutEmptyProxies(second) };
  });
  patchL1(l1, proposer);
  // anvil charges the L1 data fee even for an eth_call, and its default sender is the zero address.
  l2.alloc["0".repeat(40)] = { balance: numberToHex(10n ** 24n) };
  return { l1, l2 };
}

function cached(file: string, create: () => OpGenesis): OpGenesis {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as OpGenesis;
  } catch {
    const genesis = create();
    mkdirSync(dirname(file), { recursive: true });
    // Several devnets may start at once: a reader sees a whole file or none.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(genesis));
    renameSync(draft, file);
    return genesis;
  }
}

/** The 2,000 reserved predeploys that have no implementation make up four fifths of L2's state, and of every block's root. */
function withoutEmptyProxies(genesis: Genesis): Genesis {
  const used = Object.entries(genesis.alloc).filter(([address, { code, storage = {} }]) => {
    const predeploy = address.startsWith("4200000000000000000000000000000000000");
    return !predeploy || !code || erc1967Implementation in storage || Object.keys(storage).length > 1;
  });
  return { ...genesis, alloc: Object.fromEntries(used) };
}

function patchL1(genesis: Genesis, proposer: Address): void {
  const { proofMaturity, gameFinality, gameClock, gameClockExtension } = opDelays;
  replaceInCode(genesis, "OptimismPortal2", [[push32(12), push32(proofMaturity), 2]]);
  replaceInCode(genesis, "AnchorStateRegistry", [[push32(6), push32(gameFinality), 2]]);
  replaceInCode(genesis, "PermissionedDisputeGame", [
    [push32(302_400), push32(gameClock), 7],
    [push32(10_800), push32(gameClockExtension), 4],
    [allocKey(supersimProposer), allocKey(proposer), 4],
  ]);
}

type Replacement = readonly [from: string, to: string, times: number];

/** Rewrites the one contract in whose code every `from` stands exactly that often. */
function replaceInCode({ alloc }: Genesis, contract: string, replacements: readonly Replacement[]): void {
  const matching = Object.values(alloc).filter(({ code }) =>
    replacements.every(([from, , times]) => code && code.toLowerCase().split(from).length - 1 === times),
  );
  const [account] = matching;
  if (!account?.code || matching.length !== 1) {
    const message = `${matching.length} contracts of supersim's genesis look like ${contract}, expected one`;
    throw new DevnetError("GENESIS_UNREADABLE", message, { contract, supersim: supersimVersion() });
  }
  account.code = replacements.reduce(
    (code, [from, to]) => code.replaceAll(from, to),
    account.code.toLowerCase(),
  ) as Hex;
}

/** How the compiler embeds an immutable number. */
function push32(value: number): string {
  return `7f${value.toString(16).padStart(64, "0")}`;
}
