import { nodeDeskAbi } from "@cseth/shared/abi/NodeDesk";
import { params } from "@cseth/shared/params";
import { type Address, concat, encodeFunctionData, type Hex, maxUint128, sha256, zeroAddress } from "viem";
import { type ActionOptions, act } from "./action.ts";
import { cseth } from "./amounts.ts";
import type { SendOptions } from "./transact.ts";

const gas = params.mainnet;
const whom = (account: Address) => (account === zeroAddress ? "nobody" : account);

/** `cseth operator set-manager <id> <address>` */
export function setManager(operatorId: bigint, manager: Address, options: ActionOptions): Promise<number> {
  return act(
    operatorId,
    {
      key: "operator set-manager",
      deskCall: encodeFunctionData({ abi: nodeDeskAbi, functionName: "setManager", args: [operatorId, manager] }),
      action: { kind: "setManager", gasLimit: Number(gas.setManagerGas), manager },
      expected: { values: { operatorId, manager }, text: `manager    of operator ${operatorId}: ${whom(manager)}` },
    },
    options,
  );
}

/** `cseth operator set-recipient <id> <address>` */
export function setRecipient(operatorId: bigint, recipient: Address, options: ActionOptions): Promise<number> {
  const args = [operatorId, recipient] as const;
  return act(
    operatorId,
    {
      key: "operator set-recipient",
      deskCall: encodeFunctionData({ abi: nodeDeskAbi, functionName: "setRewardRecipient", args }),
      action: { kind: "setRewardRecipient", gasLimit: Number(gas.setRewardRecipientGas), recipient },
      expected: {
        values: { operatorId, recipient },
        text: `rewards    of operator ${operatorId}: to ${recipient}, from the next root on`,
      },
    },
    options,
  );
}

/** `cseth operator exit <id> <pubkey>` */
export function requestExit(operatorId: bigint, pubkey: Hex, options: ActionOptions): Promise<number> {
  // SSZ root of the key.
  const validatorId = sha256(concat([pubkey, `0x${"00".repeat(16)}`]));
  return act(
    operatorId,
    {
      key: "operator exit",
      deskCall: encodeFunctionData({ abi: nodeDeskAbi, functionName: "requestExit", args: [operatorId, pubkey] }),
      action: { kind: "requestExit", gasLimit: Number(gas.requestExitGas), validatorId },
      expected: {
        values: { operatorId, pubkey, validatorId },
        text: `exit       of validator ${pubkey}; once it is ordered on L1, anyone submits it (cseth keepers do)`,
      },
    },
    options,
  );
}

/** `cseth operator claim-bond <id> --to <address> [--at-most <csETH>]` */
export function claimBond(
  operatorId: bigint,
  options: ActionOptions & { to: Address; atMost?: bigint },
): Promise<number> {
  const { to: recipient, atMost: shares = maxUint128 } = options;
  const howMuch = shares === maxUint128 ? "all that is free then" : `at most ${cseth(shares)}`;
  return act(
    operatorId,
    {
      key: "operator claim-bond",
      deskCall: encodeFunctionData({
        abi: nodeDeskAbi,
        functionName: "claimBond",
        args: [operatorId, recipient, shares],
      }),
      action: { kind: "claimBond", gasLimit: Number(gas.claimBondGas), recipient, shares },
      expected: {
        values: { operatorId, recipient, atMost: shares },
        text: `claim      ${howMuch} of the bond of operator ${operatorId}, to ${recipient} on L1`,
      },
    },
    options,
  );
}

/** `cseth operator set-delegate <id> <address>`: by the lane only, because it is the owner there who names it. */
export function setDelegate(operatorId: bigint, delegate: Address, options: SendOptions): Promise<number> {
  return act(
    operatorId,
    {
      key: "operator set-delegate",
      deskCall: encodeFunctionData({ abi: nodeDeskAbi, functionName: "setDelegate", args: [operatorId, delegate] }),
      action: { kind: "setDelegate", gasLimit: Number(gas.setDelegateGas), delegate },
      expected: {
        values: { operatorId, delegate },
        text: `delegate   of operator ${operatorId}: ${whom(delegate)}, who may sign for it on L1`,
      },
    },
    { ...options, express: false },
  );
}
