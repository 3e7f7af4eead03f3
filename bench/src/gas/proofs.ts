import { systemContractAccounts, systemContracts } from "@cseth/devnet/beacon/predeploys";
import { beaconProofsAbi } from "@cseth/shared/abi/BeaconProofs";
import { bondsAbi } from "@cseth/shared/abi/Bonds";
import { keyRegistryAbi } from "@cseth/shared/abi/KeyRegistry";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { operatorRegistryAbi } from "@cseth/shared/abi/OperatorRegistry";
import { validatorLedgerAbi } from "@cseth/shared/abi/ValidatorLedger";
import { buildValidatorProof } from "@cseth/shared/beacon/validator-proof";
import { keyCommitment, keySetRoot, proveKey, type ValidatorKey } from "@cseth/shared/merkle/key-set";
import { type Action, encodeAction } from "@cseth/shared/messages/action";
import { operatorId, validatorId } from "@cseth/shared/messages/ids";
import { params } from "@cseth/shared/params";
import { type Abi, BaseError, concat, decodeErrorResult, encodeFunctionData, type Hex, keccak256, toHex } from "viem";
import { BenchError } from "../errors.ts";
import type { Measurement } from "../result.ts";
import { type Chains, LANE_ID } from "./chains.ts";
import { deposit } from "./deposits.ts";

const SINGLES = 5;
const TOGETHER = 100;
/** Validators of the chain: the depth of a proof. */
const LIST_LENGTH = 1_000_000;
const OPERATOR = operatorId({ laneId: LANE_ID, sequence: 1_000n });
const SALT = keccak256(toHex("salt"));
const FAR_FUTURE = "ff".repeat(8);
/** 4788's ring of timestamps. */
const ROOTS_LENGTH = 8191n;
/** Of a validator whose predeposit was processed: 1 ether little-endian, not slashed, no epoch yet. */
const TAIL: Hex = `0x00ca9a3b0000000000${FAR_FUTURE.repeat(4)}`;

/**
 * Proofs of credentials through the ledger, from PREDEPOSITED to PROVEN. What a lane would bring is called in the hub's
 * name. The state is made up, of real size: siblings are random, the root is what the verifier computes from them, and
 * stands where EIP-4788 would have it.
 */
export async function measureProofs(chains: Chains): Promise<readonly Measurement[]> {
  await installSystemContracts(chains);
  const keys = Array.from({ length: SINGLES + TOGETHER }, (_unused, index) => keyAt(index));
  await prepareOperator(chains, keys);
  for (const index of keys.keys()) await predeposit(chains, keys, index);

  const singles: number[] = [];
  for (const key of keys.slice(0, SINGLES)) singles.push(await prove(chains, [key]));
  const together = await prove(chains, keys.slice(SINGLES));
  return [
    { id: "proof-1", samples: singles },
    { id: "proof-100", samples: [together / TOGETHER] },
  ];
}

const keyAt = (index: number): ValidatorKey => {
  const [a, b, c] = ["a", "b", "c"].map((part) => keccak256(toHex(`${part}${index}`))) as [Hex, Hex, Hex];
  return { pubkey: concat([a, b]).slice(0, 98) as Hex, signature: concat([a, b, c]) };
};

async function installSystemContracts({ l1 }: Chains): Promise<void> {
  for (const [address, { code = "0x", storage = {} }] of Object.entries(systemContractAccounts())) {
    await l1.client.setCode({ address: address as Hex, bytecode: code });
    for (const [index, value] of Object.entries(storage)) {
      await l1.client.setStorageAt({ address: address as Hex, index: index as Hex, value });
    }
  }
}

/** Registers an operator with a bond and all keys revealed in one set, beyond their challenge. */
async function prepareOperator(chains: Chains, keys: readonly ValidatorKey[]): Promise<void> {
  const { l1, plan, actors } = chains;
  const call = async (from: Hex | typeof actors.whale, to: Hex, abi: Abi, functionName: string, args: unknown[]) =>
    l1.send({ from, to, data: encodeFunctionData({ abi, functionName, args }) });
  const [hub, timelock] = [plan.l1("LaneHub"), plan.l1("Timelock")];
  for (const address of [hub, timelock]) {
    await l1.client.impersonateAccount({ address });
    await l1.client.setBalance({ address, value: 10n ** 20n });
  }
  const act = (to: Hex, abi: Abi, action: Action) =>
    call(hub, to, abi, "executeAction", [LANE_ID, encodeAction(action)]);
  const header = { gasLimit: 0, operatorId: OPERATOR, issuedAt: 1 };
  const recipient = actors.treasury.address;
  const registration = { ...header, owner: recipient, rewardRecipient: recipient, class: 0, commissionBps: 0 };
  await act(plan.l1("OperatorRegistry"), operatorRegistryAbi, { kind: "registerOperator", ...registration });
  const root = keySetRoot(keys);
  const commitment = keyCommitment({ operatorId: OPERATOR, salt: SALT, root });
  await act(plan.l1("KeyRegistry"), keyRegistryAbi, { kind: "commitKeys", ...header, setId: 1, commitment });
  const revealed = { ...header, setId: 1, count: keys.length, salt: SALT, root };
  await act(plan.l1("KeyRegistry"), keyRegistryAbi, { kind: "revealKeys", ...revealed });
  const { timestamp } = await l1.client.getBlock();
  // Blocks come at fixed distances here, which outweigh what `evm_increaseTime` adds.
  await l1.client.setNextBlockTimestamp({ timestamp: timestamp + BigInt(params.mainnet.keyChallengeSeconds) });

  await call(timelock, plan.l1("ValidatorLedger"), validatorLedgerAbi, "setOperatorCap", [OPERATOR, 1_000]);
  const bond = 2n * 10n ** 20n;
  await deposit(chains, actors.whale, 4n * bond);
  const core = plan.l1("LiquidStakingCore");
  await call(actors.whale, core, liquidStakingCoreAbi, "approve", [plan.l1("Bonds"), bond]);
  await call(actors.whale, plan.l1("Bonds"), bondsAbi, "deposit", [OPERATOR, bond]);
}

async function predeposit({ l1, plan, actors }: Chains, keys: readonly ValidatorKey[], index: number): Promise<void> {
  const { pubkey, signature } = keys[index] as ValidatorKey;
  const args = [OPERATOR, 1, BigInt(index), pubkey, signature, proveKey(keys, index)] as const;
  const data = encodeFunctionData({ abi: validatorLedgerAbi, functionName: "predeposit", args });
  await l1.send({ from: actors.whale, to: plan.l1("ValidatorLedger"), data });
}

/** @returns gas of the transaction */
async function prove({ l1, plan, actors }: Chains, keys: readonly ValidatorKey[]): Promise<number> {
  const { timestamp } = await l1.client.getBlock();
  const random = (text: string): Hex => keccak256(toHex(text));
  const proof = buildValidatorProof({
    timestamp: Number(timestamp),
    head: {
      layout: "electra",
      header: { slot: 12_345_678, proposerIndex: 987_654, parentRoot: random("parent"), bodyRoot: random("body") },
      nodeAt: (gindex) => random(`node ${gindex}`),
    },
    credentials: concat(["0x02", toHex(0n, { size: 11 }), plan.l1("WithdrawalVault")]),
    listLength: LIST_LENGTH,
    // Scattered, as validators that many others share a chain with.
    validators: keys.map(({ pubkey }, index) => ({
      index: (index * 9_973 + 700_017) % LIST_LENGTH,
      pubkeyRoot: validatorId(pubkey),
      tail: TAIL,
    })),
  });
  const slot = timestamp % ROOTS_LENGTH;
  const put = (index: bigint, value: Hex) =>
    l1.client.setStorageAt({ address: systemContracts.beaconRoots, index: toHex(index, { size: 32 }), value });
  await put(slot, toHex(timestamp, { size: 32 }));
  const root = await computedRoot({ l1, plan }, proof);
  await put(slot + ROOTS_LENGTH, root);
  const data = encodeFunctionData({ abi: validatorLedgerAbi, functionName: "prove", args: [proof] });
  return l1.send({ from: actors.whale, to: plan.l1("ValidatorLedger"), data });
}

/** The root a proof adds up to: the verifier names it when EIP-4788 has another. */
async function computedRoot({ l1, plan }: Pick<Chains, "l1" | "plan">, proof: Hex): Promise<Hex> {
  const data = encodeFunctionData({ abi: beaconProofsAbi, functionName: "verify", args: [proof] });
  const refusal = await l1.client.call({ to: plan.l1("BeaconProofs"), data }).then(
    () => undefined,
    (error: unknown) => (error instanceof BaseError ? revertData(error) : undefined),
  );
  if (refusal === undefined) throw new BenchError("BENCH_NOT_READY", "A made-up proof was not refused.");
  const { errorName, args } = decodeErrorResult({ abi: beaconProofsAbi, data: refusal });
  if (errorName !== "BeaconProofs_WrongRoot") throw new BenchError("BENCH_REVERTED", `A proof failed: ${errorName}`);
  return args[0];
}

function revertData(error: BaseError): Hex | undefined {
  const found = error.walk((cause) => typeof (cause as { data?: unknown }).data === "string");
  return (found as { data?: Hex } | null)?.data;
}
