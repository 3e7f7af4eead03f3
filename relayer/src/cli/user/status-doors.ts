import { coreLensAbi } from "@cseth/shared/abi/CoreLens";
import { laneLensAbi } from "@cseth/shared/abi/LaneLens";
import { poolLensAbi } from "@cseth/shared/abi/PoolLens";
import { zeroAddress } from "viem";
import type { L1Addresses, L2Addresses } from "../../config/deployments.ts";
import { cseth, ether } from "./amounts.ts";
import { doorText, doorValues, forAnyHolder, isOpen } from "./door.ts";
import { laneIdsOf, openL1, openLane, type Session, type UserOptions } from "./session.ts";
import type { Outcome } from "./transact.ts";

/** Batches looked at for ether that a lane has not been sent; more are not counted. */
const SETTLEMENTS_SHOWN = 1_000n;

/** What can be done on L1 and on each lane now, for `amount` of ether and of csETH. */
export async function doors(options: UserOptions & { amount: bigint }): Promise<Outcome> {
  const { amount } = options;
  const l1 = await openL1(options);
  const onL1 = await doorsOfL1(l1, amount);
  const lanes = await Promise.all(
    (options.l1 ? [] : laneIdsOf(options)).map(async (lane) =>
      doorsOfLane(l1, await openLane({ ...options, lane }), amount),
    ),
  );
  return {
    values: { amount, l1: onL1.values, lanes: lanes.map(({ values }) => values) },
    text: [onL1, ...lanes].map(({ text }) => text).join("\n"),
  };
}

async function doorsOfL1({ client, lens }: Session<L1Addresses>, amount: bigint): Promise<Outcome> {
  const core = { address: lens("CoreLens"), abi: coreLensAbi } as const;
  const [[deposit, shares], [request]] = await Promise.all([
    client.viem.readContract({ ...core, functionName: "quoteDeposit", args: [amount] }),
    client.viem.readContract({ ...core, functionName: "quoteRequest", args: [zeroAddress, amount] }),
  ]);
  const leave = forAnyHolder(request);
  return {
    values: { deposit: { ...doorValues(deposit), shares }, request: doorValues(leave) },
    text: [
      `L1         stake       ${doorText(deposit)}${isOpen(deposit) ? `, ${ether(amount)} buy ${cseth(shares)}` : ""}`,
      `           unstake     ${doorText(leave)}`,
    ].join("\n"),
  };
}

async function doorsOfLane(
  l1: Session<L1Addresses>,
  { client, lens, laneId }: Session<L2Addresses> & { laneId: number },
  amount: bigint,
): Promise<Outcome> {
  const pool = { address: lens("PoolLens"), abi: poolLensAbi } as const;
  const told = { address: l1.lens("LaneLens"), abi: laneLensAbi } as const;
  const read = client.viem.readContract;
  const [[stake, shares], [request], [flash, etherPaid], [moving], net, forward, close, lane, [missing, ready]] =
    await Promise.all([
      read({ ...pool, functionName: "quoteStake", args: [amount] }),
      read({ ...pool, functionName: "quoteUnstake", args: [zeroAddress, amount] }),
      read({ ...pool, functionName: "quoteFlashExit", args: [zeroAddress, amount] }),
      read({ ...pool, functionName: "quoteMove", args: [zeroAddress, amount, 0] }),
      read({ ...pool, functionName: "netting" }),
      read({ ...pool, functionName: "forwarding" }),
      read({ ...pool, functionName: "closing" }),
      l1.client.viem.readContract({ ...told, functionName: "lane", args: [laneId] }),
      l1.client.viem.readContract({
        ...told,
        functionName: "missingSettlements",
        args: [laneId, 0n, SETTLEMENTS_SHOWN],
      }),
    ]);
  const [unstake, flashExit, move] = [forAnyHolder(request), forAnyHolder(flash), forAnyHolder(moving)];
  const { toldFrame, lastFrame, toldRateNonce, rateNonce, fell, landedNonce, fastFrozen } = lane;
  return {
    values: {
      laneId,
      stake: { ...doorValues(stake), shares },
      unstake: doorValues(unstake),
      flashExit: doorValues(flashExit),
      move: doorValues(move),
      net: doorValues(net),
      forward: doorValues(forward),
      closeBatch: doorValues(close),
      told: { toldFrame, lastFrame, toldRateNonce, rateNonce, fell, landedNonce, fastFrozen, missing, ready },
    },
    text: [
      `lane ${String(laneId).padEnd(5)} stake       ${doorText(stake)}${isOpen(stake) ? `, ${ether(amount)} buy ${cseth(shares)}` : ""}`,
      `           unstake     ${doorText(unstake)}`,
      `           flash exit  ${doorText(flashExit)}${isOpen(flash) ? `, ${cseth(amount)} bring ${ether(etherPaid)}` : ""}`,
      `           move        ${doorText(move)}`,
      `           net         ${doorText(net)}`,
      `           forward     ${doorText(forward)}`,
      `           close       ${doorText(close)}`,
      `           was told    report ${toldFrame} of ${lastFrame}, rate nonce ${toldRateNonce} of ${rateNonce}${fell ? ", and the rate has fallen since" : ""}`,
      `           is owed     ether of ${missing.length} batches, of which the next updates bring ${ready}`,
      ...(fastFrozen ? ["           fast way    frozen until the timelock lifts it"] : []),
    ].join("\n"),
  };
}
