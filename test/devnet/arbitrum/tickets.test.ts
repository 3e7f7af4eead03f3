import assert from "node:assert/strict";
import {
  type Address,
  concat,
  getAddress,
  type Hash,
  numberToHex,
  pad,
  parseEventLogs,
  toEventSelector,
  zeroAddress,
} from "viem";
import type { Devnet } from "../../../devnet/src/types.ts";
import { toL2Alias } from "../../../shared/src/arbitrum/alias.ts";
import { escrowOf } from "../../../shared/src/arbitrum/transactions.ts";
import {
  type ArbitrumSides,
  arbosAbi,
  arbRetryableTx,
  codes,
  createArbitrumSides,
  nitroAbi,
  plant,
  rpc,
} from "../support/arbitrum.ts";
import { sharedDevnet } from "../support/devnet.ts";

const gwei = 10n ** 9n;
/** Of the devnet's L2. */
const gasPrice = gwei / 10n;

describe("Arbitrum: tickets", () => {
  let devnet: Devnet;
  let sides: ArbitrumSides;
  let refunds = 0;
  const balance = (address: Address) => sides.l2.getBalance({ address });
  /** An account that nobody else uses, to see what reaches it. */
  const fresh = (): Address => {
    refunds += 1;
    return getAddress(numberToHex(0xfee0_0000 + refunds, { size: 20 }));
  };

  before(async () => {
    devnet = await sharedDevnet();
    sides = createArbitrumSides(devnet, 5);
  });

  it("redeem themselves: aliased sender, value delivered, submission fee and unused gas to the refund address", async () => {
    const to = await plant(sides.rpcUrl, codes.noting);
    const feeRefund = fresh();
    const maxSubmissionFee = 10n ** 15n;
    const gasFeeCap = 3n * gasPrice;
    const { id, submission, receipt, scheduled, attempt } = await sides.createTicket({
      to,
      value: 12_345n,
      data: "0xabcd",
      gas: 90_000n,
      gasFeeCap,
      maxSubmissionFee,
      feeRefund,
      extra: 777n,
    });
    assert.equal(receipt.status, "success");
    assert.equal(receipt.transactionHash, id);
    assert.equal(attempt?.status, "success");
    assert.equal(attempt.blockNumber, receipt.blockNumber);
    assert.equal(attempt.from, toL2Alias(sides.account.address).toLowerCase());
    assert.equal(await sides.l2.getStorageAt({ address: to, slot: "0x0" }), pad(attempt.from));
    assert.equal(await sides.l2.getStorageAt({ address: to, slot: "0x1" }), pad("0x3039"));
    assert.equal(await balance(to), 12_345n);
    assert.equal(await balance(escrowOf(id)), 0n);
    // All that came but the value and the gas used: submission fee, its excess, the gas price's excess, unused gas. What
    // nobody accounts for, 777 wei, stays with the sender.
    const sent = maxSubmissionFee + 90_000n * gasFeeCap;
    assert.equal(await balance(feeRefund), sent - attempt.gasUsed * gasPrice);
    assert.deepEqual(
      { gas: scheduled?.donatedGas, donor: scheduled?.gasDonor, fee: scheduled?.submissionFeeRefund },
      { gas: 90_000n, donor: feeRefund, fee: (1_400n + 6n * 2n) * submission.l1BaseFee },
    );
    const gone = await rpc(
      sides.rpcUrl,
      "eth_call",
      { to: arbRetryableTx, data: `0xeda1122c${id.slice(2)}` },
      "latest",
    );
    // NoTicketWithID()
    assert.equal(gone.error?.data, "0x80698456");
  });

  it("stay open when the first attempt reverts, and are redeemed by anyone who pays for the gas", async () => {
    const to = await plant(sides.rpcUrl, codes.refusing);
    const feeRefund = fresh();
    const ticket = await sides.createTicket({ to, value: 500n, feeRefund, maxSubmissionFee: 10n ** 15n });
    const { id, submission, attempt } = ticket;
    assert.equal(attempt?.status, "reverted");
    assert.equal(await balance(escrowOf(id)), 500n);
    const fee = 1_400n * submission.l1BaseFee;
    assert.equal(await balance(feeRefund), 10n ** 15n - fee + (100_000n - attempt.gasUsed) * gasPrice);

    await rpc(sides.rpcUrl, "anvil_setCode", to, codes.noting);
    const other = createArbitrumSides(devnet, 6);
    const before = await balance(other.account.address);
    const { receipt, scheduled, attempt: second } = await other.redeem(id);
    assert.equal(second?.status, "success");
    assert.equal(scheduled?.sequenceNum, 1n);
    assert.equal(scheduled.gasDonor, other.account.address);
    assert.equal(await balance(to), 500n);
    assert.equal(await balance(escrowOf(id)), 0n);
    assert.equal(
      await sides.l2.getStorageAt({ address: to, slot: "0x0" }),
      pad(toL2Alias(sides.account.address)).toLowerCase(),
    );
    // The redeemer paid for the call, and got back of the gas it gave away what the attempt left.
    const paid = receipt.gasUsed * gasPrice - (scheduled.donatedGas - second.gasUsed) * gasPrice;
    assert.equal(before - (await balance(other.account.address)), paid);
  });

  it("give all their gas to an attempt, and stay open when it runs out", async () => {
    const to = await plant(sides.rpcUrl, codes.endless);
    const { id, attempt } = await sides.createTicket({ to, gas: 60_000n });
    assert.equal(attempt?.status, "reverted");
    assert.equal(attempt.gasUsed, 60_000n);
    const { attempt: second, scheduled, receipt } = await sides.redeem(id, 300_000n);
    assert.equal(second?.status, "reverted");
    assert.equal(second.gasUsed, scheduled?.donatedGas);
    // The call itself used up what it donated.
    assert.ok(receipt.gasUsed > 290_000n && receipt.gasUsed <= 300_000n, `${receipt.gasUsed}`);
    await rpc(sides.rpcUrl, "anvil_setCode", to, codes.accepting);
    assert.equal((await sides.redeem(id)).attempt?.status, "success");
  });

  it("are created without an attempt when gas is not paid for", async () => {
    const feeRefund = fresh();
    const to = await plant(sides.rpcUrl, codes.noting);
    const none = await sides.createTicket({ to, gas: 0n, gasFeeCap: 0n, feeRefund, maxSubmissionFee: 10n ** 15n });
    assert.equal(none.scheduled, undefined);
    assert.equal(none.receipt.gasUsed, 0n);
    assert.equal(await balance(feeRefund), 10n ** 15n - 1_400n * none.submission.l1BaseFee);
    const cheap = await sides.createTicket({ to, gasFeeCap: gasPrice - 1n });
    assert.equal(cheap.scheduled, undefined);
    const little = await sides.createTicket({ to, gas: 20_999n });
    assert.equal(little.scheduled, undefined);
    assert.equal((await sides.redeem(little.id)).attempt?.status, "success");
  });

  it("are not created when the deposit pays for nothing, and leave it with the sender", async () => {
    const alias = toL2Alias(sides.account.address);
    const before = await balance(alias);
    const args = [alias, 10n ** 24n, 10n ** 15n, alias, alias, 0n, 0n, "0x"] as const;
    const hash = await sides.l1Wallet.writeContract({
      address: sides.addresses.inbox,
      abi: nitroAbi,
      functionName: "unsafeCreateRetryableTicket",
      args,
      value: 10n ** 16n,
      gas: 1_000_000n,
    });
    await devnet.mineSlots(1);
    const { id, receipt } = await sides.describeTicket(hash);
    assert.equal(receipt.status, "reverted");
    assert.equal((await balance(alias)) - before, 10n ** 16n);
    await assert.rejects(sides.timeoutOf(id), /NoTicketWithID/);
  });

  it("stay open when the gas of the first attempt does not pay for its bytes: it is left out", async () => {
    const to = await plant(sides.rpcUrl, codes.noting);
    const { id, receipt, scheduled, attempt } = await sides.createTicket({
      to,
      value: 8n,
      data: `0x${"5a".repeat(999)}`,
      gas: 22_000n,
    });
    assert.equal(receipt.status, "success");
    assert.equal(scheduled?.donatedGas, 22_000n);
    assert.equal(attempt, undefined);
    assert.equal(await balance(escrowOf(id)), 8n);
    assert.equal((await sides.redeem(id)).attempt?.status, "success");
    assert.equal(await balance(to), 8n);
  });

  it("create contracts when they name no target", async () => {
    // Returns one byte of code: 0x00.
    const { attempt } = await sides.createTicket({ to: zeroAddress, data: "0x60016000f3", gas: 200_000n });
    assert.equal(attempt?.status, "success");
    assert.equal(await sides.l2.getCode({ address: attempt.contractAddress ?? zeroAddress }), "0x00");
  });

  it("alias refund addresses that have code on L1", async () => {
    const { bridge } = sides.addresses;
    const to = await plant(sides.rpcUrl, codes.refusing);
    const { id, submission } = await sides.createTicket({ to, feeRefund: bridge, beneficiary: bridge, value: 1n });
    assert.equal(submission.feeRefund, toL2Alias(bridge).toLowerCase());
    const beneficiary = { address: arbRetryableTx, abi: arbosAbi, functionName: "getBeneficiary", args: [id] } as const;
    assert.equal(await sides.l2.readContract(beneficiary), toL2Alias(bridge));
  });

  it("are cancelled by their beneficiary alone, who gets the value at once", async () => {
    const to = await plant(sides.rpcUrl, codes.refusing);
    const { id } = await sides.createTicket({ to, value: 4_242n });
    assert.equal((await createArbitrumSides(devnet, 6).cancel(id)).status, "reverted");
    const before = await balance(sides.account.address);
    const receipt = await sides.cancel(id);
    assert.equal(receipt.status, "success");
    assert.equal((await balance(sides.account.address)) - before + receipt.gasUsed * gasPrice, 4_242n);
    assert.equal(await balance(escrowOf(id)), 0n);
    const [event] = parseEventLogs({ abi: arbosAbi, eventName: "Canceled", logs: receipt.logs });
    assert.equal(event?.args.ticketId, id);
    await assert.rejects(sides.timeoutOf(id), /NoTicketWithID/);
  });

  it("take 60 in one L1 block, in their order", async () => {
    const to = await plant(sides.rpcUrl, codes.noting);
    const hashes: Hash[] = [];
    for (let value = 1n; value <= 60n; value += 1n) hashes.push(await sides.sendTicket({ to, value }));
    const before = await sides.l2.getBlockNumber();
    await devnet.mineSlots(1);
    const tickets = await Promise.all(hashes.map((hash) => sides.describeTicket(hash)));
    assert.deepEqual(
      tickets.map(({ attempt, l1Receipt }) => [attempt?.status, l1Receipt.blockNumber]),
      tickets.map(({ l1Receipt }) => ["success", l1Receipt.blockNumber]),
    );
    const first = tickets[0]?.l1Receipt.blockNumber;
    assert.ok(tickets.every(({ l1Receipt }) => l1Receipt.blockNumber === first));
    // One block for what users sent, then one for each message.
    assert.deepEqual(
      tickets.map(({ receipt }) => receipt.blockNumber - before),
      Array.from({ length: 60 }, (_unused, index) => BigInt(index + 2)),
    );
    // 1 + 2 + … + 60
    assert.equal(await balance(to), 1_830n);
  });

  it("deliver deposits without running code, from the alias that Nitro's inbox gives every sender", async () => {
    const depositEth = { address: sides.addresses.inbox, abi: nitroAbi, functionName: "depositEth" } as const;
    const before = await balance(sides.account.address);
    const hash = await sides.l1Wallet.writeContract({ ...depositEth, value: 10n ** 17n });
    await devnet.mineSlots(1);
    assert.equal((await balance(sides.account.address)) - before, 10n ** 17n);
    const block = await sides.l2.getBlock({ includeTransactions: true });
    const [shown] = block.transactions;
    assert.equal(shown?.typeHex, "0x64");
    assert.equal(shown.from, toL2Alias(sides.account.address).toLowerCase());
    assert.equal(shown.to, sides.account.address.toLowerCase());
    assert.equal(shown.value, 10n ** 17n);
    const receipt = await sides.l1.getTransactionReceipt({ hash });
    assert.equal(sides.deliveredBy(receipt).sender, toL2Alias(sides.account.address));
  });

  it("believe only the inbox that the bridge names", async () => {
    // Emits its calldata as InboxMessageDelivered of the number in its fourth word, as anyone can.
    const topic = toEventSelector("InboxMessageDelivered(uint256,bytes)").slice(2);
    const forger = pad("0xf04e", { size: 20 });
    await rpc(devnet.l1.rpcUrl, "anvil_setCode", forger, `0x366000600037606035${`7f${topic}`}366000a200`);
    const queued = { address: sides.addresses.bridge, abi: nitroAbi, functionName: "delayedMessageCount" } as const;
    const next = await sides.l1.readContract(queued);
    const data = concat([...[0x20n, 2n].map(word), pad("0xbeef", { dir: "right" }), word(next)]);
    const forged = await sides.l1Wallet.sendTransaction({ to: forger, data, gas: 100_000n });
    const to = await plant(sides.rpcUrl, codes.accepting);
    const ticket = await sides.createTicket({ to, data: "0x77" });
    const { logs } = await sides.l1.getTransactionReceipt({ hash: forged });
    const [claim] = parseEventLogs({ abi: nitroAbi, eventName: "InboxMessageDelivered", logs });
    assert.deepEqual(claim?.args, { messageNum: next, data: "0xbeef" });
    assert.equal(ticket.submission.requestId, word(next));
    assert.equal(ticket.attempt?.status, "success");
  });
});

function word(value: bigint) {
  return numberToHex(value, { size: 32 });
}
