import assert from "node:assert/strict";
import { type Address, keccak256, pad, toFunctionSelector } from "viem";
import { createJsonRpc } from "../../devnet/src/json-rpc.ts";
import { createWorkerChain } from "../../devnet/src/layer-zero/chain.ts";
import { createWorkers } from "../../devnet/src/layer-zero/workers.ts";
import type { Devnet, LayerZeroChain } from "../../devnet/src/types.ts";
import {
  encodePacket,
  type Packet,
  packetGuid,
  packetHeader,
  packetPayloadHash,
} from "../../shared/src/layer-zero/packet.ts";
import { sharedDevnet } from "./support/devnet.ts";
import { accepting, createLzSide, type LzSide, lzAbi, refusing, slotsUntil } from "./support/layer-zero.ts";

describe("LayerZero's own contracts and operators on the devnet", () => {
  const receiver: Address = "0xc5e7000000000000000000000000000000001201";
  let devnet: Devnet;
  let sides: Record<LayerZeroChain, LzSide>;
  before(async () => {
    devnet = await sharedDevnet();
    const side = (name: LayerZeroChain) => createLzSide(devnet, name, 7);
    sides = { l1: side("l1"), op: side("op"), arbitrum: side("arbitrum") };
    for (const { plant } of Object.values(sides)) await plant(receiver, accepting);
  });
  afterEach(() => devnet.layerZero.setWork("all"));

  const heights = async () => ({
    l1: await sides.l1.client.getBlockNumber(),
    op: await sides.op.client.getBlockNumber(),
    arbitrum: await sides.arbitrum.client.getBlockNumber(),
  });
  /** How often each step was taken for a packet on its receiving chain, by the events of LayerZero's contracts. */
  async function countsOf(packet: Packet, side: LzSide, from: bigint) {
    const same = (origin: { srcEid: number; sender: string; nonce: bigint }) =>
      origin.srcEid === packet.srcEid &&
      origin.nonce === packet.nonce &&
      origin.sender.toLowerCase() === pad(packet.sender).toLowerCase();
    const vouched = (await side.logs("PayloadVerified", from)).filter(
      ({ args }) => keccak256(args.header) === keccak256(packetHeader(packet)),
    );
    return {
      vouched: vouched.length,
      verifiers: new Set(vouched.map(({ args }) => args.dvn)).size,
      committed: (await side.logs("PacketVerified", from)).filter(({ args }) => same(args.origin)).length,
      delivered: (await side.logs("PacketDelivered", from)).filter(({ args }) => same(args.origin)).length,
      refused: (await side.logs("LzReceiveAlert", from)).filter(({ args }) => same(args.origin)).length,
    };
  }

  it("carries packets each way between L1 and both L2s, once each", async () => {
    assert.equal(toFunctionSelector("allowInitializePath((uint32,bytes32,uint64))"), "0xff7bd03d");
    const ways: [LayerZeroChain, LayerZeroChain][] = [
      ["op", "l1"],
      ["arbitrum", "l1"],
      ["l1", "op"],
      ["l1", "arbitrum"],
    ];
    const from = await heights();
    const sent: [Packet, LayerZeroChain][] = [];
    for (const [source, target] of ways) {
      const { packet } = await sides[source].send(target, receiver, "0xc0de");
      assert.equal(packet.message, "0xc0de");
      sent.push([packet, target]);
    }
    const counts = () => Promise.all(sent.map(([packet, to]) => countsOf(packet, sides[to], from[to])));
    await slotsUntil(devnet, async () => (await counts()).every(({ delivered }) => delivered > 0));
    await devnet.mineSlots(2);
    // The defaults of the network ask two of the three verifiers.
    const once = { vouched: 2, verifiers: 2, committed: 1, delivered: 1, refused: 0 };
    assert.deepEqual(await counts(), [once, once, once, once]);
  });

  it("repeats nothing when its operators begin anew in the middle", async () => {
    const from = await heights();
    devnet.layerZero.setWork("commit");
    const { packet } = await sides.op.send("l1", receiver, "0xc0de02");
    const counts = () => countsOf(packet, sides.l1, from.l1);
    await slotsUntil(devnet, async () => (await counts()).committed === 1);
    const chain = (name: LayerZeroChain) =>
      createWorkerChain({ name, chainId: devnet[name].chainId, node: createJsonRpc(devnet[name].rpcUrl) });
    const anew = await createWorkers({
      chains: [chain("l1"), chain("op")],
      waiting: [{ encoded: encodePacket(packet), gas: "100000" }],
      log: () => undefined,
    });
    devnet.layerZero.setWork("none");
    for (let slot = 0; slot < 3; slot += 1) {
      await anew.onSlot();
      await devnet.mineSlots(1);
    }
    devnet.layerZero.setWork("all");
    await devnet.mineSlots(3);
    assert.deepEqual(await counts(), { vouched: 2, verifiers: 2, committed: 1, delivered: 1, refused: 0 });
    assert.deepEqual(anew.save(), []);
  });

  it("leaves what its receiver refuses to anyone who tries again", async () => {
    const shy: Address = "0xc5e7000000000000000000000000000000001202";
    await sides.l1.plant(shy, refusing);
    const from = await heights();
    const { packet } = await sides.op.send("l1", shy, "0xc0de03");
    const counts = () => countsOf(packet, sides.l1, from.l1);
    await slotsUntil(devnet, async () => (await counts()).refused === 1);
    await devnet.mineSlots(2);
    assert.equal((await counts()).refused, 1);
    assert.equal((await counts()).delivered, 0);
    await sides.l1.plant(shy, accepting);
    const { srcEid, sender, nonce, message } = packet;
    await sides.l1.wallet.writeContract({
      address: devnet.layerZero.addresses.endpoint,
      abi: lzAbi,
      functionName: "lzReceive",
      args: [{ srcEid, sender: pad(sender), nonce }, shy, packetGuid(packet), message, "0x"],
    });
    await devnet.mineSlots(1);
    assert.equal((await counts()).delivered, 1);
  });

  it("vouches for nothing whose block a reorg took away (T-69)", async () => {
    const from = await heights();
    const { packet } = await sides.l1.send("op", receiver, "0xc0de04");
    await devnet.reorgL1(2, { keepTransactions: false });
    const again = await sides.l1.send("op", receiver, "0xc0de05");
    assert.equal(again.packet.nonce, packet.nonce);
    await slotsUntil(devnet, async () => (await countsOf(again.packet, sides.op, from.op - 12n)).delivered === 1);
    const vouched = await sides.op.logs("PayloadVerified", from.op - 12n);
    const said = vouched.filter(({ args }) => args.header === packetHeader(packet)).map(({ args }) => args.proofHash);
    assert.deepEqual(said, [packetPayloadHash(again.packet), packetPayloadHash(again.packet)]);
  });

  it("delivers a packet that nobody sent when every verifier lies, and never the true one in its place", async () => {
    const from = await heights();
    const sender = sides.arbitrum.account.address;
    const victim: Address = "0xc5e7000000000000000000000000000000001203";
    await sides.l1.plant(victim, accepting);
    const forgery = { from: "arbitrum", to: "l1", sender, receiver: victim, gas: 100_000n } as const;
    const guid = await devnet.layerZero.forge({ ...forgery, message: "0xbad0" });
    const forged: Packet = {
      nonce: 1n,
      srcEid: devnet.layerZero.eids.arbitrum,
      dstEid: devnet.layerZero.eids.l1,
      sender,
      receiver: victim,
      message: "0xbad0",
    };
    assert.equal(guid, packetGuid(forged));
    await slotsUntil(devnet, async () => (await countsOf(forged, sides.l1, from.l1)).delivered === 1, 8);
    const { packet } = await sides.arbitrum.send("l1", victim, "0xc0de06");
    assert.equal(packet.nonce, 1n);
    const isOpen = await sides.l1.client.readContract({
      address: devnet.layerZero.addresses.endpoint,
      abi: lzAbi,
      functionName: "verifiable",
      args: [{ srcEid: packet.srcEid, sender: pad(sender), nonce: 1n }, victim],
    });
    assert.equal(isOpen, false);
  });
});
