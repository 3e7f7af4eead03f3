import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { depositData } from "@cseth/devnet/beacon/deposit-data";
import { runProgram } from "@cseth/relayer/cli/program";
import { exitCodeOf } from "@cseth/relayer/telemetry/exitCodes";
import { bondsAbi } from "@cseth/shared/abi/Bonds";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { nodeDeskAbi } from "@cseth/shared/abi/NodeDesk";
import { operatorRegistryAbi } from "@cseth/shared/abi/OperatorRegistry";
import { validatorLedgerAbi } from "@cseth/shared/abi/ValidatorLedger";
import { params } from "@cseth/shared/params";
import { type Address, concat, parseEther, zeroAddress } from "viem";
import { devAccount } from "../../../devnet/src/accounts.ts";
import { type ChildEnd, runChild } from "../../support/child.ts";
import { fatal } from "../../support/rejections.ts";
import { type LaneWorld, startLaneWorld } from "./world.ts";

const LANE = 1;
const CSETH = new URL("../../../relayer/bin/cseth.mjs", import.meta.url).pathname;
const USER = 18;
const OPERATOR = (1n << 48n) | 1n;
const KEY = devAccount(USER).privateKey;
/** What the program needs for other commands. */
const nothing = [{} as never, {} as never] as const;
const STRANGER: Address = "0x00000000000000000000000000000000000000A1";

describe("cseth for stakers and node operators", function () {
  // Every step is a process of its own.
  this.timeout(120_000);
  let world: LaneWorld;
  let user: Address;
  before(async () => {
    world = await startLaneWorld({ lanes: [LANE] });
    user = world.walletsOf(USER).address;
    await world.l1.client.setBalance({ address: user, value: parseEther("100") });
    writeFileSync(join(world.folder, "cseth.json"), JSON.stringify(world.config()));
    writeFileSync(join(world.folder, "keyed.json"), JSON.stringify(world.config({ user: { key: KEY } })));
  });
  after(() => world?.stop());

  async function cseth(...args: string[]): Promise<ChildEnd> {
    const environment = { CSETH__USER__KEY: KEY };
    const end = await runChild(CSETH, [...args, "--config", "cseth.json"], { cwd: world.folder, environment });
    assert(!`${end.stdout}${end.stderr}`.includes(KEY.slice(2)), "the key is shown");
    return end;
  }

  async function answer(...args: string[]) {
    const end = await cseth(...args, "--json");
    assert.equal(end.code, 0, end.stdout + end.stderr);
    return JSON.parse(end.stdout);
  }

  /** What it throws, without a process of its own. */
  async function refusal(...args: string[]) {
    const error = await fatal(
      runProgram([...args, "--json", "--config", join(world.folder, "keyed.json")], ...nothing),
    );
    return { error: error.code, message: error.message, exit: exitCodeOf(error) };
  }

  const pool = () => ({ address: world.plan.l2("L2StakingPool", LANE), abi: l2StakingPoolAbi }) as const;
  const core = () => ({ address: world.plan.l1("LiquidStakingCore"), abi: liquidStakingCoreAbi }) as const;
  const onLane = (account: Address) =>
    world.l2Of(LANE).client.readContract({ ...pool(), functionName: "balanceOf", args: [account] });
  const onL1 = (account: Address) =>
    world.l1.client.readContract({ ...core(), functionName: "balanceOf", args: [account] });

  it("refuses bad input before anything is read or sent, and says what to give", async () => {
    const cases: [string[], string, RegExp][] = [
      [["stake", "much"], "USAGE_INVALID", /much is not an amount/],
      [["stake", "0"], "USAGE_INVALID", /0 is not an amount/],
      [["stake", "1", "--to", `${user.slice(0, -1)}`], "USAGE_INVALID", /is not an address/],
      [
        ["stake", "1", "--to", STRANGER.replace("A1", "a1").replace("0x0", "0xF")],
        "USAGE_INVALID",
        /is not an address/,
      ],
      [["stake", "1", "--lane", "9"], "USAGE_UNKNOWN_LANE", /there is no lane 9/],
      [["stake", "1", "--lane", "1", "--l1"], "USAGE_INVALID", /cannot be used with option/],
      [["unstake"], "USAGE_INVALID", /needs an amount, or the request to --claim/],
      [["operator", "register", "--class", "king"], "USAGE_INVALID", /Allowed choices are professional/],
      [["operator", "status", "7"], "USAGE_INVALID", /7 is no operator/],
      [["status", "mine"], "USAGE_INVALID", /mine is neither a request, nor a transaction, nor an action/],
    ];
    for (const [args, code, says] of cases) {
      const { error, message, exit } = await refusal(...args);
      assert.deepEqual([error, exit], [code, 64], args.join(" "));
      assert.match(message, says);
    }
    const end = await cseth("stake", "much");
    assert.deepEqual([end.code, end.stdout], [64, ""]);
    assert.match(end.stderr, /^USAGE_INVALID: much is not an amount\. Give a positive number/);
  });

  it("sends nothing without a key, with --dry-run, or when nobody confirms", async () => {
    const args = ["stake", "3", "--config", "cseth.json", "--json", "--yes"];
    const [keyless, rehearsed, unconfirmed] = await Promise.all([
      runChild(CSETH, args, { cwd: world.folder }),
      answer("stake", "3", "--dry-run"),
      refusal("stake", "3"),
    ]);
    assert.deepEqual([JSON.parse(keyless.stdout).error, keyless.code], ["CONFIG_USER_MISSING", 78]);
    assert.deepEqual([unconfirmed.error, unconfirmed.exit], ["USAGE_NOT_CONFIRMED", 64]);
    assert.deepEqual(
      [rehearsed.sent, rehearsed.chain, rehearsed.to, rehearsed.value, rehearsed.receiver],
      [false, "lane-1", pool().address, "3000000000000000000", user],
    );
    assert.equal(await world.l2Of(LANE).client.getTransactionCount({ address: user }), 0);
  });

  it("stakes on the lane, and on L1 for somebody else", async () => {
    const staked = await answer("stake", "3", "--yes");
    assert.equal(await onLane(user), BigInt(staked.shares));
    assert(BigInt(staked.shares) > 29n * 10n ** 17n && BigInt(staked.shares) < 3n * 10n ** 18n, staked.shares);
    const { status } = await world.l2Of(LANE).client.getTransactionReceipt({ hash: staked.hash });
    assert.equal(status, "success");

    // No report has come: a share is worth one ether.
    const deposited = await answer("stake", "2", "--l1", "--to", STRANGER, "--yes");
    assert.equal(deposited.shares, "2000000000000000000");
    assert.equal(await onL1(STRANGER), 2n * 10n ** 18n);
    assert.match((await refusal("stake", "100", "--l1", "--yes")).message, /the account has 97\.\d+ ether on l1/);
    const refused = await refusal("stake", "1", "--l1", "--min-shares", "1.1", "--yes");
    assert.equal(refused.error, "TX_WOULD_REVERT");
    assert.match(refused.message, /Core_SharesBelowMinimum\(1000000000000000000, 1100000000000000000\)/);

    const { found } = await answer("status", staked.hash);
    assert.deepEqual(found, [
      {
        what: "stake",
        laneId: 1,
        receiver: user,
        etherAmount: "3000000000000000000",
        shares: staked.shares,
        batchNonce: "1",
        stage: "open",
      },
    ]);
    const shown = await cseth("status", deposited.hash);
    assert.match(shown.stdout, /^stake {6}2 ether on L1: 0x0{38}A1 has 2 csETH for it\n$/i);
  });

  it("says what is open on every chain, and why not, and until when", async () => {
    const [{ l1, lanes }, { timestamp }, batchRules] = await Promise.all([
      answer("status", "--amount", "2"),
      world.l2Of(LANE).client.getBlock(),
      world.l2Of(LANE).client.readContract({
        address: world.plan.l2("L2Hub", LANE),
        abi: l2HubAbi,
        functionName: "batchRules",
      }),
    ]);
    assert.deepEqual(l1, { deposit: { open: true, shares: "2000000000000000000" }, request: { open: true } });
    const [{ stake, closeBatch, told, ...others }] = lanes;
    assert.equal(stake.open, true);
    assert(BigInt(stake.shares) > 19n * 10n ** 17n && BigInt(stake.shares) < 2n * 10n ** 18n, stake.shares);
    // It was opened with the hub, some blocks ago.
    const { opensAt, ...early } = closeBatch;
    assert.deepEqual(early, { open: false, refusal: "TooEarly" });
    const latest = timestamp + BigInt(batchRules.maxAgeSeconds);
    assert(BigInt(opensAt) > timestamp && BigInt(opensAt) <= latest, opensAt);
    assert.deepEqual(others, {
      laneId: 1,
      unstake: { open: true },
      flashExit: { open: false, refusal: "NotAcknowledged" },
      move: { open: false, refusal: "NotAcknowledged" },
      net: { open: false, refusal: "NothingWaits" },
      forward: { open: false, refusal: "NothingWaits" },
    });
    assert.deepEqual([told.toldFrame, told.lastFrame, told.missing, told.ready], ["0", "0", [], "0"]);
  });

  it("unstakes on the lane: the request waits for its turn", async () => {
    const tooMuch = await refusal("unstake", "50", "--yes");
    assert.equal(tooMuch.error, "USAGE_BALANCE_TOO_LOW");
    assert.match(tooMuch.message, /the account has 2\.9\d+ csETH here/);
    assert.equal((await answer("unstake", "all", "--yes")).requestId, "1");
    assert.equal(await onLane(user), 0n);
    const waiting = await refusal("unstake", "--claim", "1", "--yes");
    assert.deepEqual([waiting.error, waiting.message], ["USAGE_NOT_PAYABLE", "request 1 is pending"]);
    const { shares, etherAtMost, forwardableFrom, requestedAt, ...place } = await answer("status", "1");
    assert.deepEqual(place, {
      what: "unstake",
      laneId: 1,
      requestId: "1",
      stage: "waiting",
      owner: user,
      requestsAhead: "0",
      etherAhead: "0",
      net: { open: false, refusal: "RequestTooYoung" },
    });
    assert.equal(BigInt(etherAtMost), BigInt(shares));
    assert.equal(BigInt(forwardableFrom) - BigInt(requestedAt), params.devnet.forwardDelaySeconds);
    const { error, message } = await refusal("status", "2");
    assert.deepEqual([error, message], ["USAGE_UNKNOWN_ID", "there is no request 2 on lane 1"]);
    assert.equal((await refusal("unstake", "--claim", "2", "--yes")).message, "there is no request 2");
  });

  it("unstakes on L1, and claims once a report has finalized the request", async () => {
    await answer("stake", "4", "--l1", "--yes");
    assert.equal((await answer("unstake", "4", "--l1", "--yes")).requestId, "1");
    const waiting = await answer("status", "1", "--l1");
    assert.deepEqual([waiting.stage, waiting.requestsAhead, waiting.etherMissing], ["waiting", "0", "0"]);
    await world.report();
    await world.report({ finalizeUpTo: 1n });
    assert.equal((await answer("status", "1", "--l1")).stage, "payable");
    const before = await world.l1.client.getBalance({ address: user });
    const paid = await answer("unstake", "--claim", "1", "--l1", "--yes");
    assert.equal(paid.etherPaid, "4000000000000000000");
    const { gasUsed, effectiveGasPrice } = await world.l1.client.getTransactionReceipt({ hash: paid.hash });
    const after = await world.l1.client.getBalance({ address: user });
    assert.equal(after - before, 4n * 10n ** 18n - gasUsed * effectiveGasPrice);
    assert.equal((await refusal("unstake", "--claim", "1", "--l1", "--yes")).message, "request 1 is claimed");
  });

  it("registers an operator, and shows how far its registration is", async () => {
    const args = ["--reward-recipient", STRANGER, "--class", "obol", "--commission-bps", "250"];
    const registered = await answer("operator", "register", ...args, "--yes");
    const id = "281474976710657";
    assert.equal(registered.operatorId, id);
    const submitted = await cseth("operator", "status", id, "--json");
    assert.deepEqual([submitted.code, JSON.parse(submitted.stdout).state], [1, "submitted"]);

    const stageOf = async () => (await answer("status", registered.actionId)).stage;
    assert.equal(await stageOf(), "in-open-batch");
    await world.closeBatch(LANE);
    assert.equal(await stageOf(), "under-way");
    await world.land(LANE, 1n);
    assert.equal(await stageOf(), "waiting");
    await world.execute(LANE, 1n);
    assert.equal(await stageOf(), "executed");
    const { registeredAt, ...status } = await answer("operator", "status", id);
    assert.deepEqual(status, {
      operatorId: id,
      laneId: 1,
      state: "registered",
      owner: user,
      rewardRecipient: STRANGER,
      manager: "0x0000000000000000000000000000000000000000",
      class: "obol",
      commissionBps: 250,
    });
    assert(registeredAt > 1_800_000_000, String(registeredAt));
  });

  it("adds to an operator's bond, once it is registered on L1", async () => {
    const bonds = { address: world.plan.l1("Bonds"), abi: bondsAbi, functionName: "sharesOf" } as const;
    const held = () => world.l1.client.readContract({ ...bonds, args: [OPERATOR] });
    await answer("stake", "3", "--l1", "--yes");
    const unknown = await refusal("operator", "bond", `${OPERATOR + 1n}`, "1", "--yes");
    assert.match(unknown.message, /Bonds_NotRegistered\(281474976710658\)/);
    assert.equal((await answer("operator", "bond", `${OPERATOR}`, "2.5", "--yes")).shares, "2500000000000000000");
    assert.equal(await held(), 25n * 10n ** 17n);
  });

  it("acts for an operator on L1 at once, by the owner's signature, or with its lane's next batch", async () => {
    const registry = { address: world.plan.l1("OperatorRegistry"), abi: operatorRegistryAbi } as const;
    const operator = () => world.l1.client.readContract({ ...registry, functionName: "operator", args: [OPERATOR] });
    const [id, express] = [`${OPERATOR}`, ["--express", "--yes"]];
    const dryRun = await answer("operator", "set-manager", id, STRANGER, "--express", "--dry-run");
    assert.deepEqual([dryRun.sent, dryRun.to, dryRun.express], [false, world.plan.l1("ExpressDesk"), true]);
    assert.equal((await operator()).manager, zeroAddress);

    assert.equal((await answer("operator", "set-manager", id, STRANGER, ...express)).express, true);
    assert.equal((await operator()).manager, STRANGER);
    await answer("operator", "set-recipient", id, user, ...express);
    assert.equal((await operator()).rewardRecipient, user);
    assert.equal(await onL1(STRANGER), 2n * 10n ** 18n);
    await answer("operator", "claim-bond", id, "--to", STRANGER, "--at-most", "0.1", ...express);
    assert.equal(await onL1(STRANGER), 21n * 10n ** 17n);
    const pubkey = `0x${"ab".repeat(48)}`;
    const unknown = await refusal("operator", "exit", id, pubkey, ...express);
    assert.equal(unknown.error, "TX_WOULD_REVERT");
    assert.match(unknown.message, /ValidatorLedger_NotActive/);
    const foreign = await refusal("operator", "set-manager", `${OPERATOR + 1n}`, STRANGER, ...express);
    assert.match(foreign.message, /ExpressDesk_NotSigned/);
    assert.match((await refusal("operator", "exit", id, "0xab", "--yes")).message, /is not a validator's public key/);

    const hopeless = await answer("operator", "exit", id, pubkey, "--yes");
    const byLane = await answer("operator", "set-delegate", id, STRANGER, "--yes");
    assert.equal((await answer("operator", "set-manager", id, "nobody", "--yes")).express, false);
    assert.match(byLane.actionId, /^0x[0-9a-f]{64}$/);
    await world.closeBatch(LANE);
    await world.land(LANE, 2n);
    await world.execute(LANE, 2n);
    const { delegate, manager } = await operator();
    assert.deepEqual([delegate, manager], [STRANGER, zeroAddress]);
    const failed = await answer("status", hopeless.actionId);
    assert.deepEqual([failed.stage, failed.batchNonce, failed.index], ["failed", "2", 0]);
    assert.match(failed.reason, /^ValidatorLedger_NotActive\(/);
  });

  it("T-76: commits to keys that the deposit tool made, and does not reveal them before L1 has that for good", async () => {
    const credentials = await world.l1.client.readContract({
      address: world.plan.l1("ValidatorLedger"),
      abi: validatorLedgerAbi,
      functionName: "CREDENTIALS",
    });
    const data = depositData({ count: 2, credentials, forkVersion: "0x00000900" });
    const [file, out] = [join(world.folder, "deposit_data.json"), join(world.folder, "set.json")];
    writeFileSync(file, JSON.stringify(data));
    const commit = ["operator", "keys", "commit", `${OPERATOR}`, "--deposit-data", file, "--out", out, "--yes"];
    assert.equal((await answer(...commit)).setId, 1);
    assert.equal((await refusal(...commit)).error, "KEYS_FILE_UNWRITABLE");
    const reveal = ["operator", "keys", "reveal", out, "--yes"];
    assert.deepEqual(await refusal(...reveal), {
      error: "KEYS_NOT_FINAL",
      message: "L1 does not have the commitment, or the set is revealed already",
      exit: 75,
    });

    await world.closeBatch(LANE);
    await world.land(LANE, 3n);
    await world.execute(LANE, 3n);
    assert.match((await refusal(...reveal)).message, /not in a final block/);
    await world.mine();
    await world.mine();
    assert.equal((await answer(...reveal)).setId, 1);
    const [published] = await world.l2Of(LANE).client.getContractEvents({
      address: world.plan.l2("NodeDesk", LANE),
      abi: nodeDeskAbi,
      eventName: "KeysRevealed",
      fromBlock: 0n,
      strict: true,
    });
    assert.equal(published?.args.keys, concat(data.flatMap(({ pubkey, signature }) => [pubkey, signature])));
  });

  it("follows an unstake through both chains to its ether", async () => {
    const stranger = world.walletsOf(7);
    const tell = async (told: Parameters<LaneWorld["report"]>[0] = {}) => {
      const args = [LANE, await world.report(told)] as const;
      const call = {
        address: world.plan.l1("LaneHub"),
        abi: laneHubAbi,
        functionName: "pushStateUpdate",
        args,
      } as const;
      await world.succeeded(world.l1, stranger.l1.writeContract(call));
    };
    const staked = await answer("stake", "20", "--yes");
    await world.closeBatch(LANE);
    const [under] = (await answer("status", staked.hash)).found;
    assert.deepEqual([under.stage, under.batchNonce, under.batch.stage], ["closed", "4", "under-way"]);
    await world.land(LANE, 4n);
    await tell();
    await world.derive(LANE);
    const [home] = (await answer("status", staked.hash)).found;
    assert.deepEqual([home.stage, home.batch.stage], ["acknowledged", "landed"]);

    const { requestId } = await answer("unstake", "10", "--yes");
    await world.pass(Number(params.devnet.forwardDelaySeconds));
    const forward = stranger.l2(LANE).writeContract({ ...pool(), functionName: "forward" });
    await world.succeeded(world.l2Of(LANE), forward);
    const where = () => answer("status", requestId);
    const inOpen = await where();
    assert.deepEqual([inOpen.stage, inOpen.batchNonce], ["in-open-batch", "5"]);
    await world.closeBatch(LANE);
    assert.deepEqual((await where()).batch, { batchNonce: "5", stage: "under-way", batchesBefore: "0" });
    await world.land(LANE, 5n);
    const { queue, ...landed } = (await where()).batch;
    const place = { batchNonce: "5", stage: "landed", actionCount: 0, actionsTried: 0 };
    assert.deepEqual(landed, { ...place, settlement: "queued" });
    // The pool on L2 holds most of its ether: L1 needs some of somebody else's.
    assert.deepEqual([queue.requestsAhead, queue.etherAhead], ["0", "0"]);
    assert.match(queue.etherMissing, /^49\d{17}$/);
    const { stdout } = await cseth("status", requestId);
    assert.match(stdout, /L1's queue, behind 0 requests with 0 ether, .*; 4\.9\d+ ether are missing for them yet$/m);
    await answer("stake", "5", "--l1", "--yes");
    // The lens knows the first report that may pay it.
    while ((await world.report()).frame + 1n < BigInt(queue.finalizableFrame));
    await world.report({ finalizeUpTo: 2n });
    assert.deepEqual((await where()).batch, { ...place, settlement: "ready" });
    await tell();
    assert.deepEqual((await where()).batch, { ...place, settlement: "sent" });
    await world.derive(LANE);
    const payable = await where();
    assert.equal(payable.stage, "payable");
    const paid = await answer("unstake", "--claim", requestId, "--yes");
    assert.equal(paid.etherPaid, payable.etherPayable);
    assert.equal((await where()).stage, "claimed");
  });

  it("says since when it is shut, where no report has come for two days", async () => {
    await world.pass(2 * 86_400 + 1);
    const shut = await cseth("status");
    assert.match(
      shut.stdout,
      /^lane 1 {5}stake {7}shut: the rate is too old, until the next report, since 20\d\d-.*Z$/m,
    );
    assert.match(shut.stdout, /^L1 {9}stake {7}shut: the rate is too old/);
    assert.match(shut.stdout, /^ {11}close {7}shut: the open batch is empty$/m);
  });
});
