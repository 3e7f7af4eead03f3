import type { Bench, Measurement } from "../result.ts";
import { measureActions } from "./actions.ts";
import { startChains } from "./chains.ts";
import { measureDeposits } from "./deposits.ts";
import { gasGoals } from "./goals.ts";
import { startLanes } from "./lane.ts";
import { measureProofs } from "./proofs.ts";
import { warmUpReports } from "./reports.ts";
import { measureRewardClaims } from "./rewards.ts";
import { measureStakes } from "./stakes.ts";
import { measureWithdrawals } from "./withdrawals.ts";

/** Gas of what users, oracles and relayers do: `receipt.gasUsed` of real transactions through the deployed proxies. */
export const gas: Bench = {
  name: "gas",
  summary: "gas of every journey, on anvil under osaka rules",
  goals: gasGoals,
  run: async (options) => [
    ...(await orNothing("the plain chains", onPlainChains, options)),
    ...(await orNothing("the validators", ofValidators, options)),
    ...(await orNothing("the lanes", onTheLanes, options)),
  ],
};

type Options = { root: string; say: (line: string) => void };
type Group = (options: Options) => Promise<readonly Measurement[]>;

/** A group that fails leaves its rows missing, which fails the bench, and the others' numbers are not lost. */
async function orNothing(name: string, group: Group, options: Options): Promise<readonly Measurement[]> {
  try {
    return await group(options);
  } catch (error) {
    options.say(`the rows of ${name} are missing: ${(error as Error).stack ?? String(error)}`);
    return [];
  }
}

async function onPlainChains({ root, say }: Options): Promise<readonly Measurement[]> {
  const chains = await startChains({ root, say });
  try {
    say("reports, until every slot they write exists");
    const reports = await warmUpReports(chains);
    say("deposits, stakes and reward claims");
    const users = [
      await measureDeposits(chains),
      await measureStakes(chains),
      await measureRewardClaims(chains),
    ].flat();
    say("withdrawal requests, finalizations and claims");
    const withdrawals = await measureWithdrawals(chains, reports.submit);
    return [...reports.measurements, ...users, ...withdrawals];
  } finally {
    await chains.stop();
  }
}

async function ofValidators({ root, say }: Options): Promise<readonly Measurement[]> {
  const chains = await startChains({ root, say });
  try {
    say("proofs of validators");
    return await measureProofs(chains);
  } finally {
    await chains.stop();
  }
}

async function onTheLanes({ root, say }: Options): Promise<readonly Measurement[]> {
  const lanes = await startLanes({ root, say });
  try {
    return await measureActions(lanes, say);
  } finally {
    await lanes.stop();
  }
}
