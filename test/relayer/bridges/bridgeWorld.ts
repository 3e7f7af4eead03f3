import assert from "node:assert/strict";
import { createOpStackBridge, readLane } from "@cseth/relayer/bridges/op-stack/opStackBridge";
import type { MinedLog, Step } from "@cseth/relayer/bridges/port";
import { type Carrier, carrierFromJson, carrierToJson } from "@cseth/relayer/domain/carrier";
import type { Phase, PhaseName } from "@cseth/relayer/domain/phase";
import type { Address, Hex, TransactionReceipt } from "viem";
import type { Devnet } from "../../../devnet/src/types.ts";
import { createSides } from "../../devnet/support/messenger.ts";
import { createTestClient } from "./clients.ts";

/** Blocks until what stands in one is final, for these tests; nothing here waits for epochs. */
const finality = { source: "depth", safeDepth: 1, finalizedDepth: 2 } as const;

export type BridgeWorld = ReturnType<typeof createBridgeWorld>;

/** The adapter over a running devnet. A plain account is the gateway at both ends; another one carries. */
export function createBridgeWorld(devnet: Devnet, { gateway, relayer }: { gateway: number; relayer: number }) {
  const sides = createSides(devnet, gateway);
  const carrying = createSides(devnet, relayer);
  const l1 = createTestClient("l1", devnet.l1);
  const l2 = createTestClient("lane-1", devnet.op);
  const ends = {
    laneId: 1,
    l1: { client: l1, finality, gateway: sides.account.address },
    l2: { client: l2, finality, gateway: sides.account.address },
  };
  const bridge = createOpStackBridge(ends);

  async function only(chainId: number, { logs }: TransactionReceipt): Promise<Carrier> {
    const carriers = await bridge.discover({ chainId, logs: logs as readonly MinedLog[] });
    assert.equal(carriers.length, 1);
    // What a database gives back is what all further steps work with.
    return carrierFromJson(JSON.parse(JSON.stringify(carrierToJson(carriers[0] ?? assert.fail()))));
  }

  const phase = async (carrier: Carrier): Promise<Phase> => (await bridge.status(carrier)).phase;

  async function send(step: Step, from: ReturnType<typeof createSides> = carrying): Promise<TransactionReceipt> {
    const { to, data, value, gas } = step;
    const call = { to, data, value, gas };
    if (step.chainId === devnet.l1.chainId) return from.onL1(await from.l1Wallet.sendTransaction(call));
    return (await from.onL2(await from.l2Wallet.sendTransaction(call))) as TransactionReceipt;
  }

  return {
    bridge,
    lane: () => readLane(ends),
    sides,
    carrying,
    phase,
    send,
    only,

    /** Sends a message up and runs slots until it is final on L2. */
    async up(target: Address, message: Hex, value: bigint) {
      const sent = await sides.sendUp(target, message, value);
      const carrier = await only(devnet.op.chainId, sent.receipt as TransactionReceipt);
      assert.equal(carrier.kind, "op-l2-to-l1");
      if (carrier.kind !== "op-l2-to-l1") assert.fail();
      await devnet.mineSlots(2);
      return { ...sent, carrier };
    },

    async down(target: Address, message: Hex, value: bigint) {
      const sent = await sides.sendDown(target, message, value);
      return { ...sent, carrier: await only(devnet.l1.chainId, sent.receipt) };
    },

    /** Proposes the head of L2 and lets a slot pass, so that the game takes proofs. */
    async propose(options?: { root?: Hex }) {
      const game = await devnet.op.propose(options);
      await devnet.mineSlots(1);
      return game;
    },

    /** Takes the one step that is due, and reads back that it worked. */
    async step(carrier: Carrier, kind: Step["kind"]): Promise<TransactionReceipt> {
      const step = await bridge.advance(carrier, await phase(carrier));
      assert.equal(step?.kind, kind);
      if (!step) assert.fail();
      const receipt = await send(step);
      assert.equal(receipt.status, "success");
      const { name } = await phase(carrier);
      assert.ok(step.effect.reaches.includes(name), `${kind} led to ${name}`);
      return receipt;
    },

    /** Runs slots until the carrier is in this phase, as many at once as the phase before says it takes. */
    async until(carrier: Carrier, name: PhaseName, readings = 10): Promise<Phase> {
      for (let read = 0; read < readings; read += 1) {
        const { phase: now, readAt } = await bridge.status(carrier);
        if (now.name === name) return now;
        const seconds = now.name === "AWAIT_MATURITY" ? Number(now.notBefore - readAt.timestamp) : 0;
        await devnet.mineSlots(Math.max(1, Math.ceil(seconds / 12)));
      }
      assert.fail(`not ${name} after ${readings} readings`);
    },
  };
}

export async function phaseNames(world: BridgeWorld, carrier: Carrier): Promise<string> {
  return (await world.phase(carrier)).name;
}
