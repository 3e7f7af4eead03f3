import assert from "node:assert/strict";
import { portalAbi } from "@cseth/relayer/bridges/op-stack/abi";
import { decodeFunctionData, type Hex } from "viem";
import type { Devnet } from "../../../devnet/src/types.ts";
import { sharedDevnet } from "../../devnet/support/devnet.ts";
import { createSdkMessenger, sdk } from "../../devnet/support/sdk.ts";
import { type BridgeWorld, createBridgeWorld } from "./bridgeWorld.ts";

const { MessageStatus } = sdk;

describe("@eth-optimism/sdk beside our adapter", function () {
  this.timeout(60_000);
  let devnet: Devnet;
  let world: BridgeWorld;
  before(async () => {
    devnet = await sharedDevnet();
    world = createBridgeWorld(devnet, { gateway: 13, relayer: 14 });
    devnet.op.pauseProposing();
    await devnet.mineSlots(2);
  });
  after(() => devnet.op.resumeProposing());

  it("agrees on the status of a withdrawal at each step, and on its proof (R-18, R-19)", async () => {
    const messenger = createSdkMessenger(devnet, 13);
    const { carrier } = await world.up(world.sides.account.address, "0x", 0n);
    const agree = async (theirs: number, ours: string) => {
      assert.equal(await messenger.getMessageStatus(carrier.sourceTx), theirs);
      assert.equal((await world.phase(carrier)).name, ours);
    };
    await agree(MessageStatus.STATE_ROOT_NOT_PUBLISHED, "AWAIT_GAME");
    await world.propose();
    await agree(MessageStatus.READY_TO_PROVE, "READY_TO_PROVE");

    const step = await world.bridge.advance(carrier, await world.phase(carrier));
    const { functionName, args } = decodeFunctionData({ abi: portalAbi, data: step?.data ?? "0x" });
    if (functionName !== "proveWithdrawalTransaction") assert.fail(functionName);
    const [, , root, withdrawalProof] = args;
    const theirs = await messenger.getBedrockMessageProof(carrier.sourceTx);
    assert.deepEqual([...withdrawalProof], theirs.withdrawalProof as Hex[]);
    assert.equal(root.stateRoot, theirs.outputRootProof.stateRoot);
    assert.equal(root.messagePasserStorageRoot, theirs.outputRootProof.messagePasserStorageRoot);
    assert.equal(root.latestBlockhash, theirs.outputRootProof.latestBlockhash);

    await world.step(carrier, "prove");
    await agree(MessageStatus.IN_CHALLENGE_PERIOD, "AWAIT_MATURITY");
    await world.until(carrier, "READY_TO_FINALIZE");
    await agree(MessageStatus.READY_FOR_RELAY, "READY_TO_FINALIZE");
    await world.step(carrier, "finalize");
    await agree(MessageStatus.RELAYED, "DELIVERED");
  });
});
