import { parentPort, workerData } from "node:worker_threads";
import { runCampaign } from "../../../shared/src/model/campaign.ts";

// Refused events are common and expected; their stack traces are not worth a fifth of the run.
Error.stackTraceLimit = 0;

const { from, seeds } = workerData as { from: number; seeds: number };
parentPort?.postMessage(runCampaign({ from, seeds }));
