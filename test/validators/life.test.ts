import assert from "node:assert/strict";
import { depositData } from "@cseth/devnet/beacon/deposit-data";
import { createBeaconClient } from "@cseth/relayer/beacon/client";
import { createBeaconHttp } from "@cseth/relayer/beacon/http";
import { createValidatorProver, type ValidatorProver } from "@cseth/relayer/beacon/validator-proofs";
import { createSecret } from "@cseth/relayer/config/secret";
import { createLogger } from "@cseth/relayer/telemetry/logger";
import { bondsAbi } from "@cseth/shared/abi/Bonds";
import { keyRegistryAbi } from "@cseth/shared/abi/KeyRegistry";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { nodeDeskAbi } from "@cseth/shared/abi/NodeDesk";
import { validatorLedgerAbi } from "@cseth/shared/abi/ValidatorLedger";
import { withdrawalVaultAbi } from "@cseth/shared/abi/WithdrawalVault";
import { encodeKeys, keyCommitment, keySetRoot, proveKey, type ValidatorKey } from "@cseth/shared/merkle/key-set";
import { operatorId, validatorId } from "@cseth/shared/messages/ids";
import { type Hex, parseEther } from "viem";
import { CSETH, type Running, startRelayer } from "../e2e/support/service.ts";
import { LANE_ID, type World } from "../e2e/support/world.ts";
import { runChild } from "../support/child.ts";
import { createTestDatabase } from "../support/postgres.ts";
import { createActor } from "./support/actor.ts";
import { createReporter } from "./support/reports.ts";
import { sharedWorld } from "./support/world.ts";

const OPERATOR = operatorId({ laneId: LANE_ID, sequence: 1n });
const SET = 1;
const STATUS = ["none", "predeposited", "proven", "active", "exiting", "exited", "slashed", "dead"] as const;
/** Gwei in this many ether. */
const gwei = (ether: number) => BigInt(ether) * 10n ** 9n;
const SALT: Hex = `0x${"5a".repeat(32)}`;
/** A relayer is a process: so long it gets for each slot while we wait for it. */
const FOLLOWED = { pauseMs: 120, slots: 300 };

/** Two validators of one operator, from their keys on L2 to their ether in the vault; nothing on the way is played. */
describe("the life of validators", function () {
  this.timeout(300_000);
  let world: World;
  let actor: ReturnType<typeof createActor>;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let relayer: Running | undefined;
  let prover: ValidatorProver;
  let contracts: ReturnType<typeof contractsOf>;
  let reporter: Awaited<ReturnType<typeof createReporter>>;
  /** P when nothing of it had gone to validators. */
  let pooled: bigint;
  let keys: readonly [ValidatorKey, ValidatorKey];
  before(async () => {
    [world, database] = await Promise.all([sharedWorld(), createTestDatabase()]);
    actor = createActor(world);
    contracts = contractsOf(world);
    reporter = await createReporter(world, actor);
    const urls = [createSecret(world.devnet.beacon.url)];
    const http = createBeaconHttp({ urls, timeoutMs: 5_000, logger: createLogger({ level: "silent" }) });
    prover = createValidatorProver({
      http,
      client: createBeaconClient({ http, slotsPerEpoch: 32n }),
      slotSeconds: 12n,
    });
    const credentials = await world.l1.readContract({ ...contracts.ledger, functionName: "CREDENTIALS" });
    const genesis = await get<{ genesis_fork_version: Hex }>("/eth/v1/beacon/genesis");
    const [first, second] = depositData({ count: 2, credentials, forkVersion: genesis.genesis_fork_version });
    keys = [first as ValidatorKey, second as ValidatorKey];
  });
  after(async function () {
    if (this.currentTest?.state === "failed") process.stderr.write(relayer?.output().slice(-5_000) ?? "");
    await database?.close();
  });

  it("VAL-1, T-76: keys are committed to and revealed on L2, and known on L1 by their roots", async () => {
    const { desk, keyRegistry } = contracts;
    const { operator, l1 } = world;
    const root = keySetRoot(keys);
    const commitment = keyCommitment({ operatorId: OPERATOR, salt: SALT, root });
    await actor.onL2(operator.l2, { ...desk, functionName: "register", args: [operator.address, 0, 300] });
    await actor.onL2(operator.l2, { ...desk, functionName: "commitKeys", args: [OPERATOR, commitment] });
    const keySet = () => l1.readContract({ ...keyRegistry, functionName: "keySet", args: [OPERATOR, SET] });
    await whileCarried(async () => {
      await actor.mineUntil("the commitment is on L1", async () => (await keySet()).order === 1n, FOLLOWED);
      const reveal = [OPERATOR, SET, SALT, encodeKeys(keys)];
      await actor.onL2(operator.l2, { ...desk, functionName: "revealKeys", args: reveal });
      await actor.mineUntil("the reveal is on L1", async () => (await keySet()).revealedAt > 0, FOLLOWED);
    });
    const { root: known, count } = await keySet();
    assert.deepEqual([known, count], [root, 2]);
  });

  it("T-31, VAL-2: 1 ether goes ahead under a bond; nothing more before a proof of whose credentials the chain recorded", async () => {
    const { ledger, core, bonds } = contracts;
    const { depositor, l1, devnet } = world;
    await actor.onL1(depositor.l1, {
      ...core,
      functionName: "deposit",
      args: [depositor.address, 0n],
      value: parseEther("200"),
    });
    const bond = parseEther("5");
    await actor.onL1(depositor.l1, { ...core, functionName: "approve", args: [bonds.address, bond] });
    await actor.onL1(depositor.l1, { ...bonds, functionName: "deposit", args: [OPERATOR, bond] });
    await actor.govern({ ...ledger, functionName: "setOperatorCap", args: [OPERATOR, 4] });
    await devnet.mineSlots(Number(120n / 12n));
    const before = await l1.readContract({ ...core, functionName: "ledger" });
    for (const [index, { pubkey, signature }] of keys.entries()) {
      const args = [OPERATOR, SET, BigInt(index), pubkey, signature, proveKey(keys, index)];
      await actor.onL1(depositor.l1, { ...ledger, functionName: "predeposit", args });
    }
    const after = await l1.readContract({ ...core, functionName: "ledger" });
    assert.deepEqual(await statuses(), ["predeposited", "predeposited"]);
    assert.equal(before.buffered - after.buffered, parseEther("2"));
    assert.equal(after.inActivation, parseEther("2"));
    assert.equal(after.totalPooled, before.totalPooled);
    pooled = before.totalPooled;
    const early = { ...ledger, functionName: "topUp", args: [keys[0].pubkey, parseEther("32")] } as const;
    await assert.rejects(l1.simulateContract({ ...early, account: depositor.address }), /ValidatorStatus_NotAllowed/);
  });

  it("T-31: the finalized beacon state proves both, and the lock on the bond ends", async () => {
    await finalizedShows("both are recorded", (validators) => validators.length === 2);
    const { bonds } = contracts;
    const claimable = () => world.l1.readContract({ ...bonds, functionName: "claimableShares", args: [OPERATOR] });
    const locked = await claimable();
    const pubkeys = keys.map(({ pubkey }) => pubkey);
    const command = ["oracle", "prove", "--send", "--json", "--config", reporter.config, "--pubkey", ...pubkeys];
    const ends: Awaited<ReturnType<typeof runChild>>[] = [];
    const proving = runChild(CSETH, command).then((end) => ends.push(end));
    await actor.mineUntil("the proof is on L1", async () => ends.length > 0, FOLLOWED);
    await proving;
    assert.equal(ends[0]?.code, 0, ends[0]?.stderr);
    assert.deepEqual(await statuses(), ["proven", "proven"]);
    // Twice 1.1 ether were locked; now there are two units of class PROFESSIONAL: 2.4 and 0.3 ether.
    assert.equal((await claimable()) - locked, parseEther("2.2") - parseEther("2.7"));
  });

  it("T-84: predeposits that are proven are C, no longer A; P is what it was", async () => {
    const report = await reporter.catchUp();
    assert.equal(report.validatorCount, 2n);
    assert.equal(report.depositsProcessedTotalGwei, gwei(2));
    assert.equal(report.consensusBalanceGwei, gwei(2));
    // Base fee and the operator's commission.
    assert.equal(report.operatorFeeBps, 500n);
    await reporter.submit(report);
    const { consensusBalance, inActivation, totalPooled } = await book();
    assert.deepEqual([consensusBalance, inActivation, totalPooled], [parseEther("2"), 0n, pooled]);
  });

  it("VAL-2, VAL-3: topped up by the genuine deposit contract, the beacon chain activates them, and they earn", async () => {
    const { ledger } = contracts;
    for (const [key, ether] of [
      [keys[0], "40"],
      [keys[1], "32"],
    ] as const) {
      const args = [key.pubkey, parseEther(ether)];
      await actor.onL1(world.depositor.l1, { ...ledger, functionName: "topUp", args });
    }
    assert.deepEqual(await statuses(), ["active", "active"]);
    await headShows("both are active", (validators) => validators.every(({ status }) => status === "active_ongoing"));
    await headShows("both have earned", ([first, second]) =>
      Boolean(first && second && BigInt(first.balance) > gwei(40) && BigInt(second.balance) > gwei(32)),
    );
  });

  it("T-84: what they earned is a gain, what was sent to them none", async () => {
    const report = await reporter.catchUp();
    assert.equal(report.depositsProcessedTotalGwei, gwei(72));
    assert.ok(report.consensusBalanceGwei > gwei(72) && report.consensusBalanceGwei < gwei(73));
    await reporter.submit(report);
    const { totalPooled, inActivation } = await book();
    assert.equal(inActivation, 0n);
    assert.equal(totalPooled - pooled, (report.consensusBalanceGwei - gwei(72)) * 10n ** 9n);
  });

  it("T-33, T-84: a partial withdrawal and an exit that its operator ordered bring their ether to the vault", async () => {
    const { ledger, vault, desk } = contracts;
    const { l1, operator, depositor, devnet } = world;
    const amount = gwei(5);
    const [fee] = await l1.readContract({ ...vault, functionName: "fees" });
    const partly = { ...ledger, functionName: "withdrawPartially", args: [keys[0].pubkey, amount], value: fee };
    await actor.govern(partly);

    const order = { ...desk, functionName: "requestExit", args: [OPERATOR, keys[1].pubkey] };
    await actor.onL2(operator.l2, order);
    const record = () => l1.readContract({ ...ledger, functionName: "validator", args: [idOf(keys[1])] });
    await whileCarried(async () => {
      await actor.mineUntil("the order is on L1", async () => (await record()).exitOrderedAt > 0, FOLLOWED);
    });
    const submit = { ...ledger, functionName: "submitExits", args: [keys[1].pubkey], value: parseEther("0.01") };
    await actor.onL1(depositor.l1, submit);

    const held = () => l1.getBalance({ address: vault.address });
    await actor.mineUntil("5 ether are there", async () => (await held()) >= parseEther("5"), { slots: 600, step: 4 });
    await actor.mineUntil("37 ether are there", async () => (await held()) >= parseEther("37"), {
      slots: 600,
      step: 4,
    });
    const [partial, whole] = await validatorsAt("head");
    assert.equal(partial?.status, "active_ongoing");
    assert.equal(whole?.status, "withdrawal_done");
    assert.ok(BigInt(partial?.balance ?? 0) >= gwei(35));
    assert.equal(whole?.balance, "0");
    await devnet.mineSlots(1);
  });

  it("T-86, VAL-3: the ledger follows by proof: exiting, then exited; the other one stays active", async () => {
    const exitEpoch = Number((await validatorsAt("head"))[1]?.validator.exit_epoch);
    // A state in which the exit stands and the ether has not left yet.
    const exiting = BigInt(exitEpoch * 32);
    // The chain lowers an effective balance at the end of an epoch.
    const isGone = (one?: Shown) => one?.status === "withdrawal_done" && one.validator.effective_balance === "0";
    await finalizedShows("the ether has left", ([, second]) => isGone(second));
    await prove.at(exiting, keys[0], keys[1]);
    assert.deepEqual(await statuses(), ["active", "exiting"]);
    await prove(keys[1]);
    assert.deepEqual(await statuses(), ["active", "exited"]);
    const requirement = { ...contracts.ledger, functionName: "bondRequirement", args: [OPERATOR] } as const;
    // 40 ether are two units.
    assert.deepEqual(await world.l1.readContract(requirement), [parseEther("2.7"), false]);
  });

  it("T-84, T-2: withdrawn ether is booked and moved into the core; P rises by what was earned alone", async () => {
    const gift = parseEther("0.5");
    await world.depositor.l1.sendTransaction({ to: contracts.vault.address, value: gift });
    const report = await reporter.catchUp();
    assert.deepEqual([report.validatorCount, report.exitedCount, report.slashedCount], [2n, 1n, 0n]);
    const received = await world.l1.getBalance({ address: contracts.vault.address });
    assert.equal(report.withdrawnTotalGwei, received / 10n ** 9n);
    await reporter.submit(report);
    const booked = await book();
    const earned = report.consensusBalanceGwei + report.withdrawnTotalGwei - gwei(72);
    assert.equal(booked.totalPooled - pooled, earned * 10n ** 9n);
    assert.ok(earned > gwei(1) / 2n && earned < gwei(2));

    await actor.onL1(world.depositor.l1, { ...contracts.vault, functionName: "sendBooked", args: [] });
    const moved = await book();
    assert.equal(moved.buffered - booked.buffered, booked.vaultBooked);
    assert.deepEqual([moved.vaultBooked, moved.totalPooled], [0n, booked.totalPooled]);
    // Nothing is counted again.
    const next = await reporter.catchUp();
    assert.equal(next.withdrawnTotalGwei, report.withdrawnTotalGwei);
  });

  it("T-30, T-84: a slashing is provisioned in full by the next report", async () => {
    const [first] = await validatorsAt("head");
    await world.devnet.beacon.slash(Number(first?.index));
    await finalizedShows("it is slashed", ([one]) => one?.status === "active_slashed");
    await prove(keys[0]);
    assert.deepEqual(await statuses(), ["slashed", "exited"]);
    const report = await reporter.catchUp();
    assert.equal(report.slashedCount, 1n);
    // 35 of 2,083 ether: three times its part, 1.76 ether; and 8,192 epochs of 970,000 gwei, 7.9 ether.
    assert.ok(report.provisionsGwei > gwei(9) && report.provisionsGwei < gwei(10), `${report.provisionsGwei}`);
  });

  type Shown = {
    index: string;
    status: string;
    balance: string;
    validator: { exit_epoch: string; effective_balance: string };
  };

  /** A relayer runs for as long as something is to cross: it would look at every slot of all the others, too. */
  async function whileCarried(crossing: () => Promise<void>): Promise<void> {
    const config = await world.relayerConfig("life", { url: database.url });
    relayer = startRelayer(config, { reaper: world.reaper });
    await crossing();
    await relayer.stop();
  }

  const idOf = ({ pubkey }: ValidatorKey) => validatorId(pubkey);

  async function proveAt(at: bigint | undefined, shown: readonly ValidatorKey[]): Promise<void> {
    const { proof } = await prover.prove({ validatorIds: shown.map(idOf), ...(at === undefined ? {} : { at }) });
    await actor.onL1(world.depositor.l1, { ...contracts.ledger, functionName: "prove", args: [proof] });
  }
  const prove = Object.assign((...shown: ValidatorKey[]) => proveAt(undefined, shown), {
    at: (at: bigint, ...shown: ValidatorKey[]) => proveAt(at, shown),
  });

  const book = () => world.l1.readContract({ ...contracts.core, functionName: "ledger" });

  async function statuses(): Promise<readonly string[]> {
    const read = ({ pubkey }: ValidatorKey) =>
      world.l1.readContract({ ...contracts.ledger, functionName: "validator", args: [validatorId(pubkey)] });
    return (await Promise.all(keys.map(read))).map(({ status }) => STATUS[status] ?? "?");
  }

  async function get<Data>(path: string): Promise<Data> {
    const response = await fetch(`${world.devnet.beacon.url}${path}`);
    assert.equal(response.status, 200, path);
    return ((await response.json()) as { data: Data }).data;
  }

  const validatorsAt = (state: string) =>
    get<Shown[]>(`/eth/v1/beacon/states/${state}/validators?id=${keys.map(({ pubkey }) => pubkey).join(",")}`);

  function headShows(what: string, test: (validators: readonly Shown[]) => boolean): Promise<void> {
    return actor.mineUntil(what, async () => test(await validatorsAt("head")), { slots: 800, step: 8 });
  }

  function finalizedShows(what: string, test: (validators: readonly Shown[]) => boolean): Promise<void> {
    return actor.mineUntil(what, async () => test(await validatorsAt("finalized")), { slots: 400, step: 8 });
  }
});

function contractsOf({ plan }: World) {
  return {
    desk: { address: plan.l2("NodeDesk", LANE_ID), abi: nodeDeskAbi },
    core: { address: plan.l1("LiquidStakingCore"), abi: liquidStakingCoreAbi },
    keyRegistry: { address: plan.l1("KeyRegistry"), abi: keyRegistryAbi },
    bonds: { address: plan.l1("Bonds"), abi: bondsAbi },
    ledger: { address: plan.l1("ValidatorLedger"), abi: validatorLedgerAbi },
    vault: { address: plan.l1("WithdrawalVault"), abi: withdrawalVaultAbi },
  } as const;
}
