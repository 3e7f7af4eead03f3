import assert from "node:assert/strict";
import { loadConfig } from "@cseth/relayer/config/load";
import { contractsOf } from "@cseth/relayer/oracle/contracts";
import { reportWithoutValidators } from "@cseth/relayer/oracle/report";
import { iLiquidStakingCoreAbi } from "@cseth/shared/abi/ILiquidStakingCore";
import { iReportBoardAbi } from "@cseth/shared/abi/IReportBoard";
import { iReportOracleAbi } from "@cseth/shared/abi/IReportOracle";
import { reportTypedData } from "@cseth/shared/messages/report";
import { createWalletClient, hashTypedData, http, parseEventLogs } from "viem";
import { hdAccount } from "../../../devnet/src/accounts.ts";
import { MEMBERS, STRANGER, startWorld, type World } from "./world.ts";

/** Five members on the devnet: the whole protocol deployed, members as processes of their own, time moved by hand. */
describe("cseth oracle run", function () {
  this.timeout(120_000);
  let world: World;
  let members: Map<number, ReturnType<World["startMember"]>>;
  /** The frame that finalizes the request of the second test. */
  let last: bigint;
  const [A, B, C, D, E] = MEMBERS as [number, number, number, number, number];
  before(async () => {
    world = await startWorld();
    members = new Map();
  });
  after(() => world?.stop());

  const start = (account: number, options?: { failpoint?: string }) =>
    members.set(account, world.startMember(account, options));
  const memberOf = (account: number) => members.get(account) as ReturnType<World["startMember"]>;
  /** Time stands still until they are ready: how long a process takes to start must not change what it sees. */
  const allUp = (...accounts: number[]) => Promise.all(accounts.map((account) => memberOf(account).up));
  const reportedUpTo = (frame: bigint) => world.mineUntil(async () => (await world.lastFrame()) >= frame);

  /** Frame, quorum and effect of every report so far. */
  async function reports() {
    const logs = await world.l1.getLogs({ address: [world.core, world.reportOracle], fromBlock: 0n });
    const submitted = parseEventLogs({ abi: iReportOracleAbi, logs, eventName: "ReportSubmitted" });
    const applied = parseEventLogs({ abi: iLiquidStakingCoreAbi, logs, eventName: "ReportApplied" });
    return {
      submitted: submitted.map(({ args }) => ({ frame: args.frame, signatures: args.signatures })),
      applied: applied.map(({ args }) => args.frame),
    };
  }

  it("T-25: reports frame after frame, the first from before the deployment, through a kill -9 of a member", async () => {
    start(A);
    start(B, { failpoint: "oracle-posted" });
    start(C);
    await allUp(A, B, C);
    await reportedUpTo(1n);
    assert.deepEqual((await memberOf(B).ended).signal, "SIGKILL");
    // Two of five are left: no quorum for frame 2 until the killed one is back.
    await world.mineToFinalityOf(2n);
    assert.equal(await world.lastFrame(), 1n);
    start(B);
    await allUp(B);
    await reportedUpTo(2n);
    assert.deepEqual(await reports(), {
      submitted: [
        { frame: 1n, signatures: 3n },
        { frame: 2n, signatures: 3n },
      ],
      applied: [1n, 2n],
    });
  });

  it("T-25, T-23: an outage of all members is caught up frame by frame, whatever two members and a stranger posted", async () => {
    for (const account of [A, B, C]) memberOf(account).kill("SIGKILL");
    const request = await world.stakeAndRequest(3, "5");
    const core = { address: world.core, abi: iLiquidStakingCoreAbi } as const;
    const { requestedFrame } = await world.l1.readContract({
      ...core,
      functionName: "withdrawalRequest",
      args: [request],
    });
    // A report finalizes requests of earlier frames; how long the deployment has taken decides which frame this is.
    last = requestedFrame + 1n;
    assert.ok(last >= 4n);
    await world.mineToFinalityOf(last);
    assert.equal(await world.lastFrame(), 2n);
    for (const account of [B, C, STRANGER]) await postLie(world, account, last);

    for (const account of [A, D, E]) start(account);
    await allUp(A, D, E);
    await reportedUpTo(last);
    const frames = Array.from({ length: Number(last) }, (_, index) => BigInt(index + 1));
    assert.deepEqual((await reports()).applied, frames);
    assert.equal(await world.l1.readContract({ ...core, functionName: "lastFinalizedId" }), request);

    const told = memberOf(A)
      .log()
      .split("\n")
      .filter((line) => line.includes("ORACLE_CONFLICT"))
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      told.map(({ frame, differences }) => ({ frame, differences })),
      [{ frame: `${last}`, differences: [{ field: "finalizeUpTo", ours: "1", theirs: "9" }] }],
    );
    const liars = [B, C].map((account) => hdAccount(account).address);
    assert.deepEqual(told[0].signers.toSorted(), liars.toSorted());
  });

  it("answers for single frames, and refuses bad input with one typed line", async () => {
    const [verified, report, future, stranger, noBeacon] = await Promise.all([
      world.cseth(A, ["verify", "--json"]),
      world.cseth(A, ["report", "--frame", `${last}`, "--json"]),
      world.cseth(A, ["sign", "--frame", "900"]),
      world.cseth(STRANGER, ["run"]),
      world.cseth(A, ["run"], { beaconUrls: ["http://127.0.0.1:1"] }),
    ]);
    assert.equal(verified.code, 0, verified.stdout + verified.stderr);
    assert.deepEqual(JSON.parse(verified.stdout).differences, []);
    assert.equal(report.code, 0, report.stdout + report.stderr);
    assert.equal(JSON.parse(report.stdout).report.finalizeUpTo, "1");
    const lines = [future, stranger, noBeacon].map(({ code, stderr }) => [
      code,
      stderr.trim().split("\n").at(-1)?.split(":")[0],
    ]);
    assert.deepEqual(lines, [
      [75, "ORACLE_FRAME_NOT_FINAL"],
      [78, "ORACLE_NOT_MEMBER"],
      [69, "BEACON_UNAVAILABLE"],
    ]);
  });
});

/** Posts this account's signature over a report of a frame that finalizes requests which do not exist. */
async function postLie(world: World, account: number, number: bigint): Promise<void> {
  const config = loadConfig({ file: world.configOf(account), environment: {} });
  const { board, reportOracle } = contractsOf(config);
  const refTime = BigInt(world.devnet.beacon.genesisTime) + number * 768n;
  const lie = reportTypedData(
    reportWithoutValidators({ frame: { number, refTime, refSlot: 64n * number }, finalizeUpTo: 9n }),
    {
      chainId: world.devnet.l1.chainId,
      reportOracle,
    },
  );
  const { chain, rpcUrl } = world.devnet.op;
  const wallet = createWalletClient({ account: hdAccount(account), chain, transport: http(rpcUrl) });
  const args = [number, hashTypedData(lie), await wallet.signTypedData(lie)] as const;
  await wallet.writeContract({ address: board, abi: iReportBoardAbi, functionName: "post", args });
}
