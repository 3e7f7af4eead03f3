import { iBeaconProofsAbi } from "@cseth/shared/abi/IBeaconProofs";
import { iBondsAbi } from "@cseth/shared/abi/IBonds";
import { keyRegistryAbi } from "@cseth/shared/abi/KeyRegistry";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { validatorLedgerAbi } from "@cseth/shared/abi/ValidatorLedger";
import { proveKey } from "@cseth/shared/merkle/key-set";
import { validatorId } from "@cseth/shared/messages/ids";
import { encodeFunctionData, type Hash, type Hex } from "viem";
import type { Consensus } from "../beacon/consensus.ts";
import { validatorIn } from "../registry/facts.ts";
import { createRosterFold, type Roster, type Validator } from "../registry/roster.ts";
import { refusalOf } from "../tx/simulate.ts";
import {
  type Candidate,
  duePredeposits,
  dueTopUps,
  type FundingView,
  provableGroups,
  type TopUp,
  unproven,
} from "./funding.ts";
import { readKeySets } from "./keySets.ts";
import { type Lane, laneName } from "./lane.ts";
import { createPatience } from "./patience.ts";
import { atNewBlocks, attempt, pursueAll } from "./plan.ts";
import { closeSteps, type DueStep, pursue } from "./pursue.ts";

/** What a bond, a cap or an expiry does not allow yet is asked for again after this long at the latest. */
const LONGEST_DELAY_MS = 600_000;
const WEI_PER_GWEI = 10n ** 9n;
const LEDGER_ERRORS = [
  ...validatorLedgerAbi,
  ...keyRegistryAbi,
  ...liquidStakingCoreAbi,
  ...iBondsAbi,
  ...iBeaconProofsAbi,
];

/**
 * The loop of one lane that brings its operators' validators to life without a hand, by calls that anyone may make:
 * 1 ether for a revealed key, a proof of the credentials that the chain recorded, the rest of the stake. It decides by
 * indexed facts, as of the block that they reach; what bond and cap allow, the ledger itself says in a rehearsal.
 */
export function createKeeper({
  lane,
  consensus,
  stakeEther,
}: {
  lane: Lane;
  consensus: Consensus;
  /** What a validator is topped up to. */
  stakeEther: number;
}): () => Promise<void> {
  const { laneId, l1, logger } = lane;
  const ledger = l1.addresses.validatorLedger;
  const patienceWith = () => createPatience({ now: lane.now, longestMs: LONGEST_DELAY_MS });
  const patience = { "top-up": patienceWith(), predeposit: patienceWith(), "write-off": patienceWith() };
  /** Of steps under way: a proof takes a whole state to build. */
  const proofs = new Map<string, Hex>();
  let ours: Hex | undefined;

  async function readView(): Promise<(FundingView & { block: bigint }) | undefined> {
    const reached = await l1.facts.cursorOf("contracts");
    if (!reached) return undefined;
    const { viem } = l1.client;
    const [{ timestamp }, depositableWei, sets, validators] = await Promise.all([
      viem.getBlock({ blockNumber: reached.number }),
      viem.readContract({
        address: l1.addresses.core,
        abi: liquidStakingCoreAbi,
        functionName: "depositableEther",
        blockNumber: reached.number,
      }),
      readKeySets(lane),
      readRoster(lane),
    ]);
    const stakeGwei = BigInt(stakeEther) * WEI_PER_GWEI;
    return { laneId, block: reached.number, timestamp, depositableWei, stakeGwei, sets, validators };
  }

  function step(kind: string, id: Hex, data: Hex, seenAt: bigint): DueStep {
    return {
      kind,
      key: `${kind}/${id}`,
      subject: `${laneName(lane)}/validators/${kind}`,
      chainId: l1.client.chainId,
      to: ledger,
      data,
      abi: LEDGER_ERRORS,
      seenAt,
    };
  }

  /** Pursues those that L1 would not refuse now. */
  async function pursueAllowed(kind: keyof typeof patience, steps: readonly DueStep[]): Promise<void> {
    const due: DueStep[] = [];
    for (const one of patience[kind].due(steps, ({ key }) => key)) {
      const reason = await refusalOf({ client: l1.client, call: one });
      if (reason === undefined) {
        patience[kind].succeed(one.key);
        due.push(one);
        continue;
      }
      patience[kind].refuse(one.key);
      logger.debug({ lane: laneName(lane), step: one.key, reason }, "not allowed yet");
    }
    await pursueAll(lane, { subject: `${laneName(lane)}/validators/${kind}`, due });
  }

  const topUpStep = (seenAt: bigint, { validatorId: id, pubkey, fundedGwei }: TopUp) => {
    const args = [pubkey, fundedGwei * WEI_PER_GWEI] as const;
    return step("top-up", id, encodeFunctionData({ abi: validatorLedgerAbi, functionName: "topUp", args }), seenAt);
  };

  const predepositStep = (seenAt: bigint, { set, index, key: { pubkey, signature } }: Candidate) => {
    const siblings = proveKey(set.keys, index);
    const args = [set.operatorId, set.setId, BigInt(index), pubkey, signature, siblings] as const;
    const data = encodeFunctionData({ abi: validatorLedgerAbi, functionName: "predeposit", args });
    return step("predeposit", validatorId(pubkey), data, seenAt);
  };

  /** Of a predeposit that never appeared: its signature was wrong. The ledger refuses until it has expired. */
  const writeOffStep = (seenAt: bigint, id: Hex) => {
    const data = encodeFunctionData({ abi: validatorLedgerAbi, functionName: "writeOffMissing", args: [id] });
    return step("write-off", id, data, seenAt);
  };

  async function planProofs(waiting: ReadonlyMap<Hex, Validator>, seenAt: bigint): Promise<void> {
    const pubkeys = [...waiting.values()].map(({ pubkey }) => pubkey);
    const nothing = { slot: 0n, validators: new Map() };
    const { slot, validators } = waiting.size === 0 ? nothing : await consensus.recorded(pubkeys);
    const missing = [...waiting.keys()].filter((id) => !validators.has(id));
    const groups = provableGroups(waiting.keys(), validators);
    const due = groups.map(({ validatorIds: [first = "0x"] }) => `prove-credentials/${first}`);
    await closeSteps(lane, { subject: `${laneName(lane)}/validators/prove-credentials`, due });
    for (const { credentials, validatorIds } of groups) await prove({ credentials, validatorIds, slot, seenAt });
    await pursueAllowed(
      "write-off",
      missing.map((id) => writeOffStep(seenAt, id)),
    );
  }

  async function prove(group: {
    credentials: Hex;
    validatorIds: readonly Hex[];
    slot: bigint;
    seenAt: bigint;
  }): Promise<void> {
    const { credentials, validatorIds, slot, seenAt } = group;
    const [first = "0x"] = validatorIds;
    const key = `prove-credentials/${first}`;
    const nextAt = (await lane.steps.find(laneId, key))?.nextAt;
    if (nextAt && nextAt > lane.now()) return;
    const proof = proofs.get(key) ?? (await consensus.prove({ validatorIds, at: slot })).proof;
    proofs.set(key, proof);
    const data = encodeFunctionData({ abi: validatorLedgerAbi, functionName: "prove", args: [proof] });
    const pursuit = await pursue(lane, step("prove-credentials", first, data, seenAt));
    if (pursuit !== "sent" && pursuit !== "under-way") proofs.delete(key);
    ours ??= await l1.client.viem.readContract({
      address: ledger,
      abi: validatorLedgerAbi,
      functionName: "CREDENTIALS",
    });
    if (pursuit !== "sent" || credentials === ours) return;
    logger.error(
      { lane: laneName(lane), validators: validatorIds, credentials },
      "predeposits went to other credentials: proven, so that their operators' bonds pay",
    );
  }

  return atNewBlocks(lane, l1.client, async () => {
    const view = await readView();
    if (!view) return [];
    const waiting = unproven(view);
    const failures = [
      ...(await attempt(() =>
        pursueAllowed(
          "top-up",
          dueTopUps(view).map((one) => topUpStep(view.block, one)),
        ),
      )),
      ...(await attempt(() => planProofs(waiting, view.block))),
      ...(await attempt(() =>
        pursueAllowed(
          "predeposit",
          duePredeposits(view).map((one) => predepositStep(view.block, one)),
        ),
      )),
    ];
    return failures;
  });
}

/** Validators of all lanes by the ledger's indexed events. */
async function readRoster({ l1: { facts, addresses } }: Lane): Promise<Roster["validators"]> {
  const fold = createRosterFold();
  for (const { data, topics, blockNumber } of await facts.events({ address: addresses.validatorLedger })) {
    for (const fact of validatorIn({ data, topics: topics as [Hash, ...Hash[]], blockNumber })) fold.apply(fact);
  }
  return fold.roster.validators;
}
