import assert from "node:assert/strict";
import { readPortal } from "@cseth/relayer/bridges/op-stack/portalReads";
import { type Address, type Hex, numberToHex } from "viem";
import type { Devnet } from "../../../devnet/src/types.ts";
import { sharedDevnet } from "../../devnet/support/devnet.ts";
import { setCode } from "../../devnet/support/messenger.ts";
import { type BridgeWorld, createBridgeWorld } from "./bridgeWorld.ts";

/** Where a proxy keeps its implementation, ERC-1967. */
const IMPLEMENTATION = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";

describe("delays of the bridge", function () {
  this.timeout(60_000);
  let devnet: Devnet;
  let world: BridgeWorld;
  const restore: (() => Promise<void>)[] = [];
  before(async () => {
    devnet = await sharedDevnet();
    world = createBridgeWorld(devnet, { gateway: 15, relayer: 16 });
    devnet.op.pauseProposing();
    await devnet.mineSlots(2);
  });
  afterEach(async () => {
    for (const undo of restore.splice(0)) await undo();
  });
  after(() => devnet.op.resumeProposing());

  /** Replaces an immutable number in a contract's code, as an upgrade of the rollup would. */
  async function change(contract: Address, from: number, to: number): Promise<void> {
    const code = (await world.sides.l1.getCode({ address: contract })) ?? "0x";
    const push = (value: number) => `7f${value.toString(16).padStart(64, "0")}`;
    assert.ok(code.includes(push(from)), `${contract} holds no ${from}`);
    restore.push(() => setCode(devnet.l1.rpcUrl, contract, code));
    await setCode(devnet.l1.rpcUrl, contract, code.replaceAll(push(from), push(to)) as Hex);
  }

  async function implementationOf(proxy: Address): Promise<Address> {
    const word = (await world.sides.l1.getStorageAt({ address: proxy, slot: IMPLEMENTATION })) ?? "0x";
    return `0x${word.slice(-40)}`;
  }

  async function notBefore(carrier: Parameters<BridgeWorld["phase"]>[0]): Promise<bigint> {
    const phase = await world.phase(carrier);
    return phase.name === "AWAIT_MATURITY" ? phase.notBefore : assert.fail(phase.name);
  }

  it("are the chain's own, read each time: one that changes under a message is followed, none is a constant of ours (R-25)", async () => {
    const { portal: address, anchorStateRegistry } = devnet.op.addresses.l1;
    const { carrier } = await world.up(world.sides.account.address, "0x", 0n);
    const game = await world.propose();
    const { blockNumber } = await world.step(carrier, "prove");
    const { timestamp: provenAt } = await world.sides.l1.getBlock({ blockNumber });

    const portal = await implementationOf(address);
    assert.equal(await notBefore(carrier), provenAt + 181n);
    await change(portal, 180, 7_200);
    assert.equal(await notBefore(carrier), provenAt + 7_201n);
    // Sooner than the game's own clock, which then is what is waited for.
    await restore.pop()?.();
    await change(portal, 180, 12);
    assert.equal(await notBefore(carrier), game.createdAt + 96n);
    const games = await gameImplementation(game.proxy);
    await change(games, 96, 960);
    assert.equal(await notBefore(carrier), game.createdAt + 960n);
    await restore.pop()?.();

    // Once the game is won it has to rest, as long as the registry of this rollup says.
    await devnet.mineSlots(10);
    const resolved = await world.phase(carrier);
    if (resolved.name !== "AWAIT_MATURITY") assert.fail(resolved.name);
    assert.equal(resolved.waitsFor, "airgap");
    await change(await implementationOf(anchorStateRegistry), 60, 6_000);
    assert.equal(await notBefore(carrier), resolved.notBefore + 5_940n);
  });

  it("are waited for by chain time alone: a slow or a fast clock of ours changes nothing (R-25)", async () => {
    const { number } = await world.sides.l1.getBlock();
    const { proofMaturityDelay } = await readPortal(await world.lane(), number);
    assert.equal(proofMaturityDelay, 180n);
    const { carrier } = await world.up(world.sides.account.address, "0x", 0n);
    await world.propose();
    await world.step(carrier, "prove");
    const due = await notBefore(carrier);
    const clock = Date.now;
    try {
      Date.now = () => clock() + 10 * 365 * 86_400_000;
      assert.equal(await notBefore(carrier), due);
      assert.equal(await world.bridge.advance(carrier, await world.phase(carrier)), undefined);
    } finally {
      Date.now = clock;
    }
    await world.until(carrier, "READY_TO_FINALIZE");
    assert.ok((await world.sides.l1.getBlock()).timestamp >= due);
    await world.step(carrier, "finalize");
  });

  /** Games are clones that name their implementation in their code (EIP-1167 with arguments behind it). */
  async function gameImplementation(proxy: Address): Promise<Address> {
    const code = (await world.sides.l1.getCode({ address: proxy })) ?? "0x";
    for (let at = code.indexOf("73"); at >= 0; at = code.indexOf("73", at + 1)) {
      const candidate = `0x${code.slice(at + 2, at + 42)}` as const;
      const found = await world.sides.l1.getCode({ address: candidate }).catch(() => undefined);
      if (found?.includes(numberToHex(96, { size: 32 }).slice(2))) return candidate;
    }
    assert.fail(`${proxy} is no clone`);
  }
});
