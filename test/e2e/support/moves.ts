import assert from "node:assert/strict";
import { devAccount } from "@cseth/devnet/accounts";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { moveLedgerAbi } from "@cseth/shared/abi/MoveLedger";
import { formatEther, parseEther } from "viem";
import { runChild } from "../../support/child.ts";
import { submitReport } from "./report.ts";
import { CSETH } from "./service.ts";
import { LANE_ID, OTHER_LANE_ID, type World } from "./world.ts";

/** The staker's csETH from L1 to OP, on to Arbitrum, back, and to somebody on L1: by `cseth move`, carried by a relayer. */
export async function moveAround({
  world,
  config,
  until,
  explain,
}: {
  world: World;
  /** The relayer's. */
  config: string;
  until: (what: string, holds: () => Promise<boolean>) => Promise<void>;
  explain: (id: string) => Promise<{ waitsFor: string }>;
}): Promise<void> {
  const { plan, staker, treasury, l1, l2, otherL2 } = world;
  const core = { address: plan.l1("LiquidStakingCore"), abi: liquidStakingCoreAbi } as const;
  const ledger = { address: plan.l1("MoveLedger"), abi: moveLedgerAbi } as const;
  const onOp = { address: plan.l2("L2StakingPool", LANE_ID), abi: l2StakingPoolAbi } as const;
  const onArbitrum = { address: plan.l2("L2StakingPool", OTHER_LANE_ID), abi: l2StakingPoolAbi } as const;
  const balances = () =>
    Promise.all([
      l1.readContract({ ...core, functionName: "balanceOf", args: [staker.address] }),
      l2.readContract({ ...onOp, functionName: "balanceOf", args: [staker.address] }),
      otherL2.readContract({ ...onArbitrum, functionName: "balanceOf", args: [staker.address] }),
    ]);
  const fee = await l2.readContract({ address: plan.l2("L2Hub", LANE_ID), abi: l2HubAbi, functionName: "moveFee" });
  const deposit = { ...core, functionName: "deposit", args: [staker.address, 0n], value: parseEther("2") } as const;
  await l1.waitForTransactionReceipt({ hash: await staker.l1.writeContract(deposit) });
  const [bought, before] = await balances();

  // L1 → OP: all that was bought, to the last unit.
  const dry = await move(formatEther(bought), "--l1", "--to-lane", `${LANE_ID}`, "--dry-run");
  assert.partialDeepStrictEqual(dry, { sent: false, shares: `${bought}`, fee: "0", recipient: staker.address });
  const down = await move(formatEther(bought), "--l1", "--to-lane", `${LANE_ID}`, "--yes");
  assert.partialDeepStrictEqual(down, { sent: true, nonce: "1", shares: `${bought}` });
  await until("the shares on OP", async () => (await balances())[1] === before + bought);

  // OP → Arbitrum, through L1's ledger: the relayer executes the move, and pays the ticket that carries it on.
  const odd = parseEther("5") + 7n;
  const across = await move(formatEther(odd), "--to-lane", `${OTHER_LANE_ID}`, "--yes");
  assert.partialDeepStrictEqual(across, { sent: true, moveNonce: "1", destination: OTHER_LANE_ID });
  await until("the shares on Arbitrum", async () => (await balances())[2] === odd - fee);
  await until("its end", async () => (await explain(String(across.actionId))).waitsFor === "nothing: it is done");

  // Not before a StateUpdate has told that L2 what L1 has locked for it.
  const early = await move("1", "--lane", `${OTHER_LANE_ID}`, "--to-lane", `${LANE_ID}`, "--dry-run");
  assert.deepEqual([early.error, early.retry], ["USAGE_NOT_AVAILABLE", "backoff"]);
  await submitReport(world);
  await until("the update on Arbitrum", async () => {
    return (await otherL2.readContract({ ...onArbitrum, functionName: "available" })) === odd - fee;
  });
  // Arbitrum → OP: all of it.
  const back = await move(formatEther(odd - fee), "--lane", `${OTHER_LANE_ID}`, "--to-lane", `${LANE_ID}`, "--yes");
  assert.equal(back.sent, true);
  await until("the shares on OP again", async () => (await balances())[1] === before + bought - 2n * fee);
  // OP → L1, to somebody else.
  const own = await l1.readContract({ ...core, functionName: "balanceOf", args: [treasury.address] });
  assert.equal((await move("0.5", "--to", treasury.address, "--yes")).sent, true);
  const whole = own + parseEther("0.5");
  await until("the shares on L1", async () => {
    return (await l1.readContract({ ...core, functionName: "balanceOf", args: [treasury.address] })) >= whole;
  });

  const read = { ...ledger, fromBlock: 0n, strict: true } as const;
  const [released, parked, sent] = await Promise.all([
    l1.getContractEvents({ ...read, eventName: "MoveReleased" }),
    l1.getContractEvents({ ...read, eventName: "MoveParked" }),
    l1.getContractEvents({ ...read, eventName: "ParkedSent" }),
  ]);
  assert.deepEqual(
    [released, parked, sent].map((events) => events.length),
    [1, 2, 2],
  );
  const k = await l1.readContract({ ...core, functionName: "lane", args: [OTHER_LANE_ID] });
  assert.deepEqual([k.lockedShares, k.releasedTotal], [0n, odd - fee]);
  assert.equal(await l1.readContract({ ...ledger, functionName: "parkedShares" }), 0n);

  /** `cseth move` of the staker. */
  async function move(amount: string, ...options: readonly string[]): Promise<Record<string, unknown>> {
    const environment = { CSETH__USER__KEY: devAccount(1).privateKey };
    const args = ["move", amount, "--json", "--config", config, ...options];
    return JSON.parse((await runChild(CSETH, args, { environment })).stdout);
  }
}
