import { Gauge } from "prom-client";
import type { Metrics } from "../telemetry/metrics.ts";
import type { MemberState } from "./member.ts";

/** What the oracle's own process exports beside the metrics of its RPC endpoints. */
export function createOracleMetrics({ registry }: Pick<Metrics, "registry">) {
  const registers = [registry];
  const reported = new Gauge({
    name: "cseth_oracle_last_frame",
    help: "Last frame whose report stands on L1",
    registers,
  });
  const signatures = new Gauge({
    name: "cseth_oracle_signatures",
    help: "Members' signatures over our report of the next frame; 0 while its reference slot is not final",
    registers,
  });
  const state = new Gauge({
    name: "cseth_oracle_state",
    help: "1 for where this member stands with the next frame",
    labelNames: ["state"] as const,
    registers,
  });
  return {
    observe: (seen: MemberState): void => {
      state.reset();
      state.set({ state: seen.state }, 1);
      reported.set(Number(seen.state === "reported" ? seen.frame : seen.frame - 1n));
      signatures.set(seen.state === "gathering" ? seen.signatures : 0);
    },
  };
}
