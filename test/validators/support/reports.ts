import assert from "node:assert/strict";
import { loadConfig } from "@cseth/relayer/config/load";
import { buildNextReport } from "@cseth/relayer/oracle/build";
import { frameOf } from "@cseth/relayer/oracle/frames";
import { openOracle } from "@cseth/relayer/oracle/open";
import { createLogger } from "@cseth/relayer/telemetry/logger";
import { createMetrics } from "@cseth/relayer/telemetry/metrics";
import { reportOracleAbi } from "@cseth/shared/abi/ReportOracle";
import { type Report, reportTypedData } from "@cseth/shared/messages/report";
import { concat, type LocalAccount } from "viem";
import { devAccount } from "../../../devnet/src/accounts.ts";
import type { World } from "../../e2e/support/world.ts";
import type { createActor } from "./actor.ts";

const FRAME_SLOTS = 64;

/** The oracle's own building of reports, signed by three of five members; `cseth oracle run` is tested elsewhere. */
export async function createReporter(world: World, actor: ReturnType<typeof createActor>) {
  const { devnet, plan, depositor, oracles } = world;
  const reportOracle = plan.l1("ReportOracle");
  const logger = createLogger({ level: "silent" });
  const { privateKey: key } = devAccount(11);
  const file = await world.relayerConfig("reporter", {}, { oracle: { key, beaconUrls: [devnet.beacon.url] } });
  const context = await openOracle({ config: loadConfig({ file }), logger, metrics: createMetrics() });
  const signers = [...oracles].slice(0, 3).sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));

  async function next() {
    const number = (await context.view.lastFrame()) + 1n;
    return frameOf({ timing: context.view.timing, number });
  }

  /**
   * Until a frame that ends after now has just become final: L1 keeps states of 128 blocks, so that its reference is
   * still there.
   */
  async function reachFrame(): Promise<void> {
    const start = await devnet.mineSlots(1);
    for (let at = start; at.finalizedSlot % FRAME_SLOTS !== 0 || at.finalizedSlot <= start.slot; ) {
      assert.ok(at.slot < start.slot + 400, "no frame became final");
      at = await devnet.mineSlots(1);
    }
  }

  async function submit(report: Report): Promise<void> {
    const typed = reportTypedData(report, { chainId: devnet.l1.chainId, reportOracle });
    const signatures = concat(await Promise.all(signers.map((signer: LocalAccount) => signer.signTypedData(typed))));
    const call = { address: reportOracle, abi: reportOracleAbi, functionName: "submitReport" };
    await actor.onL1(depositor.l1, { ...call, args: [report, signatures] });
  }

  return {
    config: file,

    /** Builds the report of the first frame that ends from now on, and does not submit it; those before it it does. */
    async catchUp(): Promise<Report> {
      await reachFrame();
      for (;;) {
        const frame = await next();
        const { report, due } = await buildNextReport({ sources: context, frame });
        if (due === "due") return report;
        await submit(report);
      }
    },

    submit,
  };
}
