import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { numberToHex } from "viem";
import { type Anvil, startAnvil } from "./anvil.ts";
import { arbitrumChainId, l2BaseFee } from "./arbitrum/config.ts";
import { systemContractAccounts } from "./beacon/predeploys.ts";
import { allocKey, type Genesis } from "./genesis.ts";
import { l1ChainId, opChainId } from "./op/genesis.ts";
import type { Reaper } from "./reaper.ts";
import { chainFiles, type NodeName } from "./state.ts";

/**
 * EIP-2935's contract, which anvil puts into every chain. Without its code no block writes to its ring of 8,191 hashes:
 * nothing here reads them, and with a full ring anvil spends most of its time on the roots of states.
 */
const blockHashes = "0x0000F90827F1C53a10cb7A02335B175320002935";
/** Blocks whose states stay readable. One of L1 grows to about 1 MB, most of it the ring of EIP-4788. */
const l1History = 128;
/** Three blocks a slot, so 128 slots: the proof of a withdrawal needs the state of its game's L2 block. */
const opHistory = 384;
/** A block for each message from L1 comes on top of one a slot: enough for a busy hundred slots. */
const arbitrumHistory = 512;
const blockGasLimit = 60_000_000;
/** What Nitro's headers say, 2^50. */
const arbitrumGasLimit = 1_125_899_906_842_624;
/** anvil calls head less one "epoch" safe, and less two finalized: 1 and 2 s of wall time at the default speed. */
const l1EpochBlocks = 4;
/** The same moments as on L1: a reorg that spares the finalized block of L1 spares that of L2. */
const opEpochBlocks = 3 * l1EpochBlocks;

type Start = {
  binary: string;
  port: number;
  reaper: Reaper;
  genesis: Genesis;
  /** Chain time of genesis, or of the restored head, in seconds. */
  timestamp: number;
  restoreFrom: string | undefined;
};

export async function startL1({ genesis, ...start }: Start): Promise<Anvil> {
  const system = Object.entries(systemContractAccounts()).map(([address, account]) => [
    allocKey(address as `0x${string}`),
    account,
  ]);
  const alloc = { ...genesis.alloc, ...Object.fromEntries(system) };
  const args = [
    ...["--chain-id", String(l1ChainId), "--hardfork", "osaka", "--enable-tx-gas-limit"],
    ...["--slots-in-an-epoch", String(l1EpochBlocks), "--prune-history", String(l1History)],
  ];
  const anvil = await startChain({ ...start, name: "L1", args, genesis: { ...genesis, alloc }, file: "l1" });
  await anvil.rpc.request("anvil_setBlockTimestampInterval", 12);
  return anvil;
}

export async function startOp(start: Start): Promise<Anvil> {
  const args = [
    ...["--chain-id", String(opChainId), "--network", "optimism"],
    ...["--slots-in-an-epoch", String(opEpochBlocks), "--prune-history", String(opHistory)],
  ];
  const anvil = await startChain({ ...start, name: "OP", args, file: "op" });
  await anvil.rpc.request("anvil_setBlockTimestampInterval", 4);
  return anvil;
}

export async function startArbitrum(start: Start): Promise<Anvil> {
  const args = [
    ...["--chain-id", String(arbitrumChainId), "--hardfork", "osaka", "--base-fee", String(l2BaseFee)],
    ...["--auto-impersonate", "--disable-min-priority-fee", "--disable-code-size-limit"],
    ...["--prune-history", String(arbitrumHistory)],
  ];
  return startChain({ ...start, name: "Arbitrum", args, file: "arbitrum", gasLimit: arbitrumGasLimit });
}

type StartChain = Start & { name: string; args: readonly string[]; file: NodeName; gasLimit?: number };

async function startChain({
  binary,
  port,
  reaper,
  restoreFrom,
  name,
  args,
  genesis,
  timestamp,
  file,
  gasLimit = blockGasLimit,
}: StartChain): Promise<Anvil> {
  const common = ["--gas-limit", String(gasLimit), "--timestamp", String(timestamp), ...args];
  if (restoreFrom !== undefined) {
    return startAnvil({ binary, name, port, reaper, args: [...common, "--load-state", chainFiles(restoreFrom)[file]] });
  }
  const folder = await mkdtemp(join(tmpdir(), "cseth-devnet-"));
  try {
    const path = join(folder, "genesis.json");
    await writeFile(
      path,
      JSON.stringify({ ...genesis, timestamp: numberToHex(timestamp), gasLimit: numberToHex(gasLimit) }),
    );
    const anvil = await startAnvil({ binary, name, port, reaper, args: [...common, "--init", path] });
    await anvil.rpc.request("anvil_setCode", blockHashes, "0x");
    return anvil;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
