import { params } from "@cseth/shared/params";
import { z } from "zod";
import { FAILPOINTS, isFailpoint } from "../domain/failpoints.ts";
import { createSecret } from "./secret.ts";

/** From a file numbers are numbers; from the environment everything is text. */
const numeric = (schema: z.ZodNumber) =>
  z.preprocess((value) => (typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value), schema);
const integer = (min: number, max: number) => numeric(z.int().min(min).max(max));
const flag = z.preprocess((value) => (value === "true" ? true : value === "false" ? false : value), z.boolean());

const secret = z.string().min(1).transform(createSecret);
const privateKey = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/, "must be 0x and 64 hexadecimal digits")
  .transform(createSecret);

// A URL often carries an API key in its path, so it is a secret as a whole; logs name endpoints by number and host.
const rpcUrl = z.url({ protocol: /^https?$/, error: "must be an http or https URL" }).transform(createSecret);
const rpcUrls = z.preprocess(
  (value) => (typeof value === "string" ? value.split(",").map((url) => url.trim()) : value),
  z.array(rpcUrl).min(1),
);

const wei = z.preprocess(
  (value) => (typeof value === "number" || (typeof value === "string" && /^\d+$/.test(value)) ? BigInt(value) : value),
  z.bigint().nonnegative(),
);

const keyShape = {
  key: privateKey.optional().describe("private key"),
  keystore: z.string().optional().describe("path of an encrypted V3 keystore, instead of a key"),
  password: secret.optional().describe("password of the keystore"),
};
type KeyValues = { key?: unknown; keystore?: unknown; password?: unknown };
const hasOneKey = (value: KeyValues) => (value.key === undefined) !== (value.keystore === undefined);
const hasPassword = (value: KeyValues) => value.keystore === undefined || value.password !== undefined;

/** The account that pays for transactions. */
const signer = z
  .strictObject(keyShape)
  .refine(hasOneKey, "needs exactly one of key and keystore")
  .refine(hasPassword, "a keystore needs its password");

const finality = z.strictObject({
  source: z.enum(["tags", "depth"]).default("tags").describe("node tags `safe` and `finalized`, or a number of blocks"),
  safeDepth: integer(0, 100_000).default(4).describe("blocks, with source depth"),
  finalizedDepth: integer(0, 100_000).default(64).describe("blocks, with source depth"),
});

const transactions = z.strictObject({
  replaceAfterBlocks: integer(1, 1_000).default(3).describe("blocks without inclusion before a fee bump"),
  bumpPercent: integer(10, 100).default(12).describe("least raise of both fees by a replacement (geth refuses < 10)"),
  marketCapFactor: integer(1, 10).default(3).describe("fees never exceed this many times the market"),
  dailyBudgetWei: wei.default(500_000_000_000_000_000n).describe("most ether one signer may spend in 24 hours"),
  maxGas: integer(21_000, 16_777_216)
    .default(15_000_000)
    .describe("gas limit of one transaction; EIP-7825 caps at 2^24"),
});

const chainShape = {
  // Stored as a 32-bit integer.
  chainId: integer(1, 2_147_483_647),
  rpcUrls,
  deployments: z.string().optional().describe("folder with the addresses of our contracts on this chain"),
  startBlock: integer(0, Number.MAX_SAFE_INTEGER).default(0).describe("first block that may hold an event of ours"),
  signers: z.array(signer).default([]),
  finality: finality.prefault({}),
  transactions: transactions.prefault({}),
  pollMs: integer(50, 600_000).default(2_000).describe("how often the chain is looked at"),
  rpcTimeoutMs: integer(100, 120_000).default(10_000).describe("after this an endpoint's silence is a failure"),
  maxHeadAgeSeconds: integer(1, Number.MAX_SAFE_INTEGER)
    .default(900)
    .describe("with a newest block older than this nothing is begun: the node has not synced"),
  maxLagBlocks: integer(0, 100_000).default(5).describe("an endpoint further behind the newest one is not used"),
  maxLogRange: integer(1, 100_000).default(2_000).describe("most blocks asked for in one log query"),
};

const l1 = z.strictObject(chainShape);
const lane = z.strictObject({
  laneId: integer(1, 65_535),
  kind: z.enum(["op-stack", "arbitrum"]),
  fast: flag.default(true).describe("send and carry the messages of its fast way, and pay for them, if it has one"),
  ...chainShape,
});

const planner = z.strictObject({
  closeBatchAfterSeconds: integer(1, 2_592_000).default(3_600).describe("an open batch this old is closed"),
  closeBatchAtActions: integer(1, 1_024).default(256).describe("an open batch with this many actions is closed"),
  netBeforeForwardSeconds: integer(0, 2_592_000)
    .default(172_800)
    .describe("how much longer than it must an unstake waits for an update if pool ether can then pay it"),
  executeRunBytes: integer(256, 262_144).default(65_536).describe("most bytes of actions executed by one transaction"),
});

/** Beside carrying: brings validators of the lanes' operators to life. */
const keeper = z.strictObject({
  beaconUrls: rpcUrls.describe("beacon nodes (standard REST API, states for proofs), asked in this order"),
  stakeEther: integer(32, 2_048).default(32).describe("what a validator is topped up to, ether"),
  beaconTimeoutMs: integer(100, 120_000).default(10_000).describe("after this a beacon node's silence is a failure"),
});

const database = z.strictObject({
  url: secret.optional().describe("a PostgreSQL of yours; without it one is started inside dataDir"),
  port: integer(1, 65_535).optional().describe("port of the embedded server; a free one by default"),
  relocateTo: z
    .string()
    .optional()
    .describe("parent of the embedded server's data when root runs it below a private folder; refused without it"),
});

const http = z.strictObject({
  host: z.string().default("127.0.0.1"),
  port: integer(0, 65_535).default(9_464).describe("health and metrics; 0 takes a free one"),
});

const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, "must be 0x and 40 hexadecimal digits")
  .transform((value) => value as `0x${string}`);

/** A member of the oracle; its key signs reports. */
const oracle = z
  .strictObject({
    ...keyShape,
    payer: signer.optional().describe("pays for transactions on L1 and the board's L2; the member's key if not given"),
    beaconUrls: rpcUrls.describe("beacon nodes (standard REST API), asked in this order"),
    boardLaneId: integer(1, 65_535).optional().describe("lane whose L2 carries the signatures; the first by default"),
    contracts: z
      .strictObject({
        reportOracle: address.optional(),
        board: address.optional(),
        fallBoard: address.optional().describe("a ReportBoard on L1: for reports of a fall, and while L2 is away"),
      })
      .prefault({})
      .describe("instead of the records in `deployments`"),
    rewardsFolder: z.string().optional().describe("every leaf set of rewards is written here as a file"),
    turnBlocks: integer(0, 300).default(3).describe("L1 blocks each member has to submit before the next one does"),
    pollMs: integer(50, 600_000).optional().describe("how often the chains are looked at; as l1.pollMs by default"),
    beaconTimeoutMs: integer(100, 120_000).default(10_000).describe("after this a beacon node's silence is a failure"),
    http: z
      .strictObject({ host: z.string().default("127.0.0.1"), port: integer(0, 65_535) })
      .optional()
      .describe("health and metrics of the oracle's own process; none by default"),
  })
  .refine(hasOneKey, "needs exactly one of key and keystore")
  .refine(hasPassword, "a keystore needs its password");

/** The whole configuration. Every key is described by its name or beside it; nothing else is accepted. */
export const configSchema = z
  .strictObject({
    dataDir: z.string().default("./data/relayer"),
    logLevel: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
    failpoint: z
      .string()
      .refine(isFailpoint, `is one of ${FAILPOINTS.join(", ")}, or one of them with :n for its nth time`)
      .optional()
      .describe("tests only: the place at which the process kills itself"),
    readOnly: flag.default(false).describe("index and show, but send no transaction; needs no signers"),
    database: database.prefault({}),
    http: http.prefault({}),
    planner: planner.prefault({}),
    rewardFrames: integer(1, 1_000)
      .default(Number(params.mainnet.rewardFrames))
      .describe("frames from one reward root to the next: the same for everybody, and another on devnets only"),
    keeper: keeper.optional().describe("predeposits, proves and tops up validators; nobody does without"),
    l1,
    lanes: z.array(lane).default([]),
    oracle: oracle.optional().describe("only for `cseth oracle`"),
    user: signer
      .optional()
      .describe("only for `cseth stake`, `unstake`, `move` and `operator`: the account they send with"),
  })
  .superRefine((config, context) => {
    refuseDuplicates(
      config.lanes.map((entry) => entry.laneId),
      "laneId",
      context,
    );
    refuseDuplicates(
      [config.l1, ...config.lanes].map((entry) => entry.chainId),
      "chainId",
      context,
    );
  });

function refuseDuplicates(values: readonly number[], name: string, context: z.RefinementCtx): void {
  const duplicate = values.find((value, index) => values.indexOf(value) !== index);
  if (duplicate === undefined) return;
  context.addIssue({ code: "custom", path: ["lanes"], message: `${name} ${duplicate} is given twice` });
}

export type Config = z.output<typeof configSchema>;
export type OracleConfig = NonNullable<Config["oracle"]>;
export type KeeperConfig = NonNullable<Config["keeper"]>;
export type ChainConfig = Config["l1"];
export type LaneConfig = Config["lanes"][number];
export type SignerConfig = ChainConfig["signers"][number];
export type TransactionPolicy = ChainConfig["transactions"];
export type FinalityConfig = ChainConfig["finality"];
export type DatabaseConfig = Config["database"];
