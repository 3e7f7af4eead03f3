import assert from "node:assert/strict";
import { outboxAbi } from "@cseth/relayer/bridges/arbitrum/abi";
import { buildOutboxProof } from "@cseth/relayer/bridges/arbitrum/sends";
import type { MinedLog } from "@cseth/relayer/bridges/port";
import { decodeFunctionData, type Hash, keccak256, toHex } from "viem";
import type { Devnet } from "../../../devnet/src/types.ts";
import { createArbitrumSides } from "../../devnet/support/arbitrum.ts";
import { arbitrumSdk, createArbitrumSdk } from "../../devnet/support/arbitrum-sdk.ts";
import { sharedDevnet } from "../../devnet/support/devnet.ts";
import { fatal } from "../../support/rejections.ts";
import { type ArbitrumWorld, createArbitrumWorld, newPayload } from "./arbitrumWorld.ts";

const { ChildToParentMessageStatus } = arbitrumSdk;

describe("a message up Arbitrum's bridge", function () {
  this.timeout(60_000);
  let devnet: Devnet;
  let world: ArbitrumWorld;
  let sdk: Awaited<ReturnType<typeof createArbitrumSdk>>;
  before(async () => {
    devnet = await sharedDevnet();
    world = await createArbitrumWorld(devnet, { hub: 17, carrier: 18, l2Deployer: 19 });
    sdk = await createArbitrumSdk(devnet, 18);
  });
  beforeEach(() => world.hubTakes("l1"));

  it("waits for an assertion and goes through the outbox; status and proof are @arbitrum/sdk's (R-12, R-18, R-19)", async () => {
    devnet.arbitrum.pauseConfirming();
    const before = await world.hub.l1.getBalance({ address: world.hub.account.address });
    const { carrier } = await world.up(newPayload(), 3n * 10n ** 18n);
    const receipt = await sdk.l2Provider.getTransactionReceipt(carrier.sourceTx);
    const [theirs] = await new arbitrumSdk.ChildTransactionReceipt(receipt).getChildToParentMessages(sdk.l1Signer);
    assert.ok(theirs);
    const agree = async (status: number, ours: string) => {
      assert.equal(await theirs.status(sdk.l2Provider), status);
      assert.equal((await world.phase(carrier)).name, ours);
    };
    await agree(ChildToParentMessageStatus.UNCONFIRMED, "OBSERVED");
    const waiting = await world.until(carrier, "AWAIT_ASSERTION");
    assert.equal(await world.bridge.advance(carrier, waiting), undefined);
    devnet.arbitrum.resumeConfirming();
    await devnet.arbitrum.confirm();
    await agree(ChildToParentMessageStatus.CONFIRMED, "READY_FOR_OUTBOX");

    const step = await world.bridge.advance(carrier, await world.phase(carrier));
    const { functionName, args } = decodeFunctionData({ abi: outboxAbi, data: step?.data ?? "0x" });
    if (functionName !== "executeTransaction") assert.fail(functionName);
    assert.deepEqual([...args[0]], (await theirs.getOutboxProof(sdk.l2Provider)) as Hash[]);

    await world.step(carrier, "execute");
    await agree(ChildToParentMessageStatus.EXECUTED, "DELIVERED");
    assert.deepEqual(await world.phase(carrier), { name: "DELIVERED", final: false });
    const after = await world.hub.l1.getBalance({ address: world.hub.account.address });
    assert.equal(after - before, 3n * 10n ** 18n);
    await devnet.mineSlots(2);
    assert.deepEqual(await world.phase(carrier), { name: "DELIVERED", final: true });
  });

  it("stays in the outbox while its hub refuses it or the gas is too little (R-13, T-59)", async () => {
    const { carrier } = await world.up(newPayload(), 1n);
    await devnet.arbitrum.confirm();
    const step = await world.bridge.advance(carrier, await world.phase(carrier));
    assert.equal(step?.kind, "execute");
    if (!step) assert.fail();
    await world.hubRefuses("l1");
    assert.equal((await world.send(step)).status, "reverted");
    await world.hubTakes("l1");
    assert.equal((await world.send({ ...step, gas: 300_000n }, createArbitrumSides(devnet, 4))).status, "reverted");
    assert.equal((await world.phase(carrier)).name, "READY_FOR_OUTBOX");
    await world.step(carrier, "execute");
  });

  it("is noticed when somebody else executes it", async () => {
    const { carrier } = await world.up(newPayload(), 1n);
    await devnet.arbitrum.confirm();
    const step = await world.bridge.advance(carrier, await world.phase(carrier));
    assert.ok(step);
    assert.equal((await world.send(step, createArbitrumSides(devnet, 4))).status, "success");
    const phase = await world.phase(carrier);
    assert.equal(phase.name, "DELIVERED");
    assert.equal(await world.bridge.advance(carrier, phase), undefined);
  });

  it("is not proven to a root that our node's data do not lead to (R-18)", async () => {
    const { carrier } = await world.up(newPayload(), 1n);
    await devnet.arbitrum.confirm();
    const phase = await world.phase(carrier);
    if (phase.name !== "READY_FOR_OUTBOX") assert.fail(phase.name);
    const forged = { ...phase.confirmed, root: keccak256(toHex("another root")) };
    const error = await fatal(buildOutboxProof(await world.lane(), carrier, forged));
    assert.equal(error.code, "BRIDGE_PROOF_STALE");
  });

  it("is orphaned with its block (T-69), and not ours unless our gateway sent it", async () => {
    const { receipt } = await world.carrying.send(world.gateways.l1);
    const logs = receipt.logs as readonly MinedLog[];
    assert.deepEqual(await world.bridge.discover({ chainId: devnet.arbitrum.chainId, logs }), []);
    const { carrier } = await world.up(newPayload(), 0n);
    const gone = { ...carrier, sourceBlock: { ...carrier.sourceBlock, hash: keccak256(toHex("another block")) } };
    const phase = await world.phase(gone);
    assert.equal(phase.name, "ORPHANED");
    assert.equal(await world.bridge.advance(gone, phase), undefined);
  });
});
