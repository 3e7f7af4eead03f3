/**
 * Runs a short campaign with the model found in a folder: `node mutant-campaign.ts <copy of the root>`. Prints the
 * violations as JSON.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";

Error.stackTraceLimit = 0;

const [copy] = process.argv.slice(2);
if (copy === undefined) throw new TypeError("usage: mutant-campaign.ts <folder with shared/src/model>");
const path = pathToFileURL(join(copy, "shared/src/model/campaign.ts")).href;
const { runCampaign } = (await import(path)) as typeof import("../../../shared/src/model/campaign.ts");
const { violations } = runCampaign({ from: 1, seeds: 120, stopAfter: 3 });
process.stdout.write(JSON.stringify(violations));
