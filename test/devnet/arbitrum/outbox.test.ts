import assert from "node:assert/strict";
import { encodePacked, type Hash, keccak256, pad, parseEventLogs, zeroAddress, zeroHash } from "viem";
import { createSendTree } from "../../../devnet/src/arbitrum/send-tree.ts";
import type { Devnet } from "../../../devnet/src/types.ts";
import { nitroHeaderOf } from "../../../shared/src/arbitrum/header.ts";
import withdraw from "../../../shared/vectors/arbitrum-one/withdraw.json" with { type: "json" };
import { type ArbitrumSides, arbosAbi, arbSys, createArbitrumSides, nitroAbi, type Sent } from "../support/arbitrum.ts";
import { sharedDevnet } from "../support/devnet.ts";

const confirmed = 2;

describe("Arbitrum: messages to L1", () => {
  let devnet: Devnet;
  let sides: ArbitrumSides;
  const all: Sent[] = [];
  /** Messages that other tests of the suite have sent before. */
  let earlier = 0n;

  async function treeState() {
    const request = { address: arbSys, abi: arbosAbi, functionName: "sendMerkleTreeState" } as const;
    const [size, root] = await sides.l2.readContract({ ...request, account: zeroAddress });
    return { size, root };
  }

  async function execute(sent: Sent, proof: readonly Hash[]) {
    const request = { address: sides.addresses.outbox, abi: nitroAbi, functionName: "executeTransaction" } as const;
    return sides.onL1(
      await sides.l1Wallet.writeContract({ ...request, args: sides.execution(sent, proof), gas: 500_000n }),
    );
  }

  before(async () => {
    devnet = await sharedDevnet();
    sides = createArbitrumSides(devnet, 8);
    earlier = (await treeState()).size;
  });

  it("hash as on Arbitrum One", () => {
    const [log] = parseEventLogs({ abi: arbosAbi, eventName: "L2ToL1Tx", logs: withdraw.childLogs as never });
    assert.ok(log);
    assert.equal(itemOf(log.args), log.args.hash);
  });

  it("stand in a tree whose root and proofs are those of the precompile, at sizes 1 to 9", async () => {
    for (let size = 1n; size <= 9n; size += 1n) {
      const { sent } = await sides.send(sides.account.address);
      all.push(sent);
      assert.equal(sent.position, earlier + size - 1n);
      assert.equal(itemOf(sent), sent.hash);
      const state = await treeState();
      assert.equal(state.size, earlier + size);
      const [, root, proof] = await sides.prove(state.size, sent.position);
      assert.equal(root, state.root);
      assert.equal(rootOf(sent, proof), state.root);
    }
  });

  it("leave the send root and count in the block, as Nitro's headers do", async () => {
    const { root, size } = await treeState();
    const block = nitroHeaderOf(await sides.l2.getBlock());
    assert.deepEqual([block.sendRoot, BigInt(block.sendCount)], [root, size]);
  });

  it("are refused until L1 knows a root that covers them, then executed once, at any odd size", async () => {
    const [first, ...others] = all;
    const last = others.at(-1);
    assert.ok(first && last);
    const count = earlier + 9n;
    const [, root, proof] = await sides.prove(count, last.position);
    const simulated = { address: sides.addresses.outbox, abi: nitroAbi, functionName: "executeTransaction" } as const;
    const args = sides.execution(last, proof);
    await assert.rejects(sides.l1.simulateContract({ ...simulated, args, account: sides.account }), /UnknownRoot/);

    await devnet.arbitrum.confirm();
    const roots = { address: sides.addresses.outbox, abi: nitroAbi, functionName: "roots", args: [root] } as const;
    assert.notEqual(await sides.l1.readContract(roots), zeroHash);
    // The last message, a middle one and the first, each proven against the tree of nine.
    for (const sent of [last, all[4] ?? assert.fail(), first]) {
      const [, , path] = await sides.prove(count, sent.position);
      assert.equal((await execute(sent, path)).status, "success");
    }
    await assert.rejects(sides.l1.simulateContract({ ...simulated, args, account: sides.account }), /AlreadySpent/);
  });

  it("carry ether, which leaves L2 with them", async () => {
    const to = pad("0xa10001", { size: 20 });
    const before = await sides.l2.getBalance({ address: arbSys });
    const { sent } = await sides.send(to, "0x", 5n * 10n ** 17n);
    assert.equal(await sides.l2.getBalance({ address: arbSys }), before);
    await devnet.arbitrum.confirm();
    const [, , proof] = await sides.prove((await treeState()).size, sent.position);
    assert.equal((await execute(sent, proof)).status, "success");
    assert.equal(await sides.l1.getBalance({ address: to }), 500_000_000_000_000_000n);
  });

  it("are confirmed by a staked assertion after 20 blocks of L1, too", async () => {
    const { rollup } = sides.addresses;
    const rollupRead = { address: rollup, abi: nitroAbi } as const;
    devnet.arbitrum.confirmBy("staked");
    const { sent } = await sides.send(sides.account.address);
    const before = await sides.l1.readContract({ ...rollupRead, functionName: "latestConfirmed" });
    await devnet.arbitrum.confirm();
    devnet.arbitrum.confirmBy("fast");
    const hash = await sides.l1.readContract({ ...rollupRead, functionName: "latestConfirmed" });
    assert.notEqual(hash, before);
    const assertion = await sides.l1.readContract({ ...rollupRead, functionName: "getAssertion", args: [hash] });
    assert.equal(assertion.status, confirmed);
    const now = await sides.l1.getBlockNumber();
    assert.ok(now >= assertion.createdAtBlock + 20n, `created at ${assertion.createdAtBlock}, confirmed by ${now}`);
    const [, , proof] = await sides.prove((await treeState()).size, sent.position);
    assert.equal((await execute(sent, proof)).status, "success");
  });

  it("go on being confirmed fast after a staked assertion", async () => {
    const { sent } = await sides.send(sides.account.address);
    const start = await sides.l1.getBlockNumber();
    await devnet.arbitrum.confirm();
    assert.ok((await sides.l1.getBlockNumber()) - start < 40n);
    const [, , proof] = await sides.prove((await treeState()).size, sent.position);
    assert.equal((await execute(sent, proof)).status, "success");
  });
});

describe("the send tree", () => {
  it("has zero words where leaves are missing, at every level", () => {
    const [a, b, c] = ["0x01", "0x02", "0x03"].map((byte) => keccak256(byte as Hash)) as [Hash, Hash, Hash];
    const tree = createSendTree([a, b, c]);
    const pair = (left: Hash, right: Hash) => keccak256(encodePacked(["bytes32", "bytes32"], [left, right]));
    const [la, lb, lc] = [keccak256(a), keccak256(b), keccak256(c)];
    assert.deepEqual(tree.prove(1, 0), { send: a, root: la, proof: [] });
    assert.deepEqual(tree.prove(2, 1), { send: b, root: pair(la, lb), proof: [la] });
    const root = pair(pair(la, lb), pair(lc, zeroHash));
    assert.deepEqual(tree.prove(3, 2), { send: c, root, proof: [zeroHash, pair(la, lb)] });
    assert.deepEqual(tree.prove(3, 0), { send: a, root, proof: [lb, pair(lc, zeroHash)] });
    assert.throws(() => tree.prove(4, 0), RangeError);
    assert.throws(() => tree.prove(2, 2), RangeError);
  });

  it("covers a fifth leaf with a whole missing quarter", () => {
    const items = Array.from({ length: 5 }, (_unused, index) => keccak256(encodePacked(["uint8"], [index])));
    const { proof } = createSendTree(items).prove(5, 4);
    assert.deepEqual(proof.slice(0, 2), [zeroHash, zeroHash]);
    assert.equal(proof.length, 3);
  });
});

function itemOf({ caller, destination, arbBlockNum, ethBlockNum, timestamp, callvalue, data }: Sent): bigint {
  const numbers = [arbBlockNum, ethBlockNum, timestamp, callvalue] as const;
  return BigInt(
    keccak256(
      encodePacked(
        ["address", "address", "uint256", "uint256", "uint256", "uint256", "bytes"],
        [caller, destination, ...numbers, data],
      ),
    ),
  );
}

function rootOf(sent: Sent, proof: readonly Hash[]): Hash {
  let node = keccak256(encodePacked(["uint256"], [sent.hash]));
  let place = sent.position;
  for (const sibling of proof) {
    const pair = place % 2n === 0n ? [node, sibling] : [sibling, node];
    node = keccak256(encodePacked(["bytes32", "bytes32"], pair as [Hash, Hash]));
    place /= 2n;
  }
  return node;
}
