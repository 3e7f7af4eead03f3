import assert from "node:assert/strict";
import { BaseError, keccak256, parseAbi, toHex } from "viem";
import type { Devnet } from "../../devnet/src/types.ts";
import { sharedDevnet } from "./support/devnet.ts";
import { createSides, type Sides } from "./support/messenger.ts";

const invalidOutputRootProof = "0x426149af";
const invalidProofTimestamp = "0xb4caa4e5";
const callPaused = "0xb9c3c2ef";

const portalAbi = parseAbi([
  "struct Withdrawal { uint256 nonce; address sender; address target; uint256 value; uint256 gasLimit; bytes data; }",
  "struct OutputRoot { bytes32 version; bytes32 stateRoot; bytes32 messagePasserStorageRoot; bytes32 latestBlockhash; }",
  "function proveWithdrawalTransaction(Withdrawal withdrawal, uint256 gameIndex, OutputRoot root, bytes[] proof)",
]);

function refusedWith(selector: string) {
  return (error: unknown) => error instanceof BaseError && error.message.includes(selector);
}

describe("the OP-stack withdrawal path", () => {
  let devnet: Devnet;
  let sides: Sides;
  before(async () => {
    devnet = await sharedDevnet();
    sides = createSides(devnet, 1);
    devnet.op.pauseProposing();
    await devnet.mineSlots(2);
  });
  after(() => devnet.op.resumeProposing());

  it("refuses a proof against a game whose root was forged, and takes the true one beside it", async () => {
    const { receipt, withdrawal } = await sides.sendUp(sides.account.address, "0x", 0n);
    const forged = await devnet.op.propose({ root: keccak256(toHex("forged")) });
    await devnet.mineSlots(1);
    await assert.rejects(sides.prove(withdrawal, forged, receipt.blockNumber), refusedWith(invalidOutputRootProof));
    const honest = await devnet.op.propose();
    await devnet.mineSlots(1);
    assert.equal((await sides.prove(withdrawal, honest, receipt.blockNumber)).status, "success");
  });

  it("refuses a proof in the second in which its game was created", async () => {
    const { receipt, withdrawal } = await sides.sendUp(sides.account.address, "0x", 0n);
    const game = await devnet.op.propose();
    const { l1, l2, targetChain, account } = sides;
    const games = await l1.getGames({ targetChain, l2BlockNumber: receipt.blockNumber });
    const mine = games.find(({ rootClaim }) => rootClaim === game.rootClaim) ?? assert.fail("no game");
    const args = await l2.buildProveWithdrawal({ account, game: mine, withdrawal });
    // At the game's own block: the state a proof in the same block would meet.
    await assert.rejects(
      l1.simulateContract({
        address: devnet.op.addresses.l1.portal,
        abi: portalAbi,
        functionName: "proveWithdrawalTransaction",
        args: [withdrawal, args.l2OutputIndex, args.outputRootProof, [...args.withdrawalProof]],
        account,
        blockNumber: game.l1BlockNumber,
      }),
      refusedWith(invalidProofTimestamp),
    );
  });

  it("needs a new proof when the guardian blacklists the proven game", async () => {
    const { receipt, withdrawal } = await sides.sendUp(sides.account.address, "0x", 0n);
    const first = await devnet.op.propose();
    await devnet.mineSlots(1);
    await sides.prove(withdrawal, first, receipt.blockNumber);
    await devnet.op.guardian.blacklist(first.proxy);
    await devnet.mineSlots(30);
    await assert.rejects(sides.finalize(withdrawal));

    const second = await devnet.op.propose();
    await devnet.mineSlots(1);
    assert.equal((await sides.prove(withdrawal, second, receipt.blockNumber)).status, "success");
    await sides.mature(receipt);
    assert.equal((await sides.finalize(withdrawal)).status, "success");
  });

  it("stands still while the guardian pauses, though viem says ready, and goes on afterwards", async () => {
    const { receipt, withdrawal } = await sides.sendUp(sides.account.address, "0x", 0n);
    const game = await devnet.op.propose();
    await devnet.mineSlots(1);
    await devnet.op.guardian.pause();
    const { targetChain } = sides;
    assert.equal(await sides.l1.getWithdrawalStatus({ receipt, targetChain }), "ready-to-prove");
    await assert.rejects(sides.prove(withdrawal, game, receipt.blockNumber), refusedWith(callPaused));
    await devnet.op.guardian.unpause();
    assert.equal((await sides.prove(withdrawal, game, receipt.blockNumber)).status, "success");
  });
});

describe("a game that is asked for", () => {
  it("comes whatever the proposer has just done by itself: the factory takes no second one for a root", async () => {
    const devnet = await sharedDevnet();
    const sides = createSides(devnet, 1);
    // It proposes for the first message at once, and six blocks later for the second: one of these waits meets that.
    for (let slots = 1; slots <= 6; slots += 1) {
      await devnet.mineSlots(7);
      await sides.sendUp(sides.account.address, "0x", 0n);
      await sides.sendUp(sides.account.address, "0x", 0n);
      await devnet.mineSlots(slots);
      assert.match((await devnet.op.propose()).proxy, /^0x/);
    }
  });
});
