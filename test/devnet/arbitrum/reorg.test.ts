import assert from "node:assert/strict";
import { pad } from "viem";
import type { Devnet } from "../../../devnet/src/types.ts";
import { escrowOf } from "../../../shared/src/arbitrum/transactions.ts";
import { type ArbitrumSides, codes, createArbitrumSides, nitroAbi, plant } from "../support/arbitrum.ts";
import { sharedDevnet } from "../support/devnet.ts";

describe("Arbitrum: reorgs of L1", () => {
  let devnet: Devnet;
  let sides: ArbitrumSides;

  before(async () => {
    devnet = await sharedDevnet();
    sides = createArbitrumSides(devnet, 9);
    await devnet.mineSlots(2);
  });

  it("derives a ticket again, with all it moved, exactly once", async () => {
    const to = await plant(sides.rpcUrl, codes.noting);
    // What is planted outside of blocks is undone with the blocks.
    await devnet.mineSlots(2);
    const feeRefund = pad("0x9e0901", { size: 20 });
    const hash = await sides.sendTicket({ to, value: 9n, feeRefund });
    await devnet.mineSlots(2);
    const before = await sides.describeTicket(hash);
    const refunded = await sides.l2.getBalance({ address: feeRefund });
    await devnet.reorgL1(3);
    const after = await sides.describeTicket(hash);
    assert.notEqual(after.l1Receipt.blockHash, before.l1Receipt.blockHash);
    assert.notEqual(after.receipt.blockHash, before.receipt.blockHash);
    assert.equal(after.attempt?.status, "success");
    assert.equal(after.attempt.gasUsed, before.attempt?.gasUsed);
    assert.equal(await sides.l2.getBalance({ address: to }), 9n);
    assert.equal(await sides.l2.getBalance({ address: feeRefund }), refunded);
  });

  it("takes a ticket back from L2 when its transaction is dropped, until it is sent again", async () => {
    const to = await plant(sides.rpcUrl, codes.refusing);
    const prepared = await sides.l1Wallet.prepareTransactionRequest({
      to: sides.addresses.inbox,
      data: "0x439370b1",
      value: 31n,
      gas: 300_000n,
    });
    const raw = await sides.l1Wallet.signTransaction(prepared);
    const balance = await sides.l2.getBalance({ address: sides.account.address });
    await sides.l1.sendRawTransaction({ serializedTransaction: raw });
    const ticket = await sides.createTicket({ to, value: 3n, feeRefund: pad("0x9e0902", { size: 20 }) });
    assert.equal(await sides.l2.getBalance({ address: escrowOf(ticket.id) }), 3n);
    assert.equal((await sides.l2.getBalance({ address: sides.account.address })) - balance, 31n);
    await devnet.mineSlots(1);

    await devnet.reorgL1(2, { keepTransactions: false });
    await assert.rejects(sides.l2.getTransactionReceipt({ hash: ticket.id }));
    await assert.rejects(sides.timeoutOf(ticket.id), /NoTicketWithID/);
    assert.equal(await sides.l2.getBalance({ address: escrowOf(ticket.id) }), 0n);
    assert.equal(await sides.l2.getBalance({ address: sides.account.address }), balance);

    await sides.onL1(await sides.l1.sendRawTransaction({ serializedTransaction: raw }));
    assert.equal((await sides.l2.getBalance({ address: sides.account.address })) - balance, 31n);
  });

  it("opens a ticket again whose redemption is undone, and redeems it again with what users signed", async () => {
    const to = await plant(sides.rpcUrl, codes.refusing);
    const { id } = await sides.createTicket({ to, value: 11n });
    await devnet.mineSlots(1);
    await sides.l2Wallet.sendTransaction({ to: sides.account.address, value: 1n });
    await devnet.mineSlots(1);
    await sides.onL2(await sides.l2Wallet.sendTransaction({ to, value: 0n, gas: 50_000n }));
    const { receipt } = await sides.redeem(id);
    assert.equal(await sides.l2.getBalance({ address: escrowOf(id) }), 11n);
    await devnet.reorgL1(2);
    await devnet.mineSlots(1);
    const again = await sides.l2.getTransactionReceipt({ hash: receipt.transactionHash });
    assert.notEqual(again.blockHash, receipt.blockHash);
    assert.equal(await sides.l2.getBalance({ address: escrowOf(id) }), 11n);
  });

  it("keeps messages to L1 provable: the tree follows", async () => {
    const { sent, receipt } = await sides.send(sides.account.address);
    await devnet.reorgL1(1);
    await devnet.mineSlots(1);
    const again = await sides.l2.getTransactionReceipt({ hash: receipt.transactionHash });
    assert.equal(again.status, "success");
    const { sent: next } = await sides.send(sides.account.address);
    assert.equal(next.position, sent.position + 1n);
    await devnet.arbitrum.confirm();
    const [, root] = await sides.prove(next.position + 1n, sent.position);
    const roots = { address: sides.addresses.outbox, abi: nitroAbi, functionName: "roots", args: [root] } as const;
    assert.notEqual(await sides.l1.readContract(roots), pad("0x", { size: 32 }));
  });

  it("confirms what was sent before a reorg that drops the batch", async () => {
    await sides.send(sides.account.address);
    await devnet.mineSlots(3);
    await devnet.reorgL1(4, { keepTransactions: false });
    await devnet.mineSlots(1);
    await sides.send(sides.account.address);
    await devnet.arbitrum.confirm();
  });
});
