import assert from "node:assert/strict";
import { createArbitrumBridge } from "@cseth/relayer/bridges/arbitrum/arbitrumBridge";
import { readLane } from "@cseth/relayer/bridges/arbitrum/lane";
import type { MinedLog, Step } from "@cseth/relayer/bridges/port";
import {
  type Carrier,
  carrierFromJson,
  carrierToJson,
  type SendCarrier,
  type TicketCarrier,
} from "@cseth/relayer/domain/carrier";
import type { Phase, PhaseName } from "@cseth/relayer/domain/phase";
import { iGatewayAbi } from "@cseth/shared/abi/IGateway";
import { l1ArbitrumGatewayAbi } from "@cseth/shared/abi/L1ArbitrumGateway";
import {
  type Address,
  concat,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  keccak256,
  numberToHex,
  pad,
  parseAbi,
  size,
  type TransactionReceipt,
  toFunctionSelector,
} from "viem";
import { interoperableAddress } from "../../../deploy/plan.ts";
import type { Devnet } from "../../../devnet/src/types.ts";
import { artifacts } from "../../../rocketh/deploy.ts";
import { createArbitrumSides } from "../../devnet/support/arbitrum.ts";
import { refusingCode, setCode } from "../../devnet/support/messenger.ts";
import { createTestClient } from "./clients.ts";

/** As much as a batch asks for: every call on the way keeps 1/64. */
const GAS_LIMIT = 4_000_000n;
const GAS_PRICE = 10n ** 9n;
/** The least the gateway takes: beyond the devnet's 1,260 s of a ticket. */
export const RESEND_AFTER = 1_500n;

const hubAbi = parseAbi([
  "function receiveMessage(bytes32 receiveId, bytes sender, bytes payload) payable returns (bytes4)",
  "function deliverValue(uint256)",
  "function gasLimit(uint64)",
  "function refundTo(address)",
]);
/** A hub that notes in storage, under the hash of the call, what it has taken: CALLDATACOPY, SSTORE, RETURN. */
const takingCode: Hex = concat([
  "0x3660006000376001366000205563",
  toFunctionSelector("receiveMessage(bytes32,bytes,bytes)"),
  "0x60e01b60005260206000f3",
]);

export type ArbitrumWorld = Awaited<ReturnType<typeof createArbitrumWorld>>;

/**
 * The adapter over the devnet's real Nitro contracts and our real gateways. Account `hub` is the hub at both ends: a key
 * that sends, and planted code that takes or refuses. `carrier` deploys the gateway on L1 and carries, `l2Deployer`
 * that on L2: another account, so that their addresses differ.
 */
export async function createArbitrumWorld(
  devnet: Devnet,
  accounts: { hub: number; carrier: number; l2Deployer: number },
) {
  const hub = createArbitrumSides(devnet, accounts.hub);
  const carrying = createArbitrumSides(devnet, accounts.carrier);
  const deployer = createArbitrumSides(devnet, accounts.l2Deployer);
  const chains = { l1: devnet.l1.chainId, l2: devnet.arbitrum.chainId };
  const gateways = await deployGateways();
  const hubAddress = hub.account.address;

  const l1 = createTestClient("l1", devnet.l1);
  const l2 = createTestClient("lane-1", devnet.arbitrum);
  const finality = { source: "depth", safeDepth: 1, finalizedDepth: 2 } as const;
  const ends: Parameters<typeof createArbitrumBridge>[0] = {
    laneId: 1,
    l1: { client: l1, finality, gateway: gateways.l1 },
    l2: { client: l2, finality: { ...finality, source: "tags" }, gateway: gateways.l2 },
    isDelivered: async (payload, blockNumber) => {
      const sender = interoperableAddress({ chainId: chains.l1, address: hubAddress });
      const args = [pad("0x", { size: 32 }), sender, payload] as const;
      const slot = keccak256(encodeFunctionData({ abi: hubAbi, functionName: "receiveMessage", args }));
      return BigInt((await hub.l2.getStorageAt({ address: hubAddress, slot, blockNumber })) ?? 0n) === 1n;
    },
  };
  const bridge = createArbitrumBridge(ends);

  async function deployGateways(): Promise<{ l1: Address; l2: Address }> {
    const at = async (sides: typeof carrying, chain: "l1" | "l2") =>
      getContractAddress({
        from: sides.account.address,
        nonce: BigInt(await sides[chain].getTransactionCount({ address: sides.account.address })),
      });
    const [l1Gateway, l2Gateway] = await Promise.all([at(carrying, "l1"), at(deployer, "l2")]);
    const onL1 = await carrying.onL1(
      await carrying.l1Wallet.deployContract({
        ...artifacts.L1ArbitrumGateway,
        args: [
          devnet.arbitrum.addresses.inbox,
          l2Gateway,
          hub.account.address,
          BigInt(chains.l2),
          GAS_PRICE,
          RESEND_AFTER,
        ],
      }),
    );
    const onL2 = await deployer.onL2(
      await deployer.l2Wallet.deployContract({
        ...artifacts.L2ArbitrumGateway,
        args: [l1Gateway, hub.account.address, BigInt(chains.l1)],
      }),
    );
    assert.deepEqual([onL1.status, onL2.status], ["success", "success"]);
    return { l1: l1Gateway, l2: l2Gateway };
  }

  const attributes = (value: bigint): Hex[] => [
    encodeFunctionData({ abi: hubAbi, functionName: "deliverValue", args: [value] }),
    encodeFunctionData({ abi: hubAbi, functionName: "gasLimit", args: [GAS_LIMIT] }),
    encodeFunctionData({ abi: hubAbi, functionName: "refundTo", args: [hubAddress] }),
  ];
  const messageTo = (chainId: number, payload: Hex, value: bigint) =>
    [interoperableAddress({ chainId, address: hubAddress }), payload, attributes(value)] as const;

  async function only(chainId: number, { logs }: TransactionReceipt): Promise<Carrier> {
    const carriers = await bridge.discover({ chainId, logs: logs as readonly MinedLog[] });
    assert.equal(carriers.length, 1);
    // What a database gives back is what all further steps work with.
    return carrierFromJson(JSON.parse(JSON.stringify(carrierToJson(carriers[0] ?? assert.fail()))));
  }

  const phase = async (carrier: Carrier): Promise<Phase> => (await bridge.status(carrier)).phase;

  async function send(step: Step, from: typeof carrying = carrying): Promise<TransactionReceipt> {
    const { to, data, value, gas } = step;
    const call = { to, data, value, gas };
    if (step.chainId === chains.l1) return from.onL1(await from.l1Wallet.sendTransaction(call));
    return from.onL2(await from.l2Wallet.sendTransaction(call));
  }

  return {
    bridge,
    lane: () => readLane(ends),
    gateways,
    hub,
    carrying,
    phase,
    send,
    only,
    /** From now on the hub takes what comes, or refuses it. */
    hubTakes: (chain: "l1" | "l2") => setCode(rpcUrlOf(chain), hubAddress, takingCode),
    hubRefuses: (chain: "l1" | "l2") => setCode(rpcUrlOf(chain), hubAddress, refusingCode),

    async down(payload: Hex, value: bigint) {
      const fee = await bridge.fee({ payloadBytes: size(payload), gasLimit: GAS_LIMIT });
      const receipt = await hub.onL1(
        await hub.l1Wallet.writeContract({
          address: gateways.l1,
          abi: l1ArbitrumGatewayAbi,
          functionName: "sendMessage",
          args: messageTo(chains.l2, payload, value),
          value: value + fee,
          gas: 1_000_000n,
        }),
      );
      return { receipt, carrier: (await only(chains.l1, receipt)) as TicketCarrier };
    },

    async up(payload: Hex, value: bigint) {
      const receipt = await hub.onL2(
        await hub.l2Wallet.writeContract({
          address: gateways.l2,
          abi: iGatewayAbi,
          functionName: "sendMessage",
          args: messageTo(chains.l1, payload, value),
          value,
          gas: 1_000_000n,
        }),
      );
      return { receipt, carrier: (await only(chains.l2, receipt)) as SendCarrier };
    },

    /** Takes the one step that is due, and reads back that it worked. */
    async step(carrier: Carrier, kind: Step["kind"]): Promise<Phase> {
      const step = await bridge.advance(carrier, await phase(carrier));
      assert.equal(step?.kind, kind);
      if (!step) assert.fail();
      const receipt = await send(step);
      assert.equal(receipt.status, "success");
      const after = await phase(carrier);
      assert.ok(step.effect.reaches.includes(after.name), `${kind} led to ${after.name}`);
      return after;
    },

    /** Runs slots until the carrier is in this phase. */
    async until(carrier: Carrier, name: PhaseName, slots = 40): Promise<Phase> {
      for (let mined = 0; mined < slots; mined += 1) {
        const now = await phase(carrier);
        if (now.name === name) return now;
        await devnet.mineSlots(1);
      }
      assert.fail(`not ${name} after ${slots} slots`);
    },
  };

  function rpcUrlOf(chain: "l1" | "l2"): string {
    return chain === "l1" ? devnet.l1.rpcUrl : devnet.arbitrum.rpcUrl;
  }
}

let messages = 0n;

/** A payload that was never sent before. */
export function newPayload(): Hex {
  messages += 1n;
  return numberToHex(messages, { size: 100 });
}
