import { createDriver } from "./driver.ts";
import type { Counts, DriverContext, DriverOptions } from "./driver-context.ts";
import type { InvariantId } from "./invariants.ts";
import { InvariantViolation } from "./invariants.ts";
import { pooled, provisions } from "./ledger.ts";
import { DEFAULT_PARAMS } from "./params.ts";
import { queuedValue } from "./queue-value.ts";

export type Violation = Readonly<{ seed: number; day: number; id: InvariantId; message: string }>;
export type CampaignResult = Readonly<{ seeds: number; counts: Counts; violations: readonly Violation[] }>;

/** Steps of three hours; a slashing about every three weeks, a leak as often. */
export const CAMPAIGN = {
  days: 120,
  params: DEFAULT_PARAMS,
  stepSeconds: 3n * 3600n,
  rates: { slashPerMille: 6, leakPerMille: 6 },
} as const satisfies Partial<DriverOptions>;

/**
 * Every so many seeds the run is repeated without any fast message and must end the same (LANE-4). A freeze may refuse:
 * what it refused, users leave out in the repetition.
 */
const COMPARE_EVERY = 25;

/**
 * Runs seeds `from` … `from + seeds − 1`. A broken invariant ends its seed and is reported; any other error is a
 * mistake of the driver and is thrown. `stopAfter` violations end the campaign.
 */
export function runCampaign(input: {
  from: number;
  seeds: number;
  days?: number;
  stopAfter?: number;
  onSeed?: (done: number) => void;
}): CampaignResult {
  const counts: Counts = {};
  const violations: Violation[] = [];
  let done = 0;
  for (let seed = input.from; seed < input.from + input.seeds; seed++) {
    const violation = runSeed({ ...CAMPAIGN, days: input.days ?? CAMPAIGN.days, seed, fastMessages: true }, counts);
    done += 1;
    input.onSeed?.(done);
    if (violation === null) continue;
    violations.push(violation);
    if (violations.length >= (input.stopAfter ?? Number.POSITIVE_INFINITY)) break;
  }
  return { seeds: done, counts, violations };
}

function runSeed(options: DriverOptions, counts: Counts): Violation | null {
  let context: DriverContext | null = null;
  try {
    const driver = createDriver(options);
    context = driver.context;
    driver.run();
    if (options.seed % COMPARE_EVERY === 0) compareWithoutFast(options, context);
    return null;
  } catch (error) {
    if (!(error instanceof InvariantViolation)) throw error;
    const day = context === null ? 0 : Number((context.now - options.params.frameZeroTime) / 86_400n);
    return { seed: options.seed, day, id: error.id, message: error.message };
  } finally {
    for (const [name, times] of Object.entries(context?.counts ?? {})) counts[name] = (counts[name] ?? 0) + times;
  }
}

function compareWithoutFast(options: DriverOptions, withFast: DriverContext): void {
  const abstained = withFast.refusedByFreeze;
  const without = createDriver({ ...options, fastMessages: false, abstained }).run();
  const [left, right] = [ledgerDigest(withFast), ledgerDigest(without)];
  if (left !== right) throw new InvariantViolation("LANE-4", `with fast messages ${left}, without ${right}`);
  withFast.count("compared with a run without fast messages");
  withFast.count("attempt refused by a fast freeze in a compared run", abstained.size);
}

function ledgerDigest({ core, lanes }: DriverContext): string {
  const atL1 = core.lanes.map(({ locked, carry, held }) => `K ${locked} X ${carry} H ${held}`);
  const atL2 = lanes.map(({ l2 }) => `T ${l2.supply} E ${l2.pool} Y ${l2.settled} n ${l2.batchNonce}`);
  const { totalShares, rate, buffered, vaulted, consensus, activating, claimable, queue } = core;
  const promised = `S ${totalShares} r ${rate} P ${pooled(core)} N ${queuedValue(queue)} Q ${provisions(core)}`;
  const ether = `B ${buffered} V ${vaulted} C ${consensus} A ${activating} U ${claimable}`;
  return [promised, ether, ...atL1, ...atL2].join(" ");
}
