import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { hdAccount } from "@cseth/devnet/accounts";
import { iL2HubAbi } from "@cseth/shared/abi/IL2Hub";
import { iL2StakingPoolAbi } from "@cseth/shared/abi/IL2StakingPool";
import { iLaneHubAbi } from "@cseth/shared/abi/ILaneHub";
import { iLiquidStakingCoreAbi } from "@cseth/shared/abi/ILiquidStakingCore";
import { iReportOracleAbi } from "@cseth/shared/abi/IReportOracle";
import { iValidatorLedgerAbi } from "@cseth/shared/abi/IValidatorLedger";
import {
  type Abi,
  type Address,
  createTestClient,
  type Hex,
  http,
  parseAbi,
  parseEther,
  publicActions,
  walletActions,
} from "viem";
import { createPlan, L1_NAMES } from "../../deploy/plan.ts";
import { runVerify } from "../../deploy/verify-command.ts";
import { startFaultyRpc } from "../support/rpc-faults.ts";
import { type DeployWorld, deployedWorld, deployer } from "./world.ts";

const IMPLEMENTATION_SLOT = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";
const STRANGER: Address = "0x00000000000000000000000000000000000000A1";

describe("verify-deployment (GOV-1)", function () {
  this.timeout(120_000);
  let world: DeployWorld;
  before(async () => {
    world = await deployedWorld();
  });

  async function command(...args: string[]) {
    let [stdout, stderr] = ["", ""];
    const code = await runVerify([...args, "--deployments", world.deploymentsFolder], {
      stdout: (text) => {
        stdout += text;
      },
      stderr: (text) => {
        stderr += text;
      },
    });
    return { code, stdout, stderr };
  }
  const lanes = () => Object.entries(world.urlsOf(world.devnet)).map(([id, url]) => `${id}=${url}`);
  const [here, there] = [
    ["--instance", "lanes"],
    ["--l1", "http://127.0.0.1:1"],
  ];

  it("ends with 0 when all agree, and says so as a table or as JSON", async () => {
    const [one = "", two = ""] = lanes();
    const all = [...here, "--l1", world.devnet.l1.rpcUrl, "--lane", one, "--lane", two];
    const shown = await command(...all);
    assert.deepEqual([shown.code, shown.stderr], [0, ""], shown.stdout);
    assert.match(shown.stdout, /\n\d{3} agree, 0 differ\n$/);
    assert.equal(JSON.parse((await command(...all, "--json")).stdout).ok, true);
  });

  it("ends with 1 when a lane was left out, and says which", async () => {
    const [one = ""] = lanes();
    const { code, stderr } = await command(...here, "--l1", world.devnet.l1.rpcUrl, "--lane", one);
    assert.deepEqual([code, stderr], [1, "lane 2 was not verified: give --lane 2=<url>\n"]);
  });

  it("ends with 2 and one line that says what to give when the input is bad", async () => {
    writeFileSync(join(world.deploymentsFolder, "torn.json"), "{}");
    const cases: [string[], RegExp][] = [
      [here, /Which L1\? Give --l1 <http url>; see --help\.$/],
      [[...here, "--l1", "localhost"], /Give --l1 <http url>, not "localhost"/],
      [[...here, ...there, "--lane", "one"], /--lane wants <id>=<url>, not "one"\.$/],
      [[...here, ...there, "--lane", "9=http://127.0.0.1:1"], /lanes has no lane 9; its lanes: 1, 2\.$/],
      [
        ["--instance", "none", ...there],
        /no readable deployment at .*none\.json: give --instance and --deployments\.$/,
      ],
      [["--instance", "torn", ...there], /torn\.json is not what a deployment wrote\.$/],
      [["--l2", "x"], /Unknown option '--l2'; see --help\.$/],
      [[...here, ...there], /Chain 900 does not answer at 127\.0\.0\.1:1: /],
    ];
    for (const [args, says] of cases) {
      const { code, stdout, stderr } = await command(...args);
      assert.deepEqual([code, stdout], [2, ""], args.join(" "));
      assert.match(stderr.trimEnd(), says);
      assert.equal(stderr.trimEnd().split("\n").length, 1, stderr);
    }
  });

  it("agrees with a deployment that was interrupted and went on", async () => {
    const { devnet, settings } = world;
    const options = { instance: "halved", others: { lanes: settings.lanes.slice(0, 1) } };
    const plan = createPlan({ deployer: deployer.address, instance: "halved" });
    const l1 = createTestClient({ mode: "anvil", transport: http(devnet.l1.rpcUrl) }).extend(publicActions);
    const standing = async () => {
      const codes = await Promise.all(L1_NAMES.map((name) => l1.getCode({ address: plan.l1(name) })));
      return L1_NAMES.filter((_, index) => codes[index] !== undefined);
    };
    const breaking = await startFaultyRpc(devnet.l1.rpcUrl, { sendsLeft: 6 });
    await assert.rejects(world.deploy({ ...options, l1RpcUrl: breaking.url }));
    await breaking.stop();
    const before = await standing();
    assert.ok(before.length > 0 && before.length < L1_NAMES.length, before.join());

    await world.deploy(options);
    assert.deepEqual(await standing(), [...L1_NAMES]);
    const [one = ""] = lanes();
    const { code, stdout } = await command("--instance", "halved", "--l1", devnet.l1.rpcUrl, "--lane", one);
    assert.equal(code, 0, stdout);
  });

  it("finds each parameter, connection, owner and code that was changed after the deployment", async () => {
    const { devnet, plan } = world;
    const chainOf = (rpcUrl: string) =>
      createTestClient({ mode: "anvil", transport: http(rpcUrl), pollingInterval: 50 })
        .extend(publicActions)
        .extend(walletActions);
    const chains = { l1: chainOf(devnet.l1.rpcUrl), l2: chainOf(devnet.op.rpcUrl) };
    const timelocks = { l1: plan.l1("Timelock"), l2: plan.l2("Timelock", 1) };
    for (const on of ["l1", "l2"] as const) {
      await chains[on].setBalance({ address: timelocks[on], value: parseEther("10") });
      await chains[on].impersonateAccount({ address: timelocks[on] });
    }
    const change = async (
      on: "l1" | "l2",
      address: Address,
      abi: Abi,
      functionName: string,
      args: readonly unknown[],
    ) => {
      const account = timelocks[on];
      const hash = await chains[on].writeContract({ account, chain: null, address, abi, functionName, args });
      const { status } = await chains[on].waitForTransactionReceipt({ hash });
      assert.equal(status, "success", functionName);
    };
    const [core, oracle, hub] = [plan.l1("LiquidStakingCore"), plan.l1("ReportOracle"), plan.l1("LaneHub")];
    const ledger = plan.l1("ValidatorLedger");
    const [pool, l2Hub] = [plan.l2("L2StakingPool", 1), plan.l2("L2Hub", 1)];
    const members = [4, 5, 6].map((index) => hdAccount(index).address);
    const ownable = parseAbi(["function transferOwnership(address)"]);
    await change("l1", oracle, iReportOracleAbi, "scheduleMembership", [members, 3n]);
    await change("l1", oracle, iReportOracleAbi, "setFallAllowance", [100n]);
    await change("l1", core, iLiquidStakingCoreAbi, "setDepositsPaused", [true]);
    await change("l1", core, iLiquidStakingCoreAbi, "setReserveFloor", [0n]);
    await change("l1", hub, iLaneHubAbi, "setStateUpdateGas", [500_000n, 50_000n]);
    await change("l1", hub, iLaneHubAbi, "setExecutor", [1, core, false]);
    await change("l1", hub, iLaneHubAbi, "setExpressDesk", [core]);
    await change("l1", hub, ownable, "transferOwnership", [STRANGER]);
    await change("l1", ledger, iValidatorLedgerAbi, "setBeaconProofs", [core]);
    await change("l2", pool, iL2StakingPoolAbi, "setStakeLimit", [1_000_000_000n, 1_000n]);
    const rules = { minAgeSeconds: 10, maxAgeSeconds: 20, sizeWei: parseEther("32"), messageGas: 500_000n };
    await change("l2", l2Hub, iL2HubAbi, "setBatchRules", [rules]);
    // One byte of what the registry's proxy runs, in the compiler's metadata behind its code.
    const slot = await chains.l1.getStorageAt({ address: plan.l1("OperatorRegistry"), slot: IMPLEMENTATION_SLOT });
    const implementation: Address = `0x${slot?.slice(-40)}`;
    const code = (await chains.l1.getCode({ address: implementation })) ?? "0x";
    await chains.l1.setCode({ address: implementation, bytecode: `${code.slice(0, -12)}00${code.slice(-10)}` as Hex });

    const found = (await world.verify()).filter(({ ok }) => !ok);
    const lower = (addresses: readonly string[]) => addresses.map((address) => address.toLowerCase());
    const membersText = lower(members).sort().join(" ");
    assert.deepEqual(
      found
        .filter(({ what }) => what !== "code of the implementation")
        .map(({ contract, what, actual }) => `${contract} ${what}: ${actual}`)
        .sort(),
      [
        `L2Hub batchRules().messageGas: 500000`,
        `L2StakingPool stakeLimit().1: ${parseEther("1")}`,
        `LaneHub executor(1): ${core.toLowerCase()} false`,
        `LaneHub expressDesk(): ${core.toLowerCase()}`,
        `LaneHub pendingOwner(): ${STRANGER.toLowerCase()}`,
        `LaneHub stateUpdateGas(): 500000 50000`,
        `LiquidStakingCore depositLimits().0: true`,
        `LiquidStakingCore reserveFloor(): 0`,
        `ReportOracle fallAllowance().1: 10000000`,
        `ReportOracle membership(18446744073709551615): ${membersText} 3`,
        `ValidatorLedger connections().beaconProofs: ${core.toLowerCase()}`,
      ],
    );
    assert.deepEqual(
      found.filter(({ what }) => what === "code of the implementation").map(({ contract }) => contract),
      ["OperatorRegistry"],
    );
    const { code: exit, stdout } = await command(...here, "--l1", devnet.l1.rpcUrl, "--lane", lanes()[0] ?? "");
    assert.equal(exit, 1);
    assert.match(stdout, /\n✗ 900 LiquidStakingCore depositLimits\(\)\.0: true, expected false\n/);
  });
});
