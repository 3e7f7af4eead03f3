import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHistory } from "@cseth/relayer/registry/history";
import { writeLeafSets } from "@cseth/relayer/rewards/files";
import { createLeafSet, parseLeafSet } from "@cseth/relayer/rewards/leaf-set";
import { rewardResource } from "@cseth/relayer/rewards/resource";
import { createRewards, type Rewards } from "@cseth/relayer/rewards/rewards";
import { iLiquidStakingCoreAbi } from "@cseth/shared/abi/ILiquidStakingCore";
import { iOperatorRegistryAbi } from "@cseth/shared/abi/IOperatorRegistry";
import type { Address } from "viem";
import { chainOfLogs, type LoggedEvent } from "../../support/chain-of-logs.ts";
import { silentLogger } from "../../support/postgres.ts";

const core: Address = "0x00000000000000000000000000000000000000c0";
const operatorRegistry: Address = "0x0000000000000000000000000000000000000f0e";
const validatorLedger: Address = "0x0000000000000000000000000000000000001ed9";
const withdrawalVault: Address = "0x00000000000000000000000000000000000Fa017";
const distributor: Address = "0x00000000000000000000000000000000000000D1";
const recipient: Address = "0x00000000000000000000000000000000000000AA";
const A = (1n << 48n) + 1n;

const registered = (block: bigint): LoggedEvent => ({
  ...{ block, address: operatorRegistry, abi: iOperatorRegistryAbi, eventName: "OperatorRegistered" },
  args: { operatorId: A, owner: recipient, rewardRecipient: recipient, class: 0, commissionBps: 300, issuedAt: 1 },
});
const recipientSet = (block: bigint, to: Address, kind = 2): LoggedEvent => ({
  ...{ block, address: operatorRegistry, abi: iOperatorRegistryAbi, eventName: "RolesSet" },
  // Sequence 1 in 6 bytes, issuedAt 2 in 5, the account in 20; kind 3 sets managers.
  args: { laneId: 1, kind, settings: [BigInt(`0x0000000000010000000002${to.slice(2)}`)] },
});
const applied = (block: bigint, frame: bigint, operatorFeeShares: bigint): LoggedEvent => ({
  ...{ block, address: core, abi: iLiquidStakingCoreAbi, eventName: "ReportApplied" },
  args: {
    ...{ frame, refTime: frame * 120n, rateBefore: 1n, rateAfter: 2n, undistributedGains: 0n },
    ...{ protocolFeeShares: 5n, operatorFeeShares },
  },
});

/** Frame n is at second 120·n, block 10·n. */
function open(events: readonly LoggedEvent[], { startBlock = 0n, maxRange = 1_000 } = {}) {
  const { client, asked } = chainOfLogs({ head: 500n, events });
  const history = createHistory({
    client,
    contracts: { core, operatorRegistry, validatorLedger, withdrawalVault },
    startBlock,
    maxRange,
    logger: silentLogger,
  });
  const lanes = [{ laneId: 1, chainId: 901, distributor }];
  return {
    history,
    asked,
    rewards: createRewards({ history, client, refTimeOf: (frame) => frame * 120n, rewardFrames: 7n, lanes }),
  };
}

describe("facts about operators from L1's logs", () => {
  it("are read once, in ranges, in chain order, up to exactly the block asked for", async () => {
    const other: Address = "0x0000000000000000000000000000000000000bad";
    const events = [
      applied(25n, 2n, 7n),
      applied(26n, 3n, 0n),
      registered(12n),
      { ...registered(13n), address: other },
    ];
    const { history, asked } = open([...events, recipientSet(40n, core), recipientSet(41n, other, 3)], {
      startBlock: 10n,
      maxRange: 10,
    });
    const first = await history.upTo(25n);
    const operator = { kind: "operator-registered", block: 12n, operatorId: A, recipient, commissionBps: 300n };
    const minted = { kind: "fees-minted", block: 25n, frame: 2n, shares: 7n };
    assert.deepEqual(first, [operator, minted]);
    const moved = {
      kind: "recipient-set",
      block: 40n,
      operatorId: A,
      recipient: "0x00000000000000000000000000000000000000C0",
    };
    const [all, again] = await Promise.all([history.upTo(45n), history.upTo(25n)]);
    assert.deepEqual(all, [operator, minted, moved]);
    assert.deepEqual(again, first);
    assert.deepEqual(asked, [
      { from: 10n, to: 19n },
      { from: 20n, to: 25n },
      { from: 26n, to: 35n },
      { from: 36n, to: 45n },
    ]);
  });
});

describe("the rewards a report roots", () => {
  it("are none before the first border, nor while no stake earns", async () => {
    const { rewards, asked } = open([registered(12n), applied(25n, 2n, 7n)]);
    assert.deepEqual(await rewards.setsFor(6n), []);
    assert.deepEqual(asked, []);
    assert.deepEqual(await rewards.setsFor(7n), []);
    assert.deepEqual(asked, [{ from: 0n, to: 70n }]);
    assert.deepEqual(await rewards.setsFor(13n), []);
    assert.equal(asked.length, 1);
  });
});

describe("publishing leaf sets", () => {
  const leaves = [{ operatorId: A, recipient, cumulativeShares: 700n }];
  const setOf = (frame: bigint) => {
    return createLeafSet({ laneId: 1, chainId: 901, distributor, frame, block: 10n * frame, leaves });
  };
  const rewards: Pick<Rewards, "setsFor"> = {
    setsFor: async (frame) => (frame < 7n ? [] : [setOf(frame - (frame % 7n))]),
  };
  const get = (path: string) => rewardResource({ path, rewards, lastFrame: async () => 15n });

  it("serves a lane's newest, that of any reported frame, and one operator's proof", async () => {
    assert.deepEqual(parseLeafSet((await get("/v1/rewards/1")) ?? ""), setOf(14n));
    assert.deepEqual(parseLeafSet((await get("/v1/rewards/1/frames/8")) ?? ""), setOf(7n));
    const proof = JSON.parse((await get(`/v1/rewards/1/operators/${A}`)) ?? "");
    assert.deepEqual(proof, {
      laneId: 1,
      chainId: 901,
      distributor,
      frame: "14",
      rewardsRoot: setOf(14n).rewardsRoot,
      operatorId: "281474976710657",
      recipient,
      cumulativeShares: "700",
      proof: [],
    });
    assert.equal(JSON.parse((await get(`/v1/rewards/1/frames/8/operators/${A}`)) ?? "").frame, "7");
  });

  it("has nothing for other lanes, operators and frames, nor for what is not reported yet", async () => {
    const paths = ["/v1/rewards/2", `/v1/rewards/1/operators/${A + 1n}`, "/v1/rewards/1/frames/6", "/v1/rewards"];
    for (const path of [...paths, "/v1/rewards/1/frames/16", "/v1/rewards/-1"])
      assert.equal(await get(path), undefined);
  });

  it("writes each set once, whole", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cseth-rewards-"));
    try {
      const path = join(folder, "sets/lane-1-frame-14.json");
      const write = () => writeLeafSets({ folder: join(folder, "sets"), sets: [setOf(14n)] });
      assert.deepEqual(await write(), [path]);
      assert.deepEqual(await write(), []);
      assert.deepEqual(parseLeafSet(readFileSync(path, "utf8")), setOf(14n));
      assert.deepEqual(readdirSync(join(folder, "sets")), ["lane-1-frame-14.json"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
