import { checkLane, checkLedger, type Finding } from "@cseth/shared/solvency/solvency";
import type { ChainClient } from "../chain/client.ts";
import { readHeads } from "../chain/heads.ts";
import type { L1Addresses, L2Addresses } from "../config/deployments.ts";
import type { FinalityConfig } from "../config/schema.ts";
import type { Incident } from "../store/incidents.ts";
import type { MessageStore } from "../store/messages.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { readClosed, readL1, readL2 } from "./facts.ts";
import { createWatch } from "./watch.ts";

type Chain<Addresses> = { client: ChainClient; addresses: Addresses; finality: FinalityConfig };

export type Guard = {
  /** Looks at L1's ledger. */
  checkLedger: () => Promise<void>;
  /** Looks at one lane across both chains; no lane waits for another. */
  checkLane: (laneId: number) => Promise<void>;
  /** False while an invariant of the lane, or L1's ledger, is broken: then it is not told of new rates. */
  mayPush: (laneId: number) => boolean;
};

const ETHER = 1e18;
export const BREACH = "SOLVENCY_BREACH";

/**
 * Watches that every share is backed, from finalized state of both chains: nothing here trusts what the relayer has
 * done. The L2 is read before L1; where they do not fit together yet, the look is skipped.
 * @param breached scopes (`ledger`, `lane-1`) whose breach stood open when the process began
 */
export function createGuard({
  l1,
  lanes,
  messages,
  breached,
  incidents,
  logger,
  metrics,
}: {
  l1: Chain<L1Addresses>;
  lanes: readonly ({ laneId: number } & Chain<L2Addresses>)[];
  messages: Pick<MessageStore, "find">;
  breached: readonly string[];
  incidents: {
    open: (incident: Incident) => Promise<void>;
    close: (incident: Pick<Incident, "code" | "subject">) => Promise<void>;
  };
  logger: Logger;
  metrics: Metrics;
}): Guard {
  const watch = createWatch(breached);
  /** Final blocks of the last look of each scope: one state is judged once. */
  const seen = new Map<string, string>();
  const laneIds = lanes.map(({ laneId }) => laneId);

  async function inspectLedger(): Promise<void> {
    const { finalized } = await readHeads(l1);
    if (seen.get("ledger") === finalized.hash) return;
    const facts = await readL1({ ...l1, laneIds, block: finalized.number });
    metrics.protocolTvl.set(Number(facts.ledger.totalPooled) / ETHER);
    metrics.exchangeRate.set(Number(facts.ledger.rate) / ETHER);
    await judge("ledger", checkLedger(facts));
    seen.set("ledger", finalized.hash);
  }

  async function inspectLane(laneId: number): Promise<void> {
    const lane = lanes.find((one) => one.laneId === laneId);
    if (!lane) return;
    const scope = `lane-${laneId}`;
    const l2Head = (await readHeads(lane)).finalized;
    const l1Head = (await readHeads(l1)).finalized;
    const blocks = `${l1Head.hash}${l2Head.hash}`;
    if (seen.get(scope) === blocks) return;
    const { closedNonce, ...reading } = await readL2({ ...lane, block: l2Head.number });
    const { lanes: accounts } = await readL1({ ...l1, laneIds: [laneId], block: l1Head.number });
    const [account] = accounts;
    if (!account || account.appliedNonce > closedNonce) return;
    const { appliedNonce } = account;
    const closed = await readClosed({ l1, messages, laneId, appliedNonce, closedNonce });
    if (!closed) return;
    await judge(scope, checkLane({ l1: account, l2: { ...reading, closed } }));
    seen.set(scope, blocks);
  }

  async function judge(scope: string, findings: readonly Finding[]): Promise<void> {
    for (const id of new Set(findings.map((finding) => finding.id))) {
      const margins = findings.filter((finding) => finding.id === id).map(({ left, right }) => Number(left - right));
      metrics.solvencyMargin.set({ scope, invariant: id }, Math.min(...margins) / ETHER);
    }
    const broken = findings.filter(({ holds }) => !holds);
    for (const finding of broken) logger.error({ scope, ...finding }, "an invariant does not hold");
    const change = watch.look(scope, broken.length === 0);
    if (change === "breached") {
      const reason = broken
        .map(({ id, left, relation, right }) => `${id}: not ${left} ${relation} ${right}`)
        .join("; ");
      const detail = { reason, findings: broken, fix: "Compare both chains by hand and tell the guardians." };
      await incidents.open({ code: BREACH, subject: scope, severity: "critical", detail });
    }
    if (change === "mended") await incidents.close({ code: BREACH, subject: scope });
  }

  return {
    checkLedger: inspectLedger,
    checkLane: inspectLane,
    mayPush: (laneId) => !watch.isBreached("ledger") && !watch.isBreached(`lane-${laneId}`),
  };
}
