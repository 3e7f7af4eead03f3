// OpenZeppelin's TimelockController, which owns each end of the lane as in production.
import { type Address, encodeFunctionData, type Hex, parseAbi, zeroHash } from "viem";

export const timelockAbi = parseAbi([
  "function schedule(address target, uint256 value, bytes data, bytes32 predecessor, bytes32 salt, uint256 delay)",
  "function execute(address target, uint256 value, bytes data, bytes32 predecessor, bytes32 salt) payable",
  "function scheduleBatch(address[] targets, uint256[] values, bytes[] payloads, bytes32 predecessor, bytes32 salt, uint256 delay)",
  "function executeBatch(address[] targets, uint256[] values, bytes[] payloads, bytes32 predecessor, bytes32 salt) payable",
  "function updateDelay(uint256 newDelay)",
  "error TimelockUnexpectedOperationState(bytes32 operationId, bytes32 expectedStates)",
]);

const proxyAbi = parseAbi(["function upgradeToAndCall(address implementation, bytes data) payable"]);

/** A call that a timelock makes. */
export type OwnersCall = Readonly<{ target: Address; data: Hex }>;

/** The last step of a deployment, while the delay is 0: the timelock makes the calls and gets its delay. */
export function handOver(timelock: Address, calls: readonly OwnersCall[], delay: bigint): readonly [Hex, Hex] {
  const update = encodeFunctionData({ abi: timelockAbi, functionName: "updateDelay", args: [delay] });
  const all = [...calls, { target: timelock, data: update }];
  const batch = [
    all.map(({ target }) => target),
    all.map(() => 0n),
    all.map(({ data }) => data),
    zeroHash,
    zeroHash,
  ] as const;
  return [
    encodeFunctionData({ abi: timelockAbi, functionName: "scheduleBatch", args: [...batch, 0n] }),
    encodeFunctionData({ abi: timelockAbi, functionName: "executeBatch", args: batch }),
  ];
}

/** What brings `implementation` behind a proxy: to be scheduled, and executed after the delay. */
export function upgradeCalls(
  proxy: Address,
  implementation: Address,
  delay: bigint,
): Readonly<{ schedule: Hex; execute: Hex }> {
  const args = [implementation, "0x"] as const;
  const data = encodeFunctionData({ abi: proxyAbi, functionName: "upgradeToAndCall", args });
  const call = [proxy, 0n, data, zeroHash, zeroHash] as const;
  return {
    schedule: encodeFunctionData({ abi: timelockAbi, functionName: "schedule", args: [...call, delay] }),
    execute: encodeFunctionData({ abi: timelockAbi, functionName: "execute", args: call }),
  };
}
