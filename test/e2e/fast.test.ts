import assert from "node:assert/strict";
import { hdAccount } from "@cseth/devnet/accounts";
import { createJsonRpc } from "@cseth/devnet/json-rpc";
import { verifiersByAddress } from "@cseth/devnet/layer-zero/addresses";
import { createWorkerChain } from "@cseth/devnet/layer-zero/chain";
import { instruct } from "@cseth/devnet/layer-zero/verifier";
import type { Carrier } from "@cseth/relayer/domain/carrier";
import { createFastGuard } from "@cseth/relayer/guard/fast";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { reportOracleAbi } from "@cseth/shared/abi/ReportOracle";
import { encodeFastFreezeBody, encodeFastNoteBody } from "@cseth/shared/messages/fast-messages";
import { encodeFunctionData, type Hex, keccak256, parseAbi, parseEther, parseEventLogs } from "viem";
import { signedReport } from "../../tools/start/signed-report.ts";
import { type FastWorld, startFastWorld } from "./support/fast-world.ts";

/** What is done with the fast way of each lane. Their users, batches and reports are the same. */
const lanes = { off: 1, on: 2, forged: 3, replayed: 4, reversed: 5 } as const;
type Variant = keyof typeof lanes;
const variants = Object.keys(lanes) as Variant[];
const laneIds = Object.values(lanes);
const announced: readonly Variant[] = ["on", "replayed", "reversed"];
const noDigest: Hex = `0x${"00".repeat(32)}`;

describe("what the fast way may do, and nothing more", function () {
  this.timeout(300_000);
  let world: FastWorld;
  /** Digest of each lane's batches, and their messages over the canonical bridge. */
  const batches = new Map<number, { digests: Hex[]; payloads: Hex[]; carriers: Carrier[] }>();
  let notes: Carrier[][];
  let start: Awaited<ReturnType<typeof ledger>>;
  before(async () => {
    world = await startFastWorld({ laneIds });
    for (const laneId of laneIds) batches.set(laneId, { digests: [], payloads: [], carriers: [] });
    // A game that the reorg takes away and brings back is resolved by nobody here.
    world.devnet.op.pauseProposing();
  });
  after(() => world?.stop());

  const pool = (laneId: number) =>
    ({ address: world.plan.l2("L2StakingPool", laneId), abi: l2StakingPoolAbi }) as const;
  const l2Hub = (laneId: number) => ({ address: world.plan.l2("L2Hub", laneId), abi: l2HubAbi }) as const;
  const l1Hub = () => ({ address: world.plan.l1("LaneHub"), abi: laneHubAbi }) as const;
  const core = () => ({ address: world.plan.l1("LiquidStakingCore"), abi: liquidStakingCoreAbi }) as const;
  const ledger = () => world.l1.readContract({ ...core(), functionName: "ledger" });
  const batchesOf = (laneId: number) => batches.get(laneId) ?? assert.fail(`no lane ${laneId}`);
  const noteOf = async (laneId: number, nonce: bigint) =>
    (await world.l1.readContract({ ...l1Hub(), functionName: "fastNote", args: [laneId, nonce] })).digest;

  const ignoredOf = (laneId: number) =>
    world.l1.getContractEvents({ ...l1Hub(), eventName: "FastNoteIgnored", args: { laneId }, fromBlock: 0n });

  /** Everything both ends of a lane count, LANE-4. */
  async function figuresOf(laneId: number) {
    const at = pool(laneId);
    const [account, book, rate, open, supply, queue] = await Promise.all([
      world.l1.readContract({ ...core(), functionName: "lane", args: [laneId] }),
      world.op.readContract({ ...at, functionName: "book" }),
      world.op.readContract({ ...at, functionName: "rate" }),
      world.op.readContract({ ...at, functionName: "openBatch" }),
      world.op.readContract({ ...at, functionName: "totalSupply" }),
      world.op.readContract({ ...at, functionName: "unstakeQueue" }),
    ]);
    return { account, book, rate, open, supply, queue };
  }

  async function stakeAndClose(ether: string): Promise<void> {
    const stake = (laneId: number) =>
      ({ ...pool(laneId), functionName: "stake", args: [world.staker, 0n], value: parseEther(ether) }) as const;
    await world.sendAll("op", laneIds.map(stake));
    await world.devnet.mineSlots(2);
    const closings = await world.sendAll(
      "op",
      laneIds.map((laneId) => ({ ...l2Hub(laneId), functionName: "closeBatch" })),
    );
    for (const [index, closing] of closings.entries()) {
      const laneId = laneIds[index] as number;
      const [sent] = parseEventLogs({ abi: l2HubAbi, eventName: "BatchSent", logs: closing.logs });
      const { message } = sent?.args ?? assert.fail("no batch was sent");
      const known = batchesOf(laneId);
      known.digests.push(keccak256(message));
      known.payloads.push(message);
      known.carriers.push(await world.carrierOf(world.canonicalBridge(laneId), closing));
    }
  }

  async function announce(nonce: bigint): Promise<Carrier[]> {
    const calls = announced.map(async (variant) => {
      const call = { ...l2Hub(lanes[variant]), args: [nonce] } as const;
      const value = await world.op.readContract({ ...call, functionName: "quoteFastNote" });
      return { ...call, functionName: "sendFastNote", value };
    });
    const receipts = await world.sendAll("op", await Promise.all(calls));
    return Promise.all(
      receipts.map((receipt, index) => world.carrierOf(world.fastBridge(lanes[announced[index] as Variant]), receipt)),
    );
  }

  it("users stake, batches close, and three lanes announce theirs", async () => {
    start = await ledger();
    world.devnet.layerZero.setWork("commit");
    await stakeAndClose("40");
    await stakeAndClose("10");
    notes = [await announce(1n), await announce(2n)];
    assert.deepEqual(
      notes.flat().map(({ kind, direction }) => [kind, direction]),
      Array.from({ length: 6 }, () => ["layer-zero-l2-to-l1", "l2-to-l1"]),
    );
  });

  it("the relayer delivers what an executor leaves, and again after a reorg took it back (T-93, R-12)", async () => {
    const laneId = lanes.reversed;
    const bridge = world.fastBridge(laneId);
    const [first, second] = notes.map((sent) => sent[announced.indexOf("reversed")] as Carrier);
    assert(first && second);
    const phase = async (carrier: Carrier) => (await bridge.status(carrier)).phase;
    assert.deepEqual(await phase(first), { name: "SENT" });
    const isWaiting = async (carrier: Carrier) => (await phase(carrier)).name === "RECEIVE_FAILED";
    await world.slotsUntil("committed", async () => (await isWaiting(first)) && (await isWaiting(second)));
    assert.deepEqual(await phase(second), { name: "RECEIVE_FAILED", wouldDeliver: true, reason: undefined });

    for (const carrier of [second, first]) {
      const step = await bridge.advance(carrier, await phase(carrier));
      assert.equal(step?.kind, "receive");
      await world.sendStep(step ?? assert.fail());
      await world.devnet.mineSlots(1);
      assert.deepEqual(await phase(carrier), { name: "RECEIVED", final: false });
      assert.equal(await bridge.advance(carrier, await phase(carrier)), undefined);
    }
    const order = await world.l1.getContractEvents({
      ...l1Hub(),
      eventName: "FastNoted",
      args: { laneId },
      fromBlock: 0n,
      strict: true,
    });
    assert.deepEqual(
      order.map(({ args }) => args.batchNonce),
      [2n, 1n],
    );

    await world.devnet.reorgL1(2, { keepTransactions: false });
    assert.equal(await noteOf(laneId, 1n), noDigest);
    assert.equal((await phase(first)).name, "RECEIVE_FAILED");
    world.devnet.layerZero.setWork("all");
    const all = await Promise.all(
      announced.map((variant, index) => ({
        bridge: world.fastBridge(lanes[variant]),
        carriers: notes.map((sent) => sent[index] as Carrier),
      })),
    );
    await world.slotsUntil("received", async () => {
      for (const { bridge: own, carriers } of all)
        for (const carrier of carriers) if ((await own.status(carrier)).phase.name !== "RECEIVED") return false;
      return true;
    });
    for (const variant of announced)
      for (const [index, digest] of batchesOf(lanes[variant]).digests.entries())
        assert.equal(await noteOf(lanes[variant], BigInt(index + 1)), digest, variant);
  });

  it("replayed notes are ignored, and a forged freeze closes staking for a day (T-93)", async () => {
    const { digests } = batchesOf(lanes.replayed);
    const repeat = { batchNonce: 1n, digest: digests[0] ?? noDigest };
    await world.forge("note", lanes.replayed, { nonce: 1n, body: encodeFastNoteBody(repeat) });
    const lie = { batchNonce: 1n, digest: keccak256("0xbad0") };
    await world.forge("note", lanes.forged, { nonce: 1n, body: encodeFastNoteBody(lie) });
    await world.forge("freeze", lanes.forged, { nonce: 1n, body: encodeFastFreezeBody({ rateNonce: 1_000n }) });
    const frozenUntil = async () =>
      BigInt((await world.op.readContract({ ...pool(lanes.forged), functionName: "freezeState" })).until);
    await world.slotsUntil("frozen", async () => (await frozenUntil()) > 0n);
    await world.slotsUntil("noted", async () => (await noteOf(lanes.forged, 1n)) === lie.digest);
    await world.slotsUntil("ignored", async () => (await ignoredOf(lanes.replayed)).length === 1);
    const { timestamp } = await world.op.getBlock();
    assert((await frozenUntil()) - timestamp <= 86_400n);
    const stake = { functionName: "stake", args: [world.staker, 0n], value: 1n, account: world.staker } as const;
    await assert.rejects(
      world.op.simulateContract({ ...pool(lanes.forged), ...stake, value: parseEther("1") }),
      /Pool_Frozen/,
    );
    await world.op.simulateContract({ ...pool(lanes.on), ...stake, value: parseEther("1") });
  });

  it("the relayer's guard sees the forged note, and another signer of a verifier, and stops using the lane's fast way (T-65)", async () => {
    const look = async (laneId: number) => {
      const open: string[] = [];
      const { l1, l2 } = world.addressesOf(laneId);
      const payload = (nonce: bigint) => batchesOf(laneId).payloads[Number(nonce) - 1];
      const guard = createFastGuard({
        laneId,
        l1: { client: world.clients.l1, addresses: l1, finality: world.finality },
        l2: { client: world.clients.op, addresses: l2, finality: world.finality },
        messages: {
          find: async (_route, nonce) => {
            const found = payload(nonce);
            return found === undefined ? undefined : ({ payload: found } as never);
          },
        },
        incidents: { open: async ({ code }) => void open.push(code), close: async () => {} },
      });
      assert.equal(guard.mayHurry(), false, "nothing is trusted before the first look");
      await guard.check();
      return [...open, guard.mayHurry()];
    };
    await world.devnet.mineSlots(9);
    assert.deepEqual(await look(lanes.forged), ["FAST_FORGED", false]);
    assert.deepEqual(await look(lanes.on), [true]);

    const [verifier = assert.fail("no verifier")] = verifiersByAddress();
    const { chainId, rpcUrl } = world.devnet.op;
    const to = createWorkerChain({ name: "op", chainId, node: createJsonRpc(rpcUrl) });
    const abi = parseAbi(["function setSigner(address signer, bool active)"]);
    const setSigner = async (active: boolean) => {
      const callData = encodeFunctionData({ abi, functionName: "setSigner", args: [hdAccount(3).address, active] });
      await instruct(verifier, { target: verifier.address, callData, to });
      await world.devnet.mineSlots(1);
    };
    await setSigner(true);
    assert.deepEqual(await look(lanes.on), ["FAST_DRIFT", false]);
    await setSigner(false);
    assert.deepEqual(await look(lanes.on), [true]);
  });

  it("K, P, S, r and all that an L2 counts are the same with it on, off, forged, replayed and reversed (LANE-4)", async () => {
    await carryBatches();
    await reportAndPush();
    const expected = await figuresOf(lanes.off);
    assert(expected.account.lockedShares > 0n);
    assert.equal(expected.account.appliedNonce, 2n);
    assert.equal(expected.book.ackedNonce, 2n);
    for (const variant of variants) assert.deepEqual(await figuresOf(lanes[variant]), expected, variant);

    // Five lanes, so five times what the one without a fast message adds.
    const now = await ledger();
    const { lockedShares, held, carryReserve } = expected.account;
    assert.equal(now.rate, start.rate);
    assert.equal(now.totalShares - start.totalShares, 5n * lockedShares);
    assert.equal(now.heldOnLanes, 5n * held);
    // What stakers paid beyond the rate is the lanes' carry, outside P; D is P − r·S, so it is the same too.
    assert.equal(now.carryReserves, 5n * carryReserve);
    assert.equal(now.totalPooled + now.carryReserves - start.totalPooled, 5n * parseEther("50"));

    const isFrozen = async (laneId: number) =>
      (await world.l1.readContract({ ...l1Hub(), functionName: "fastLane", args: [laneId] })).frozen;
    assert.deepEqual(await Promise.all(laneIds.map(isFrozen)), [false, false, true, false, false]);
  });

  it("a note behind its batch is ignored; one whose batch never comes lets anybody end the fast way after ten days, and no more (T-57, LANE-4)", async () => {
    const before = await Promise.all([lanes.off, lanes.on].map(figuresOf));
    const behind = { batchNonce: 1n, digest: batchesOf(lanes.off).digests[0] ?? noDigest };
    await world.forge("note", lanes.off, { nonce: 1n, body: encodeFastNoteBody(behind) });
    const alone = { batchNonce: 3n, digest: keccak256("0x03") };
    await world.forge("note", lanes.on, { nonce: 3n, body: encodeFastNoteBody(alone) });
    await world.slotsUntil("ignored", async () => (await ignoredOf(lanes.off)).length === 1);
    await world.slotsUntil("noted", async () => (await noteOf(lanes.on, 3n)) === alone.digest);

    const args = [lanes.on, 3n] as const;
    const { notedAt } = await world.l1.readContract({ ...l1Hub(), functionName: "fastNote", args });
    const lateAfter = BigInt(notedAt) + 864_000n;
    const end = { ...l1Hub(), functionName: "freezeForMissingTwin", args, account: world.staker } as const;
    await assert.rejects(
      world.l1.simulateContract({ ...end, blockOverrides: { time: lateAfter } }),
      /LaneHub_TwinNotLate/,
    );
    await world.l1.simulateContract({ ...end, blockOverrides: { time: lateAfter + 1n } });
    assert.deepEqual(await Promise.all([lanes.off, lanes.on].map(figuresOf)), before);
  });

  /** Over the OP stack's own bridge, each lane's in order. */
  async function carryBatches(): Promise<void> {
    const ways = laneIds.map((laneId) => ({ bridge: world.canonicalBridge(laneId), ...batchesOf(laneId) }));
    const stands = new Map<Carrier, string>();
    world.devnet.op.resumeProposing();
    await world.slotsUntil(
      () => `landed: ${[...stands.values()].join(", ")}`,
      async () => {
        // Games, proofs and their ages take slots: looking at ten messages in each would only cost time.
        await world.devnet.mineSlots(2);
        let landed = 0;
        for (const { bridge, carriers } of ways) {
          let isTurn = true;
          for (const carrier of carriers) {
            const { phase } = await bridge.status(carrier);
            stands.set(carrier, `lane ${carrier.laneId} ${phase.name}`);
            if (phase.name === "DELIVERED") landed += 1;
            else {
              const step = await bridge.advance(carrier, phase);
              if (step && (isTurn || step.kind === "prove")) await world.sendStep(step);
              isTurn = false;
            }
          }
        }
        return landed === 2 * laneIds.length;
      },
      40,
    );
  }

  /** One report for all, and a StateUpdate for each. */
  async function reportAndPush(): Promise<void> {
    const { report, signatures } = await signedReport(world);
    await world.slotsUntil("the frame's end", async () => (await world.l1.getBlock()).timestamp >= report.refTime, 70);
    const oracle = { address: world.plan.l1("ReportOracle"), abi: reportOracleAbi } as const;
    await world.sendAll("l1", [{ ...oracle, functionName: "submitReport", args: [report, signatures] }]);
    await world.sendAll(
      "l1",
      laneIds.map((laneId) => ({ ...l1Hub(), functionName: "pushStateUpdate", args: [laneId, report] })),
    );
    await world.devnet.mineSlots(1);
  }
});
