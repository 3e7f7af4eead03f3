import assert from "node:assert/strict";
import { type Address, type Hex, parseEther } from "viem";
import { getL2TransactionHashes } from "viem/op-stack";
import type { Devnet } from "../../devnet/src/types.ts";
import { sharedDevnet } from "./support/devnet.ts";
import { acceptingCode, createSides, messengerAbi, refusingCode, type Sides, setCode } from "./support/messenger.ts";

const withEther = parseEther("1.25");

describe("messages through the OP-stack messengers", () => {
  let devnet: Devnet;
  let sides: Sides;
  before(async () => {
    devnet = await sharedDevnet();
    sides = createSides(devnet, 0);
  });

  it("carries a message with ether from L1 to L2 under the hash viem predicts", async () => {
    const target: Address = "0xc5e700000000000000000000000000000000a001";
    const { l2Hash, message } = await sides.sendDown(target, "0x1234", withEther);
    const receipt = await sides.l2.getTransactionReceipt({ hash: l2Hash });
    assert.equal(receipt.status, "success");
    assert.equal(await sides.l2.getBalance({ address: target }), 1_250_000_000_000_000_000n);
    assert.deepEqual(await sides.outcome("l2", message), { successful: true, failed: false });
  });

  it("carries a message with ether from L2 to L1: proposed, proven, finalized", async () => {
    const target: Address = "0xc5e700000000000000000000000000000000b001";
    const { receipt, withdrawal, message } = await sides.sendUp(target, "0x5678", withEther);
    const game = await devnet.op.propose();
    await devnet.mineSlots(1);
    assert.equal((await sides.prove(withdrawal, game, receipt.blockNumber)).status, "success");
    await sides.mature(receipt);
    assert.equal((await sides.finalize(withdrawal)).status, "success");
    assert.equal(await sides.l1.getBalance({ address: target }), 1_250_000_000_000_000_000n);
    assert.deepEqual(await sides.outcome("l1", message), { successful: true, failed: false });
  });

  it("proposes by itself within 8 slots once a withdrawal waits", async () => {
    const { receipt } = await sides.sendUp(sides.account.address, "0x", 0n);
    await devnet.mineSlots(8);
    const { targetChain } = sides;
    const games = await sides.l1.getGames({ targetChain, l2BlockNumber: receipt.blockNumber });
    assert.ok(games.length > 0);
    assert.equal(await sides.l1.getWithdrawalStatus({ receipt, targetChain }), "ready-to-prove");
  });

  it("keeps ether and message of a failing L2 target for replay", async () => {
    const target: Address = "0xc5e700000000000000000000000000000000a002";
    await setCode(devnet.op.rpcUrl, target, refusingCode);
    const { l2Hash, message } = await sides.sendDown(target, "0xaa", withEther);
    assert.equal((await sides.l2.getTransactionReceipt({ hash: l2Hash })).status, "success");
    assert.deepEqual(await sides.outcome("l2", message), { successful: false, failed: true });
    assert.equal(await sides.l2.getBalance({ address: target }), 0n);

    await setCode(devnet.op.rpcUrl, target, acceptingCode);
    assert.equal((await sides.replay("l2", message)).status, "success");
    assert.deepEqual(await sides.outcome("l2", message), { successful: true, failed: true });
    assert.equal(await sides.l2.getBalance({ address: target }), 1_250_000_000_000_000_000n);
  });

  it("keeps ether and message of a failing L1 target for replay, and delivers it once", async () => {
    const target: Address = "0xc5e700000000000000000000000000000000b002";
    await setCode(devnet.l1.rpcUrl, target, refusingCode);
    const { receipt, withdrawal, message } = await sides.sendUp(target, "0xbb", withEther);
    const game = await devnet.op.propose();
    await devnet.mineSlots(1);
    await sides.prove(withdrawal, game, receipt.blockNumber);
    await sides.mature(receipt);
    assert.equal((await sides.finalize(withdrawal)).status, "success");
    assert.deepEqual(await sides.outcome("l1", message), { successful: false, failed: true });

    await setCode(devnet.l1.rpcUrl, target, acceptingCode);
    assert.equal((await sides.replay("l1", message)).status, "success");
    assert.equal(await sides.l1.getBalance({ address: target }), 1_250_000_000_000_000_000n);
    assert.equal((await sides.replay("l1", message)).status, "reverted");
    assert.equal(await sides.l1.getBalance({ address: target }), 1_250_000_000_000_000_000n);
  });

  it("delivers five messages of one sender in one L1 block, in their order", async () => {
    const { l1Wallet, l1, l2, messengers } = sides;
    const target: Address = "0xc5e700000000000000000000000000000000a003";
    const first = await l1.getTransactionCount({ address: sides.account.address });
    const hashes: Hex[] = [];
    for (let index = 0; index < 5; index += 1) {
      const args = [target, "0x", 100_000] as const;
      const request = {
        address: messengers.l1,
        abi: messengerAbi,
        functionName: "sendMessage",
        args,
        value: 1n,
      } as const;
      hashes.push(await l1Wallet.writeContract({ ...request, nonce: first + index, gas: 900_000n }));
    }
    await devnet.mineSlots(1);
    const receipts = await Promise.all(hashes.map((hash) => l1.getTransactionReceipt({ hash })));
    assert.equal(new Set(receipts.map(({ blockNumber }) => blockNumber)).size, 1);
    const deposits = await Promise.all(
      receipts.map((receipt) => l2.getTransactionReceipt({ hash: getL2TransactionHashes(receipt)[0] ?? "0x" })),
    );
    const heights = deposits.map(({ blockNumber }) => blockNumber);
    assert.deepEqual(
      heights,
      [...heights].sort((a, b) => Number(a - b)),
    );
    assert.equal(await l2.getBalance({ address: target }), 5n);
  });
});
