import assert from "node:assert/strict";
import type { MinedLog } from "@cseth/relayer/bridges/port";
import { type Address, parseEther } from "viem";
import type { Devnet } from "../../../devnet/src/types.ts";
import { sharedDevnet } from "../../devnet/support/devnet.ts";
import { createSides } from "../../devnet/support/messenger.ts";
import { fatal } from "../../support/rejections.ts";
import { type BridgeWorld, createBridgeWorld } from "./bridgeWorld.ts";

describe("what others do to a message", function () {
  this.timeout(60_000);
  let devnet: Devnet;
  let world: BridgeWorld;
  let stranger: ReturnType<typeof createSides>;
  before(async () => {
    devnet = await sharedDevnet();
    world = createBridgeWorld(devnet, { gateway: 10, relayer: 11 });
    stranger = createSides(devnet, 12);
    devnet.op.pauseProposing();
    await devnet.mineSlots(2);
  });
  after(() => devnet.op.resumeProposing());

  it("is used: a stranger's proof serves us, and too little gas of theirs does no harm (T-59)", async () => {
    const target: Address = "0xc5e700000000000000000000000000000000d201";
    const { carrier } = await world.up(target, "0x", parseEther("0.125"));
    await world.propose();
    const prove = await world.bridge.advance(carrier, await world.phase(carrier));
    assert.ok(prove);
    await world.send(prove, stranger);
    const ready = await world.until(carrier, "READY_TO_FINALIZE");
    assert.equal(ready.name === "READY_TO_FINALIZE" && ready.proof.prover, stranger.account.address);

    const finalize = await world.bridge.advance(carrier, ready);
    assert.ok(finalize);
    assert.equal((await world.send({ ...finalize, gas: 300_000n }, stranger)).status, "reverted");
    assert.equal((await world.phase(carrier)).name, "READY_TO_FINALIZE");
    await world.step(carrier, "finalize");
    assert.equal(await world.sides.l1.getBalance({ address: target }), 125_000_000_000_000_000n);
  });

  it("is noticed: proven and finalized by somebody else, nothing is left for us", async () => {
    const { carrier, withdrawal, receipt } = await world.up(world.sides.account.address, "0x", 0n);
    const game = await world.propose();
    await stranger.prove(withdrawal, game, receipt.blockNumber);
    await world.until(carrier, "READY_TO_FINALIZE");
    assert.equal((await stranger.finalize(withdrawal)).status, "success");
    const phase = await world.phase(carrier);
    assert.equal(phase.name, "DELIVERED");
    assert.equal(await world.bridge.advance(carrier, phase), undefined);
  });

  it("is not ours: messages of other senders are no carriers, and half a message is refused", async () => {
    const { receipt } = await stranger.sendUp(stranger.account.address, "0x", 0n);
    const logs = receipt.logs as readonly MinedLog[];
    assert.deepEqual(await world.bridge.discover({ chainId: devnet.op.chainId, logs }), []);
    const ours = await world.sides.sendUp(stranger.account.address, "0x", 0n);
    const half = (ours.receipt.logs as readonly MinedLog[]).slice(1);
    const error = await fatal(world.bridge.discover({ chainId: devnet.op.chainId, logs: half }));
    assert.equal(error.code, "BRIDGE_LOGS_INCOMPLETE");
    assert.equal((await fatal(world.bridge.discover({ chainId: 1, logs }))).code, "BRIDGE_WRONG_CHAIN");
  });

  it("may be undone: a reorg of L1 orphans what it took away, in both directions (T-69)", async () => {
    const down = await world.down(stranger.account.address, "0x", 1n);
    const up = await world.sides.sendUp(stranger.account.address, "0x", 0n);
    const upCarrier = await world.only(devnet.op.chainId, up.receipt as never);
    assert.equal((await world.phase(down.carrier)).name, "EXECUTED");
    await devnet.reorgL1(3, { keepTransactions: false });
    await devnet.mineSlots(2);
    assert.equal((await world.phase(down.carrier)).name, "ORPHANED");
    assert.equal((await world.phase(upCarrier)).name, "ORPHANED");
    assert.equal(await world.bridge.advance(upCarrier, await world.phase(upCarrier)), undefined);
  });
});
