import timelockController from "@openzeppelin/contracts/build/contracts/TimelockController.json" with { type: "json" };
import { type Abi, type Address, encodeFunctionData, type Hex, keccak256, toHex, zeroHash } from "viem";
import type { DeployEnvironment } from "../rocketh/deploy.ts";
import { deployPlain, type Planned } from "./proxy.ts";

export const timelockArtifact = timelockController as unknown as {
  abi: Abi;
  bytecode: Hex;
  deployedBytecode: Hex;
};

const role = (name: string) => keccak256(toHex(name));
export const PROPOSER_ROLE = role("PROPOSER_ROLE");
export const CANCELLER_ROLE = role("CANCELLER_ROLE");
export const EXECUTOR_ROLE = role("EXECUTOR_ROLE");
const SETUP_SALT = keccak256(toHex("csETH:setup"));
/** Granting a role to the zero address opens it: anyone may execute what was scheduled and has waited. */
const ANYONE: Address = "0x0000000000000000000000000000000000000000";

/** A call the timelock makes. */
export type Call = Readonly<{ to: Address; data: Hex }>;

/**
 * Deploys the timelock that owns everything from its first block on. Until {handOver} its delay is 0 and the deployer
 * is its only proposer, so wiring needs no privileged path beside it.
 */
export async function deployTimelock(env: DeployEnvironment, planned: Planned): Promise<void> {
  const deployer = env.namedAccounts.deployer;
  await deployPlain(env, { planned, artifact: timelockArtifact, args: [0n, [deployer], [deployer], ANYONE] });
}

/**
 * The deployment's last step on a chain, one scheduled batch: wires the contracts, gives the timelock to governance,
 * sets its delay and takes every role from the deployer. Does nothing when the deployer has no role any more.
 */
export async function handOver(
  env: DeployEnvironment,
  options: { timelock: Address; governance: Address; delaySeconds: bigint; wiring: readonly Call[] },
): Promise<{ done: boolean }> {
  const { timelock, governance, delaySeconds, wiring } = options;
  const deployer = env.namedAccounts.deployer;
  const contract = { abi: timelockArtifact.abi, address: timelock };
  const isProposer = await env.read(contract, { functionName: "hasRole", args: [PROPOSER_ROLE, deployer] });
  if (!isProposer) return { done: false };

  const self = (functionName: string, args: readonly unknown[]): Call => ({
    to: timelock,
    data: encodeFunctionData({ abi: timelockArtifact.abi, functionName, args }),
  });
  const calls: readonly Call[] = [
    ...wiring,
    self("grantRole", [PROPOSER_ROLE, governance]),
    self("grantRole", [CANCELLER_ROLE, governance]),
    self("grantRole", [EXECUTOR_ROLE, ANYONE]),
    self("updateDelay", [delaySeconds]),
    ...(governance.toLowerCase() === deployer.toLowerCase()
      ? []
      : [self("revokeRole", [PROPOSER_ROLE, deployer]), self("revokeRole", [CANCELLER_ROLE, deployer])]),
    self("revokeRole", [EXECUTOR_ROLE, deployer]),
  ];
  const batch = [calls.map(({ to }) => to), calls.map(() => 0n), calls.map(({ data }) => data), zeroHash, SETUP_SALT];
  const id = await env.read(contract, { functionName: "hashOperationBatch", args: batch });
  const scheduled = await env.read(contract, { functionName: "isOperation", args: [id] });
  if (!scheduled)
    await env.execute(contract, { account: deployer, functionName: "scheduleBatch", args: [...batch, 0n] });
  await env.execute(contract, { account: deployer, functionName: "executeBatch", args: batch });
  return { done: true };
}
