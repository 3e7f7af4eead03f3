import assert from "node:assert/strict";
import type { MinedLog } from "@cseth/relayer/bridges/port";
import type { Hash } from "viem";
import type { Devnet } from "../../../devnet/src/types.ts";
import { arbitrumSdk, createArbitrumSdk } from "../../devnet/support/arbitrum-sdk.ts";
import { sharedDevnet } from "../../devnet/support/devnet.ts";
import { fatal } from "../../support/rejections.ts";
import { type ArbitrumWorld, createArbitrumWorld, newPayload, RESEND_AFTER } from "./arbitrumWorld.ts";

const { ParentToChildMessageStatus } = arbitrumSdk;
/** Seconds that a ticket lives on the devnet, two sevenths of them, and a slot. */
const LIFETIME = 1_260n;
const MARGIN = 360n;
const SLOT = 12n;

describe("a message down Arbitrum's bridge", function () {
  this.timeout(60_000);
  let devnet: Devnet;
  let world: ArbitrumWorld;
  let sdk: Awaited<ReturnType<typeof createArbitrumSdk>>;
  before(async () => {
    devnet = await sharedDevnet();
    world = await createArbitrumWorld(devnet, { hub: 17, carrier: 18, l2Deployer: 19 });
    sdk = await createArbitrumSdk(devnet, 18);
  });
  beforeEach(() => world.hubTakes("l2"));

  /** What Offchain Labs' SDK says of the ticket an L1 transaction made. */
  async function theirs(l1Hash: Hash) {
    const receipt = new arbitrumSdk.ParentTransactionReceipt(await sdk.l1Signer.provider.getTransactionReceipt(l1Hash));
    const [ticket] = await receipt.getParentToChildMessages(sdk.l2Signer);
    return ticket ?? assert.fail("the SDK sees no ticket");
  }

  const held = () => world.hub.l2.getBalance({ address: world.gateways.l2 });

  it("goes with its ether by the first attempt, and is done only when that is final (R-12)", async () => {
    const before = await world.hub.l2.getBalance({ address: world.hub.account.address });
    const { carrier } = await world.down(newPayload(), 5n * 10n ** 18n);
    const ticket = await theirs(carrier.sourceTx);
    assert.equal(carrier.ticketId, ticket.retryableCreationId);
    assert.equal(await ticket.status(), ParentToChildMessageStatus.REDEEMED);
    assert.deepEqual(await world.phase(carrier), { name: "EXECUTED", final: false });
    const after = await world.hub.l2.getBalance({ address: world.hub.account.address });
    // Its ether, and what its fees exceeded their cost.
    assert.ok(after - before >= 5n * 10n ** 18n && after - before < 501n * 10n ** 16n, `${after - before} wei`);
    assert.equal(await held(), 0n);
    await devnet.mineSlots(12);
    assert.deepEqual(await world.phase(carrier), { name: "EXECUTED", final: true });
  });

  it("waits while the hub refuses it, and is redeemed by hand once the hub takes it (R-13, R-17)", async () => {
    await world.hubRefuses("l2");
    const { carrier } = await world.down(newPayload(), 7n);
    const failed = await world.phase(carrier);
    assert.equal(failed.name === "REDEEM_FAILED" && failed.wouldDeliver, false);
    assert.equal(await world.bridge.advance(carrier, failed), undefined);
    const ticket = await theirs(carrier.sourceTx);
    assert.equal(await ticket.status(), ParentToChildMessageStatus.FUNDS_DEPOSITED_ON_CHILD);

    await world.hubTakes("l2");
    assert.equal((await world.step(carrier, "redeem")).name, "EXECUTED");
    assert.equal(await ticket.status(), ParentToChildMessageStatus.REDEEMED);
  });

  it("is used when others redeem it, and too little gas of theirs does no harm (T-59)", async () => {
    await world.hubRefuses("l2");
    const { carrier } = await world.down(newPayload(), 7n);
    await world.hubTakes("l2");
    const step = await world.bridge.advance(carrier, await world.phase(carrier));
    assert.equal(step?.kind, "redeem");
    if (!step) assert.fail();
    await world.send({ ...step, gas: 150_000n }, world.hub);
    assert.equal((await world.phase(carrier)).name, "REDEEM_FAILED");
    await world.send(step, world.hub);
    const phase = await world.phase(carrier);
    assert.equal(phase.name, "EXECUTED");
    assert.equal(await world.bridge.advance(carrier, phase), undefined);
  });

  it("is kept alive in time, and sent again when nobody did: its ether waits at our gateway (R-25, T-58)", async () => {
    await world.hubRefuses("l2");
    const { carrier, receipt } = await world.down(newPayload(), 10n ** 18n);
    const { timestamp: sentAt } = await world.hub.l1.getBlock({ blockNumber: receipt.blockNumber });
    const timeout = sentAt + LIFETIME;
    await devnet.mineSlots(Number((LIFETIME - MARGIN) / SLOT) - 1);
    const waiting = await world.phase(carrier);
    assert.equal(waiting.name === "REDEEM_FAILED" && waiting.timeout, timeout);
    await devnet.mineSlots(1);
    assert.deepEqual(await world.phase(carrier), { name: "EXPIRING", ticketId: carrier.ticketId, timeout });
    const kept = await world.step(carrier, "keepalive");
    assert.equal(kept.name === "REDEEM_FAILED" && kept.timeout, timeout + LIFETIME);

    // Nobody keeps it alive any more.
    await devnet.mineSlots(Number((MARGIN + LIFETIME) / SLOT));
    const expired = await world.phase(carrier);
    assert.equal(expired.name, "EXPIRED");
    if (expired.name !== "EXPIRED") assert.fail();
    assert.equal(expired.notBefore, sentAt + RESEND_AFTER);
    assert.equal(expired.resendable, true);
    assert.equal(await (await theirs(carrier.sourceTx)).status(), ParentToChildMessageStatus.EXPIRED);
    assert.equal(await held(), 10n ** 18n);

    assert.equal((await world.step(carrier, "resend")).name, "REDEEM_FAILED");
    await world.hubTakes("l2");
    assert.equal((await world.step(carrier, "redeem")).name, "EXECUTED");
    assert.equal(await held(), 0n);
  });

  it("is not sent again before its gateway allows it (R-25)", async () => {
    await world.hubRefuses("l2");
    const { carrier, receipt } = await world.down(newPayload(), 0n);
    const { timestamp: sentAt } = await world.hub.l1.getBlock({ blockNumber: receipt.blockNumber });
    await devnet.mineSlots(Number(LIFETIME / SLOT) + 1);
    const expired = await world.phase(carrier);
    assert.equal(expired.name === "EXPIRED" && expired.notBefore, sentAt + RESEND_AFTER);
    assert.equal(await world.bridge.advance(carrier, expired), undefined);
    await devnet.mineSlots(Number((RESEND_AFTER - LIFETIME) / SLOT) - 1);
    await world.hubTakes("l2");
    assert.equal((await world.step(carrier, "resend")).name, "EXECUTED");
  });

  it("is orphaned with its block when L1 reorganizes (T-69)", async () => {
    const { carrier } = await world.down(newPayload(), 1n);
    assert.equal((await world.phase(carrier)).name, "EXECUTED");
    await devnet.reorgL1(3, { keepTransactions: false });
    await devnet.mineSlots(2);
    const phase = await world.phase(carrier);
    assert.equal(phase.name, "ORPHANED");
    assert.equal(await world.bridge.advance(carrier, phase), undefined);
  });

  it("is not ours unless our gateway sent it, and half of one is refused", async () => {
    const stranger = await world.carrying.createTicket({ to: world.gateways.l2 });
    const chainId = devnet.l1.chainId;
    const logsOf = (receipt: { logs: unknown }) => receipt.logs as readonly MinedLog[];
    assert.deepEqual(await world.bridge.discover({ chainId, logs: logsOf(stranger.l1Receipt) }), []);
    const { receipt } = await world.down(newPayload(), 0n);
    const { inbox } = devnet.arbitrum.addresses;
    const half = logsOf(receipt).filter(({ address }) => address.toLowerCase() !== inbox.toLowerCase());
    assert.equal((await fatal(world.bridge.discover({ chainId, logs: half }))).code, "BRIDGE_LOGS_INCOMPLETE");
    assert.equal((await fatal(world.bridge.discover({ chainId: 1, logs: half }))).code, "BRIDGE_WRONG_CHAIN");
  });
});
