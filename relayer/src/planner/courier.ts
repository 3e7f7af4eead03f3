import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import type { TransactionReceipt } from "viem";
import type { FastBridge, MinedLog, Step } from "../bridges/port.ts";
import { readHeader } from "../chain/heads.ts";
import { policyOf } from "../chain/rpcErrors.ts";
import { type Carrier, carrierFromJson, carrierToJson } from "../domain/carrier.ts";
import { CsethError } from "../domain/errors.ts";
import type { CarrierPhaseName, Phase } from "../domain/phase.ts";
import { ALARM_CODES, alarmOf, type CarrierIntent, carrierPhaseName, hasArrived } from "../domain/phaseName.ts";
import { delayAfter } from "../domain/step.ts";
import type { SentMessage } from "../store/messages.ts";
import type { Carrier as Work } from "../store/work.ts";
import { type Lane, laneName } from "./lane.ts";
import { closeSteps, type Pursuit, pursue } from "./pursue.ts";

/** One direction of a lane, as its carriers are taken from the database. */
export type CourierRoute = {
  name: string;
  sourceChain: number;
  targetChain: number;
  direction: Carrier["direction"];
  /** Batches: L1 takes them one after the other. */
  inOrder: boolean;
};

export type Courier = { step: () => Promise<void> };

const CARRIERS_AT_ONCE = 16;
/** A killed process holds its work back for so long; a step that takes longer may be done twice, which is harmless. */
const LEASE_MS = 5_000;
/** A carrier that waits for a chain time is looked at now and then all the same: guardians do not announce themselves. */
const RECHECK_MS = 60_000;

/**
 * The loop that carries one route's messages: asks the bridge where each stands, sends what moves it on, and goes on
 * until its delivery is final. Batches are finalized in nonce order, because L1 refuses any other (T-60); proving and
 * everything else goes side by side.
 */
export function createCourier({
  lane,
  bridge,
  route,
  pollMs,
}: {
  lane: Lane;
  bridge: FastBridge;
  route: CourierRoute;
  pollMs: number;
}): Courier {
  const work = lane.carriers;
  const source = route.sourceChain === lane.l1.client.chainId ? lane.l1 : lane.l2;
  const target = route.targetChain === lane.l1.client.chainId ? lane.l1 : lane.l2;

  async function step(): Promise<void> {
    for (const message of await lane.messages.uncarried(route.name, CARRIERS_AT_ONCE)) await adopt(message);
    const { timestamp: chainTime } = await readHeader({ client: target.client, at: "latest" });
    const taken = await work.take({ limit: CARRIERS_AT_ONCE, leaseMs: LEASE_MS, route: route.name, chainTime });
    if (taken.length === 0) return;
    const next = route.inOrder ? (await landedNonce()) + 1n : undefined;
    await Promise.all(taken.map((one) => carryOrDelay(one, next)));
  }

  async function adopt(message: SentMessage & { transaction: `0x${string}` }): Promise<void> {
    const carrier = await discover(message);
    const phase: CarrierPhaseName = route.inOrder ? "OBSERVED" : "SENT";
    await work.add({
      route: route.name,
      sequence: message.sequence,
      kind: carrier.kind,
      phase,
      detail: carrierToJson(carrier),
      nextAt: lane.now(),
      deadlineAt: undefined,
    });
    lane.failpoint("carrier-stored");
  }

  /** The carrier of a message, from all logs of the transaction that sent it. */
  async function discover(message: SentMessage & { transaction: `0x${string}` }): Promise<Carrier> {
    const receipt: TransactionReceipt = await source.client.viem.getTransactionReceipt({ hash: message.transaction });
    const found = await bridge.discover({ chainId: route.sourceChain, logs: receipt.logs as readonly MinedLog[] });
    const carrier = found.find(({ messageHash }) => messageHash.toLowerCase() === message.hash.toLowerCase());
    if (carrier) return carrier;
    throw new CsethError({
      code: "PLANNER_CARRIER_MISSING",
      retry: "backoff",
      message: `${route.name}/${message.sequence}: transaction ${message.transaction} shows no bridge message ${message.hash}`,
      fix: "If this stays, an endpoint of the source chain answers for another fork: check rpcUrls.",
      context: { route: route.name, sequence: message.sequence, transaction: message.transaction },
    });
  }

  async function carryOrDelay(taken: Work, next: bigint | undefined): Promise<void> {
    const incident = { code: "CARRIER_STUCK", subject: `${route.name}/${taken.sequence}` } as const;
    try {
      await carry(taken, next);
      if (taken.failures > 0) await lane.incidents.close(incident);
    } catch (thrown) {
      const { error, policy } = policyOf(thrown);
      const reason = error instanceof Error ? error.message : String(error);
      const failures = taken.failures + 1;
      const nextAt = new Date(lane.now().getTime() + delayAfter(failures));
      await work.settle(taken, { failures, nextAt, wakeAt: undefined }, reason);
      lane.logger.warn({ carrier: incident.subject, err: error, failures }, "could not move a message on");
      if (policy !== "never" && failures < 10) return;
      await lane.incidents.open({ ...incident, severity: "high", detail: { reason, failures } });
    }
  }

  async function carry(taken: Work, next: bigint | undefined): Promise<void> {
    const message = await lane.messages.find(route.name, taken.sequence);
    if (!message) {
      // A reorg took its sending back; if it is sent again, its row comes back under the same number.
      const nextAt = new Date(lane.now().getTime() + pollMs);
      await work.settle(taken, { phase: "ORPHANED", nextAt, wakeAt: undefined }, "its sending was rolled back");
      return;
    }
    const stored = carrierFromJson(taken.detail);
    const isSame = stored.messageHash === message.hash && stored.sourceBlock.hash === message.sourceBlock;
    const carrier = isSame ? stored : await discover(message);
    const { phase, readAt } = await bridge.status(carrier);
    const wanted = await bridge.advance(carrier, phase);
    const isTurn = next === undefined || taken.sequence === next || wanted?.kind === "prove";
    const step = wanted && isTurn ? wanted : undefined;

    const subject = `${route.name}/${taken.sequence}`;
    const key = step && `${subject.slice(laneName(lane).length + 1)}/${step.key}`;
    await closeSteps(lane, { subject, due: key === undefined ? [] : [key] });
    const pursuit = step && key ? await pursue(lane, { seenAt: readAt.number, ...step, key, subject }) : undefined;
    const name = carrierPhaseName(phase, intentOf(step, pursuit));
    if (name !== taken.phase) {
      lane.logger.info({ lane: laneName(lane), message: subject, from: taken.phase, to: name }, "message moved on");
      await announce(subject, phase);
    }
    await work.settle(
      taken,
      { phase: name, failures: 0, detail: carrierToJson(carrier), ...dueAfter(phase) },
      "read from the chains",
    );
  }

  /** Opens the incident that a phase is, and closes those that it is not. */
  async function announce(subject: string, { name }: Phase): Promise<void> {
    const alarm = alarmOf(name);
    for (const code of ALARM_CODES) if (code !== alarm) await lane.incidents.close({ code, subject });
    if (alarm)
      await lane.incidents.open({
        code: alarm,
        subject,
        severity: "critical",
        detail: { reason: `its phase is ${name}` },
      });
  }

  function dueAfter(phase: Phase): { nextAt: Date | undefined; wakeAt: bigint | undefined } {
    if (hasArrived(phase) && phase.final) return { nextAt: undefined, wakeAt: undefined };
    const wakeAt = "notBefore" in phase ? phase.notBefore : undefined;
    const delay = wakeAt === undefined ? pollMs : Math.max(pollMs, RECHECK_MS);
    return { nextAt: new Date(lane.now().getTime() + delay), wakeAt };
  }

  async function landedNonce(): Promise<bigint> {
    const { landedNonce } = await lane.l1.client.viem.readContract({
      address: lane.l1.addresses.laneHub,
      abi: laneHubAbi,
      functionName: "laneConfig",
      args: [lane.laneId],
    });
    return landedNonce;
  }

  return { step };
}

/** What we are doing about a message, as its phase shows it. */
export function intentOf(step: Step | undefined, pursuit: Pursuit | undefined): CarrierIntent {
  if (!step || !pursuit) return { kind: "none" };
  if (pursuit === "given-up") return { kind: "given-up" };
  return pursuit === "sent" || pursuit === "under-way" ? { kind: "pursuing", step: step.kind } : { kind: "none" };
}
