import assert from "node:assert/strict";
import { type Address, encodeFunctionData, type Hex, parseEther } from "viem";
import { getL2TransactionHashes } from "viem/op-stack";
import { DevnetError } from "../../devnet/src/errors.ts";
import { disputeGameAbi } from "../../devnet/src/op/contracts.ts";
import type { Devnet } from "../../devnet/src/types.ts";
import { sharedDevnet } from "./support/devnet.ts";
import { createSides, messengerAbi, type Sides } from "./support/messenger.ts";

/** GameStatus of the dispute games. */
const [inProgress, defenderWins] = [0, 2];

describe("reorgs of L1", () => {
  let devnet: Devnet;
  let sides: Sides;
  before(async () => {
    devnet = await sharedDevnet();
    sides = createSides(devnet, 2);
  });

  it("replaces blocks by others of the same height, and the beacon chain with them", async () => {
    const before = await devnet.mineSlots(4);
    const beaconRoot = await headRoot(devnet);
    const after = await devnet.reorgL1(3);
    assert.equal(after.blockNumber, before.blockNumber);
    assert.equal(after.timestamp, before.timestamp);
    assert.equal(after.slot, before.slot);
    assert.notEqual(after.blockHash, before.blockHash);
    assert.notEqual(await headRoot(devnet), beaconRoot);
    assert.equal((await sides.l1.getBlock()).hash, after.blockHash);
  });

  it("re-derives a deposit under the hash of its new L1 block", async () => {
    const target: Address = "0xc5e700000000000000000000000000000000c001";
    const { receipt, l2Hash } = await sides.sendDown(target, "0x", parseEther("2"));
    await devnet.mineSlots(2);
    await devnet.reorgL1(3);
    const again = await sides.l1.getTransactionReceipt({ hash: receipt.transactionHash });
    assert.equal(again.blockNumber, receipt.blockNumber);
    assert.notEqual(again.blockHash, receipt.blockHash);
    const [newHash] = getL2TransactionHashes(again);
    assert.notEqual(newHash, l2Hash);
    await assert.rejects(sides.l2.getTransactionReceipt({ hash: l2Hash }));
    assert.equal((await sides.l2.getTransactionReceipt({ hash: newHash ?? "0x" })).status, "success");
    assert.equal(await sides.l2.getBalance({ address: target }), 2_000_000_000_000_000_000n);
  });

  it("takes a deposit back from L2 when its transaction is dropped, until it is sent again", async () => {
    const target: Address = "0xc5e700000000000000000000000000000000c002";
    const data = encodeFunctionData({ abi: messengerAbi, functionName: "sendMessage", args: [target, "0x", 100_000] });
    const prepared = await sides.l1Wallet.prepareTransactionRequest({
      to: sides.messengers.l1,
      data,
      value: 7n,
      gas: 900_000n,
    });
    const raw = await sides.l1Wallet.signTransaction(prepared);
    const hash = await sides.l1.sendRawTransaction({ serializedTransaction: raw });
    await devnet.mineSlots(2);
    assert.equal(await sides.l2.getBalance({ address: target }), 7n);

    await devnet.reorgL1(2, { keepTransactions: false });
    await assert.rejects(sides.l1.getTransactionReceipt({ hash }));
    assert.equal(await sides.l2.getBalance({ address: target }), 0n);

    await sides.onL1(await sides.l1.sendRawTransaction({ serializedTransaction: raw }));
    assert.equal(await sides.l2.getBalance({ address: target }), 7n);
  });

  it("keeps what users signed on L2, in new blocks", async () => {
    const to: Address = "0xc5e700000000000000000000000000000000c003";
    const first = await sides.onL2(await sides.l2Wallet.sendTransaction({ to, value: 3n }));
    const head = await devnet.reorgL1(2);
    await devnet.mineSlots(1);
    const again = await sides.l2.getTransactionReceipt({ hash: first.transactionHash });
    assert.notEqual(again.blockHash, first.blockHash);
    assert.equal(await sides.l2.getBalance({ address: to }), 3n);
    assert.ok((await sides.l2.getBlock()).timestamp > head.timestamp);
  });

  it("still takes withdrawals afterwards", async () => {
    const { receipt, withdrawal } = await sides.sendUp(sides.account.address, "0x", 0n);
    const game = await devnet.op.propose();
    await devnet.mineSlots(1);
    assert.equal((await sides.prove(withdrawal, game, receipt.blockNumber)).status, "success");
  });

  it("resolves a game again whose resolution is dropped", async () => {
    const { proxy } = await devnet.op.propose();
    const status = () => sides.l1.readContract({ address: proxy, abi: disputeGameAbi, functionName: "status" });
    const slotsUntilResolved = async () => {
      for (let slots = 0; ; slots++) {
        if ((await status()) === defenderWins) return slots;
        assert.ok(slots < 32, "the game was not resolved");
        await devnet.mineSlots(1);
      }
    };
    await slotsUntilResolved();
    await devnet.reorgL1(1, { keepTransactions: false });
    assert.equal(await status(), inProgress);
    assert.ok((await slotsUntilResolved()) > 0);
  });

  it("refuses to undo finalized blocks, and changes nothing then", async () => {
    const before = await headRoot(devnet);
    const tooDeep = (error: unknown) => error instanceof DevnetError && error.code === "REORG_TOO_DEEP";
    await assert.rejects(devnet.reorgL1(120), tooDeep);
    assert.equal(await headRoot(devnet), before);
  });
});

async function headRoot({ beacon }: Devnet): Promise<Hex> {
  const response = await fetch(`${beacon.url}/eth/v1/beacon/headers/head`);
  return ((await response.json()) as { data: { root: Hex } }).data.root;
}
