import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { depositData } from "@cseth/devnet/beacon/deposit-data";
import { bondsAbi } from "@cseth/shared/abi/Bonds";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { nodeDeskAbi } from "@cseth/shared/abi/NodeDesk";
import { validatorLedgerAbi } from "@cseth/shared/abi/ValidatorLedger";
import { type Address, encodeFunctionData, type Hex, zeroHash } from "viem";
import { timelockArtifact } from "../../deploy/timelock.ts";
import { amounts } from "./amounts.ts";
import { keyOf, parts } from "./configs.ts";
import { genesisForkVersion } from "./consensus.ts";
import { answerOf } from "./cseth.ts";
import { type LaneRound, succeeded } from "./lane-round.ts";
import type { World } from "./world.ts";

/** Most units of 32 ether that governance lets each operator have. */
const CAP = 1;

/** The operator enters the node desk of its L2. */
export async function register({ lane, at }: LaneRound): Promise<void> {
  const { operator, l2 } = lane;
  const tx = await operator.writeContract({
    address: at.desk,
    abi: nodeDeskAbi,
    functionName: "register",
    args: [operator.account.address, 0, 300],
  });
  await succeeded(l2, tx);
}

/** The validator key of the lane's operator. */
export async function operatorKey({ lane, at, world }: LaneRound) {
  const { devnet, l1 } = world;
  const credentials = await l1.readContract({
    address: at.ledger,
    abi: validatorLedgerAbi,
    functionName: "CREDENTIALS",
  });
  return keyWith({ laneId: lane.laneId, credentials, forkVersion: await genesisForkVersion(devnet) });
}

/** The same key, whoever its credentials are. */
export function keyWith({ laneId, ...rest }: { laneId: number; credentials: Hex; forkVersion: Hex }) {
  const [data] = depositData({ from: laneId, count: 1, ...rest });
  if (data === undefined) throw new TypeError("no key was made");
  return data;
}

/** As the operator does it: `cseth operator keys commit`, with what a deposit tool has written. */
export async function commitToKeys(round: LaneRound): Promise<void> {
  const { world, operatorId } = round;
  const file = join(world.folder, `deposit_data-${operatorId}.json`);
  await writeFile(file, JSON.stringify([await operatorKey(round)]));
  const args = [
    "operator",
    "keys",
    "commit",
    `${operatorId}`,
    "--deposit-data",
    file,
    "--out",
    setFile(round),
    "--yes",
  ];
  await answerOf(world.cseth.run(args, asOperator(world)));
}

/** `cseth operator keys reveal`, which waits until L1 has the commitment for good. */
export async function revealKeys(round: LaneRound): Promise<void> {
  const args = ["operator", "keys", "reveal", setFile(round), "--wait", "--yes"];
  await answerOf(round.world.cseth.run(args, asOperator(round.world)));
}

/** csETH of the lane's depositor on L1 stands for the operator's validators. */
export async function depositBond({ lane, at, world, operatorId }: LaneRound): Promise<void> {
  const { depositorWallet } = lane;
  const approval = await depositorWallet.writeContract({
    address: at.core,
    abi: liquidStakingCoreAbi,
    functionName: "approve",
    args: [at.bonds, amounts.bond],
  });
  await succeeded(world.l1, approval);
  const deposit = await depositorWallet.writeContract({
    address: at.bonds,
    abi: bondsAbi,
    functionName: "deposit",
    args: [operatorId, amounts.bond],
  });
  await succeeded(world.l1, deposit);
}

/** Governance lets the operators have validators: scheduled at the timelock, waited for, executed. */
export async function raiseCaps(world: World, rounds: readonly LaneRound[]): Promise<void> {
  const { l1, plan, governance } = world;
  const timelock = { address: plan.l1("Timelock"), abi: timelockArtifact.abi } as const;
  const ledger: Address = plan.l1("ValidatorLedger");
  const calls = rounds.map(({ operatorId }) =>
    encodeFunctionData({ abi: validatorLedgerAbi, functionName: "setOperatorCap", args: [operatorId, CAP] }),
  );
  const batch = [calls.map(() => ledger), calls.map(() => 0n), calls, zeroHash, zeroHash] as const;
  const delay = (await l1.readContract({ ...timelock, functionName: "getMinDelay" })) as bigint;
  await succeeded(
    l1,
    await governance.writeContract({ ...timelock, functionName: "scheduleBatch", args: [...batch, delay] }),
  );
  const { timestamp } = await l1.getBlock();
  while ((await l1.getBlock()).timestamp < timestamp + delay) await new Promise((resolve) => setTimeout(resolve, 100));
  await succeeded(l1, await governance.writeContract({ ...timelock, functionName: "executeBatch", args: batch }));
}

function asOperator({ folder }: World) {
  return { config: join(folder, "user.json"), key: keyOf(parts.operator) };
}

function setFile({ world, operatorId }: LaneRound): string {
  return join(world.folder, `keys-${operatorId}.json`);
}
