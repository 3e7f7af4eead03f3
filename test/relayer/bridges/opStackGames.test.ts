import assert from "node:assert/strict";
import { portalAbi } from "@cseth/relayer/bridges/op-stack/abi";
import { outputRootOf } from "@cseth/relayer/bridges/op-stack/outputRoot";
import { readPortal } from "@cseth/relayer/bridges/op-stack/portalReads";
import { type Address, keccak256, parseEther, toHex } from "viem";
import type { Devnet } from "../../../devnet/src/types.ts";
import { sharedDevnet } from "../../devnet/support/devnet.ts";
import { acceptingCode, createSides, refusingCode, setCode } from "../../devnet/support/messenger.ts";
import { fatal } from "../../support/rejections.ts";
import { type BridgeWorld, createBridgeWorld } from "./bridgeWorld.ts";

describe("the dispute games a proof is built on", function () {
  this.timeout(60_000);
  let devnet: Devnet;
  let world: BridgeWorld;
  before(async () => {
    devnet = await sharedDevnet();
    world = createBridgeWorld(devnet, { gateway: 7, relayer: 8 });
    devnet.op.pauseProposing();
    await devnet.mineSlots(2);
  });
  after(() => devnet.op.resumeProposing());

  it("are passed over when their root is not the one our own L2 node gives (R-23)", async () => {
    const { carrier } = await world.up(world.sides.account.address, "0x", 0n);
    await world.propose({ root: keccak256(toHex("forged")) });
    assert.equal((await world.phase(carrier)).name, "AWAIT_GAME");
    const honest = await world.propose();
    const ready = await world.phase(carrier);
    assert.equal(ready.name === "READY_TO_PROVE" && ready.game.proxy, honest.proxy.toLowerCase());
    await world.step(carrier, "prove");
  });

  it("are waited for until the second after their creation has come (R-19)", async () => {
    const { carrier } = await world.up(world.sides.account.address, "0x", 0n);
    await devnet.op.propose();
    // The head of L1 is the game's own block: there a proof would be refused with InvalidProofTimestamp.
    assert.equal((await world.phase(carrier)).name, "AWAIT_GAME");
    await devnet.mineSlots(1);
    assert.equal((await world.phase(carrier)).name, "READY_TO_PROVE");
  });

  it("do not count when a stranger proved against an untrue root that the portal takes (R-18)", async () => {
    const { carrier, withdrawal } = await world.up(world.sides.account.address, "0x", 0n);
    const stranger = createSides(devnet, 9);
    const head = await stranger.l2.getBlock();
    const args = await stranger.l2.buildProveWithdrawal({
      account: stranger.account,
      withdrawal,
      game: { index: 0n, l2BlockNumber: head.number } as never,
    });
    // The true storage of the message passer within a state that never was: the inclusion proof holds.
    const outputRootProof = { ...args.outputRootProof, stateRoot: keccak256(toHex("another state")) };
    await world.propose({ root: outputRootOf(outputRootProof) });
    const { l1, l1Wallet } = stranger;
    const [latest] = await l1.getGames({ targetChain: stranger.targetChain, limit: 1 });
    assert.ok(latest);
    const hash = await l1Wallet.writeContract({
      address: devnet.op.addresses.l1.portal,
      abi: portalAbi,
      functionName: "proveWithdrawalTransaction",
      args: [withdrawal, latest.index, outputRootProof, [...args.withdrawalProof]],
      gas: 1_000_000n,
    });
    assert.equal((await stranger.onL1(hash)).status, "success");

    const invalid = await world.phase(carrier);
    assert.equal(invalid.name === "GAME_INVALID" && invalid.fault, "untrue-root");
    await world.propose();
    assert.equal((await world.phase(carrier)).name, "REPROVE");
    await world.step(carrier, "prove");
    const proven = await world.phase(carrier);
    assert.equal(proven.name === "AWAIT_MATURITY" && proven.proof.prover, world.carrying.account.address);
  });

  it("are replaced by others after the guardian blacklisted one, and the message still arrives (R-23)", async () => {
    const target: Address = "0xc5e700000000000000000000000000000000d101";
    const { carrier } = await world.up(target, "0x", parseEther("0.5"));
    const first = await world.propose();
    await world.step(carrier, "prove");
    await devnet.op.guardian.blacklist(first.proxy);
    const invalid = await world.phase(carrier);
    assert.equal(invalid.name === "GAME_INVALID" && invalid.fault, "blacklisted");
    assert.equal(await world.bridge.advance(carrier, invalid), undefined);

    const second = await world.propose();
    const again = await world.phase(carrier);
    assert.equal(again.name === "REPROVE" && again.game.proxy, second.proxy.toLowerCase());
    await world.step(carrier, "prove");
    await world.until(carrier, "READY_TO_FINALIZE");
    await world.step(carrier, "finalize");
    assert.equal((await world.phase(carrier)).name, "DELIVERED");
    assert.equal(await world.sides.l1.getBalance({ address: target }), 500_000_000_000_000_000n);
  });

  it("are void, proven ones too, once the guardian retires all games (R-23)", async () => {
    const { carrier } = await world.up(world.sides.account.address, "0x", 0n);
    await world.propose();
    assert.equal((await world.phase(carrier)).name, "READY_TO_PROVE");
    await world.step(carrier, "prove");
    await devnet.op.guardian.retireGames();
    const retired = await world.phase(carrier);
    assert.equal(retired.name === "GAME_INVALID" && retired.fault, "retired");
    await world.propose();
    await world.step(carrier, "prove");
  });

  it("wait while the portal is paused, before each of the three steps (R-24)", async () => {
    const target: Address = "0xc5e700000000000000000000000000000000d102";
    const { guardian } = devnet.op;
    await setCode(devnet.l1.rpcUrl, target, refusingCode);
    const { carrier } = await world.up(target, "0xbb", parseEther("0.25"));
    await world.propose();

    const pausedBefore = async (blocks: "prove" | "finalize" | "replay") => {
      await guardian.pause();
      const phase = await world.phase(carrier);
      assert.deepEqual(phase, { name: "PAUSED", blocks });
      assert.equal(await world.bridge.advance(carrier, phase), undefined);
      await guardian.unpause();
    };
    await pausedBefore("prove");
    await world.step(carrier, "prove");
    await world.until(carrier, "READY_TO_FINALIZE");
    await pausedBefore("finalize");
    await world.step(carrier, "finalize");

    const failed = await world.phase(carrier);
    assert.equal(failed.name === "FAILED_ON_L1" && failed.wouldDeliver, false);
    await setCode(devnet.l1.rpcUrl, target, acceptingCode);
    await pausedBefore("replay");
    await world.step(carrier, "replay");
    assert.equal((await world.phase(carrier)).name, "DELIVERED");
    assert.equal(await world.sides.l1.getBalance({ address: target }), 250_000_000_000_000_000n);
  });

  it("are not touched while the portal is of a generation we do not know (R-24)", async () => {
    const portal: Address = "0xc5e700000000000000000000000000000000d103";
    // Answers every call with the string "5.1.0".
    const text = "352e312e30".padEnd(64, "0");
    await setCode(devnet.l1.rpcUrl, portal, `0x602060005260056020527f${text}60405260606000f3`);
    const { number } = await world.sides.l1.getBlock();
    const error = await fatal(readPortal({ ...(await world.lane()), portal }, number));
    assert.equal(error.code, "BRIDGE_PORTAL_UNSUPPORTED");
    assert.match(error.message, /is of version 5\.1\.0, supported is 4\.x$/);
  });
});
