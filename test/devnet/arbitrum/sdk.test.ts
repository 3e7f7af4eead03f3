import assert from "node:assert/strict";
import type { Hash } from "viem";
import type { Devnet } from "../../../devnet/src/types.ts";
import { nitroHeaderOf } from "../../../shared/src/arbitrum/header.ts";
import { type ArbitrumSides, codes, createArbitrumSides, nitroAbi, plant, rpc } from "../support/arbitrum.ts";
import { arbitrumSdk, createArbitrumSdk, ethers, ParentToChildMessageCreator } from "../support/arbitrum-sdk.ts";
import { mineUntil, sharedDevnet } from "../support/devnet.ts";

const { ParentToChildMessageStatus, ChildToParentMessageStatus, EthDepositMessageStatus } = arbitrumSdk;

describe("@arbitrum/sdk on the devnet, unchanged", () => {
  let devnet: Devnet;
  let sides: ArbitrumSides;
  let sdk: Awaited<ReturnType<typeof createArbitrumSdk>>;
  /** The SDK's view of the ticket made by an L1 transaction. */
  const ticketOf = async (l1Hash: Hash) => {
    const receipt = new arbitrumSdk.ParentTransactionReceipt(await sdk.l1Signer.provider.getTransactionReceipt(l1Hash));
    const [message] = await receipt.getParentToChildMessages(sdk.l2Signer);
    return message ?? assert.fail("the SDK sees no ticket");
  };

  before(async () => {
    devnet = await sharedDevnet();
    sides = createArbitrumSides(devnet, 11);
    sdk = await createArbitrumSdk(devnet, 11);
  });

  it("reads the network from the rollup", () => {
    const { addresses } = devnet.arbitrum;
    const { bridge, inbox, outbox, rollup, sequencerInbox } = sdk.network.ethBridge;
    assert.deepEqual(
      { bridge, inbox, outbox, rollup, sequencerInbox },
      {
        bridge: addresses.bridge,
        inbox: addresses.inbox,
        outbox: addresses.outbox,
        rollup: addresses.rollup,
        sequencerInbox: addresses.sequencerInbox,
      },
    );
    assert.equal(sdk.network.confirmPeriodBlocks, 20);
  });

  it("estimates, sends and follows a ticket to its redemption", async () => {
    const creator = new ParentToChildMessageCreator(sdk.l1Signer);
    const { address } = sdk.l1Signer;
    const request = {
      from: address,
      to: await plant(sides.rpcUrl, codes.noting),
      l2CallValue: ethers.BigNumber.from(33),
      callValueRefundAddress: address,
      excessFeeRefundAddress: address,
      data: "0x010203",
    };
    const sent = await mineUntil(devnet, creator.createRetryableTicket(request, sdk.l2Provider));
    const receipt = await mineUntil(devnet, sent.wait());
    const [message] = await receipt.getParentToChildMessages(sdk.l2Signer);
    assert.ok(message);
    const ours = await sides.describeTicket(sent.hash as Hash);
    assert.equal(message.retryableCreationId, ours.id);
    assert.equal((await message.waitForStatus()).status, ParentToChildMessageStatus.REDEEMED);
    assert.equal((await message.getAutoRedeemAttempt())?.transactionHash, ours.scheduled?.retryTxHash);
  });

  it("sees a failed first attempt, redeems by hand, and sees the redemption", async () => {
    const to = await plant(sides.rpcUrl, codes.refusing);
    const ticket = await sides.createTicket({ to, value: 5n });
    const message = await ticketOf(ticket.l1Receipt.transactionHash);
    assert.equal(message.retryableCreationId, ticket.id);
    assert.equal(await message.status(), ParentToChildMessageStatus.FUNDS_DEPOSITED_ON_CHILD);
    assert.equal((await message.getAutoRedeemAttempt())?.status, 0);
    await rpc(sides.rpcUrl, "anvil_setCode", to, codes.accepting);
    const redeemed = await mineUntil(devnet, message.redeem());
    assert.equal((await mineUntil(devnet, redeemed.waitForRedeem())).status, 1);
    assert.equal(await message.status(), ParentToChildMessageStatus.REDEEMED);
  });

  it("keeps a ticket alive and cancels it", async () => {
    const ticket = await sides.createTicket({ to: await plant(sides.rpcUrl, codes.refusing) });
    const message = await ticketOf(ticket.l1Receipt.transactionHash);
    const timeout = await message.getTimeout();
    await mineUntil(devnet, (async () => (await message.keepAlive({})).wait())());
    assert.equal((await message.getTimeout()).sub(timeout).toNumber(), 1_260);
    await mineUntil(devnet, (async () => (await message.cancel({})).wait())());
    assert.equal(await message.status(), ParentToChildMessageStatus.EXPIRED);
  });

  it("deposits ether", async () => {
    const bridger = await arbitrumSdk.EthBridger.fromProvider(sdk.l2Provider);
    const amount = ethers.utils.parseEther("0.5");
    const sent = await mineUntil(devnet, bridger.deposit({ amount, parentSigner: sdk.l1Signer }));
    const receipt = await mineUntil(devnet, sent.wait());
    const [message] = await receipt.getEthDeposits(sdk.l2Provider);
    assert.equal(await message?.status(), EthDepositMessageStatus.DEPOSITED);
    const { complete } = await receipt.waitForChildTransactionReceipt(sdk.l2Provider);
    assert.equal(complete, true);
  });

  it("agrees on the status of a message to L1 at each step, and on its proof", async () => {
    const { sent, receipt } = await sides.send(sides.account.address);
    const child = new arbitrumSdk.ChildTransactionReceipt(
      await sdk.l2Provider.getTransactionReceipt(receipt.transactionHash),
    );
    const [message] = await child.getChildToParentMessages(sdk.l1Signer);
    assert.ok(message);
    const status = () => message.status(sdk.l2Provider);
    assert.equal(await status(), ChildToParentMessageStatus.UNCONFIRMED);
    await devnet.arbitrum.confirm();
    assert.equal(await status(), ChildToParentMessageStatus.CONFIRMED);
    const theirs = await message.getOutboxProof(sdk.l2Provider);
    const [, root, ours] = await sides.prove(await messagesSent(), sent.position);
    assert.deepEqual(theirs, [...ours]);
    const roots = { address: sides.addresses.outbox, abi: nitroAbi, functionName: "roots", args: [root] } as const;
    assert.notEqual(BigInt(await sides.l1.readContract(roots)), 0n);
    await mineUntil(devnet, (async () => (await message.execute(sdk.l2Provider)).wait())());
    assert.equal(await status(), ChildToParentMessageStatus.EXECUTED);
    assert.equal((await child.getBatchNumber(sdk.l2Provider)).gt(0), true);
    assert.equal(await child.isDataAvailable(sdk.l2Provider, 2), true);
  });

  /** All of them are confirmed at that point. */
  async function messagesSent(): Promise<bigint> {
    return BigInt(nitroHeaderOf(await sides.l2.getBlock()).sendCount);
  }
});
