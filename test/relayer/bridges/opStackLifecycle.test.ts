import assert from "node:assert/strict";
import { type Address, parseEther } from "viem";
import type { Devnet } from "../../../devnet/src/types.ts";
import { sharedDevnet } from "../../devnet/support/devnet.ts";
import { acceptingCode, refusingCode, setCode } from "../../devnet/support/messenger.ts";
import { type BridgeWorld, createBridgeWorld, phaseNames } from "./bridgeWorld.ts";

const withEther = parseEther("1.25");

describe("a message over the OP-stack bridge", function () {
  this.timeout(60_000);
  let devnet: Devnet;
  let world: BridgeWorld;
  before(async () => {
    devnet = await sharedDevnet();
    world = createBridgeWorld(devnet, { gateway: 5, relayer: 6 });
    devnet.op.pauseProposing();
    await devnet.mineSlots(2);
  });
  after(() => devnet.op.resumeProposing());

  it("goes with its ether from L2 to L1, and is done only when the delivery is final (R-12, R-19)", async () => {
    const target: Address = "0xc5e700000000000000000000000000000000d001";
    const sent = await world.sides.sendUp(target, "0x5678", withEther);
    const carrier = await world.only(devnet.op.chainId, sent.receipt as never);
    assert.equal(carrier.messageHash, sent.message.hash);
    assert.equal(carrier.kind === "op-l2-to-l1" && carrier.message.value, 1_250_000_000_000_000_000n);
    await world.until(carrier, "AWAIT_GAME");
    assert.equal(await world.bridge.advance(carrier, await world.phase(carrier)), undefined);

    const game = await devnet.op.propose();
    await devnet.mineSlots(1);
    const ready = await world.phase(carrier);
    assert.equal(ready.name, "READY_TO_PROVE");
    assert.equal(ready.name === "READY_TO_PROVE" && ready.game.rootClaim, game.rootClaim);
    await world.step(carrier, "prove");

    const { phase, readAt } = await world.bridge.status(carrier);
    if (phase.name !== "AWAIT_MATURITY") assert.fail(phase.name);
    assert.equal(phase.proof.prover, world.carrying.account.address);
    assert.equal(phase.proof.provenAt, readAt.timestamp);
    // 180 s of proof maturity, strictly exceeded; the game's 96 s + 60 s are over before.
    assert.equal(phase.notBefore, readAt.timestamp + 181n);
    assert.equal(await world.bridge.advance(carrier, phase), undefined);
    await world.until(carrier, "READY_TO_FINALIZE");
    await world.step(carrier, "finalize");
    assert.deepEqual(await world.phase(carrier), { name: "DELIVERED", final: false });
    assert.equal(await world.sides.l1.getBalance({ address: target }), 1_250_000_000_000_000_000n);
    await devnet.mineSlots(2);
    assert.deepEqual(await world.phase(carrier), { name: "DELIVERED", final: true });
  });

  it("goes with its ether from L1 to L2 by itself", async () => {
    const target: Address = "0xc5e700000000000000000000000000000000d002";
    const { carrier, l2Hash } = await world.down(target, "0x1234", withEther);
    assert.equal(carrier.kind === "op-l1-to-l2" && carrier.depositTx, l2Hash);
    assert.equal(await phaseNames(world, carrier), "EXECUTED");
    await devnet.mineSlots(2);
    assert.deepEqual(await world.phase(carrier), { name: "EXECUTED", final: true });
  });

  it("fails on L2, waits while a replay would fail too, and is then replayed (R-13, R-17, T-59)", async () => {
    const target: Address = "0xc5e700000000000000000000000000000000d003";
    await setCode(devnet.op.rpcUrl, target, refusingCode);
    const { carrier } = await world.down(target, "0xaa", withEther);
    const failed = await world.phase(carrier);
    assert.equal(failed.name === "FAILED_ON_L2" && failed.wouldDeliver, false);
    assert.equal(await world.bridge.advance(carrier, failed), undefined);

    await setCode(devnet.op.rpcUrl, target, acceptingCode);
    await world.step(carrier, "replay");
    assert.equal(await phaseNames(world, carrier), "EXECUTED");
    assert.equal(await world.sides.l2.getBalance({ address: target }), 1_250_000_000_000_000_000n);
  });
});
