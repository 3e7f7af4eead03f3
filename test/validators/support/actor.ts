import assert from "node:assert/strict";
import {
  type Abi,
  type Account,
  type Address,
  type Chain,
  encodeFunctionData,
  type PublicClient,
  type Transport,
  toHex,
  type WalletClient,
  zeroHash,
} from "viem";
import { timelockArtifact } from "../../../deploy/timelock.ts";
import type { World } from "../../e2e/support/world.ts";

export type Call = { address: Address; abi: Abi; functionName: string; args: readonly unknown[]; value?: bigint };
type Wallet = WalletClient<Transport, Chain, Account>;

/** Sends calls and runs the slots they need; time moves for nothing else. */
export function createActor(world: World) {
  const { devnet, plan, governance } = world;
  let operations = 0;

  async function succeed(client: PublicClient, wallet: Wallet, call: Call): Promise<void> {
    const { request } = await client.simulateContract({ ...call, account: wallet.account });
    const hash = await wallet.writeContract(request as Parameters<Wallet["writeContract"]>[0]);
    await devnet.mineSlots(1);
    const { status } = await client.getTransactionReceipt({ hash });
    assert.equal(status, "success", call.functionName);
  }

  const onL1 = (wallet: Wallet, call: Call) => succeed(world.l1, wallet, call);

  return {
    onL1,
    onL2: (wallet: Wallet, call: Call) => succeed(world.l2, wallet, call),

    /** Through the timelock that owns everything: scheduled, waited for, executed by anyone with the call's value. */
    async govern({ address, abi, functionName, args, value = 0n }: Call): Promise<void> {
      const timelock = { address: plan.l1("Timelock"), abi: timelockArtifact.abi } as const;
      const data = encodeFunctionData({ abi, functionName, args });
      // Two calls of the same data are two operations.
      const salt = toHex(++operations, { size: 32 });
      const operation = [address, value, data, zeroHash, salt] as const;
      const delay = (await world.l1.readContract({ ...timelock, functionName: "getMinDelay" })) as bigint;
      await onL1(governance.l1, { ...timelock, functionName: "schedule", args: [...operation, delay] });
      await devnet.mineSlots(Number(delay / 12n) + 1);
      await onL1(governance.l1, { ...timelock, functionName: "execute", args: operation, value });
    },

    /** Runs slots until the condition holds; `pauseMs` lets services of other processes follow. */
    async mineUntil(
      what: string,
      condition: () => Promise<boolean>,
      { slots = 200, step = 1, pauseMs = 0 }: { slots?: number; step?: number; pauseMs?: number } = {},
    ): Promise<void> {
      for (let mined = 0; !(await condition()); mined += step) {
        assert.ok(mined < slots, `not within ${slots} slots: ${what}`);
        await devnet.mineSlots(step);
        if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    },
  };
}
