import assert from "node:assert/strict";
import { getWithdrawals } from "viem/op-stack";
import type { Devnet } from "../../devnet/src/types.ts";
import { mineUntil, sharedDevnet } from "./support/devnet.ts";
import { createSides, type Sides } from "./support/messenger.ts";
import { createSdkMessenger, sdk } from "./support/sdk.ts";

const { MessageStatus } = sdk;

describe("@eth-optimism/sdk and viem on the devnet, both unchanged", () => {
  let devnet: Devnet;
  let sides: Sides;
  let messenger: ReturnType<typeof createSdkMessenger>;

  before(async () => {
    devnet = await sharedDevnet();
    sides = createSides(devnet, 3);
    // Each library picks among the games it finds; with one game alone they have to agree.
    devnet.op.pauseProposing();
    await devnet.mineSlots(2);
    messenger = createSdkMessenger(devnet, 3);
  });

  after(() => devnet.op.resumeProposing());

  it("agree on the status of a withdrawal at each step, and on its proof", async () => {
    const { l1, l2, account, targetChain } = sides;
    const message = { direction: sdk.MessageDirection.L2_TO_L1, target: account.address, message: "0x" };
    const sent = await mineUntil(devnet, messenger.sendMessage(message));
    await mineUntil(devnet, sent.wait());
    const hash = sent.hash as `0x${string}`;
    const receipt = await l2.getTransactionReceipt({ hash });
    const agree = async (ofSdk: number, ofViem: string) => {
      assert.equal(await messenger.getMessageStatus(hash), ofSdk);
      assert.equal(await l1.getWithdrawalStatus({ receipt, targetChain }), ofViem);
    };
    await agree(MessageStatus.STATE_ROOT_NOT_PUBLISHED, "waiting-to-prove");

    const game = await devnet.op.propose();
    await devnet.mineSlots(1);
    await agree(MessageStatus.READY_TO_PROVE, "ready-to-prove");

    const [withdrawal] = getWithdrawals(receipt);
    assert.ok(withdrawal);
    const games = await l1.getGames({ targetChain, l2BlockNumber: receipt.blockNumber });
    const chosen = games.find(({ rootClaim }) => rootClaim === game.rootClaim);
    assert.ok(chosen);
    const ours = await l2.buildProveWithdrawal({ account, game: chosen, withdrawal });
    const theirs = await messenger.getBedrockMessageProof(hash);
    assert.deepEqual(theirs.withdrawalProof, [...ours.withdrawalProof]);
    assert.deepEqual(
      {
        stateRoot: theirs.outputRootProof.stateRoot,
        storageRoot: theirs.outputRootProof.messagePasserStorageRoot,
        blockHash: theirs.outputRootProof.latestBlockhash,
      },
      {
        stateRoot: ours.outputRootProof.stateRoot,
        storageRoot: ours.outputRootProof.messagePasserStorageRoot,
        blockHash: ours.outputRootProof.latestBlockhash,
      },
    );

    await mineUntil(devnet, (async () => (await messenger.proveMessage(hash)).wait())());
    await agree(MessageStatus.IN_CHALLENGE_PERIOD, "waiting-to-finalize");
    await sides.mature(receipt);
    await agree(MessageStatus.READY_FOR_RELAY, "ready-to-finalize");
    await mineUntil(devnet, (async () => (await messenger.finalizeMessage(hash)).wait())());
    await agree(MessageStatus.RELAYED, "finalized");
  });

  it("agree on a deposit", async () => {
    const message = { direction: sdk.MessageDirection.L1_TO_L2, target: sides.account.address, message: "0x" };
    const options = { l2GasLimit: 200_000 };
    const sent = await mineUntil(devnet, messenger.sendMessage(message, options));
    await mineUntil(devnet, sent.wait());
    assert.equal(await messenger.getMessageStatus(sent.hash), MessageStatus.RELAYED);
  });
});
