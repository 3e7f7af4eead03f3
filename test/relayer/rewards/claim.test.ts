import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Claim, claimCall, claimOf } from "@cseth/relayer/rewards/claim";
import { createLeafSet, leafSetText } from "@cseth/relayer/rewards/leaf-set";
import { readLeafSet } from "@cseth/relayer/rewards/source";
import { iRewardDistributorAbi } from "@cseth/shared/abi/IRewardDistributor";
import { rewardLeaf } from "@cseth/shared/merkle/reward-tree";
import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import { type Address, decodeFunctionData } from "viem";
import { runChild } from "../../support/child.ts";
import { fatal } from "../../support/rejections.ts";

const BIN = new URL("../../../relayer/bin/cseth.mjs", import.meta.url).pathname;
const A = (1n << 48n) + 1n;
const distributor: Address = "0x00000000000000000000000000000000000000D1";
const recipient: Address = "0x00000000000000000000000000000000000000AA";
const other: Address = "0x00000000000000000000000000000000000000bb";
const set = createLeafSet({
  ...{ laneId: 1, chainId: 901, distributor, frame: 14n, block: 140n },
  leaves: [
    { operatorId: A, recipient, cumulativeShares: 700n },
    { operatorId: A + 1n, recipient: other, cumulativeShares: 40n },
    { operatorId: A + 2n, recipient: other, cumulativeShares: 5n },
  ],
});
const standing = { root: set.rewardsRoot, frame: 15n, claimedShares: 300n };

describe("an operator's claim", () => {
  it("pays what the root grants beyond what was paid, with a proof that OpenZeppelin's verifier takes", () => {
    const claim = claimOf({ set, standing, operatorId: A });
    assert.partialDeepStrictEqual(claim, { operatorId: A, recipient, cumulativeShares: 700n, payableShares: 400n });
    const leaf = rewardLeaf({ chainId: 901n, distributor, operatorId: A, recipient, cumulativeShares: 700n });
    assert.equal(SimpleMerkleTree.verify(set.rewardsRoot, leaf, [...claim.proof]), true);
    const call = claimCall({ claim, distributor });
    assert.deepEqual([call.to, call.key], [distributor, "operator claim"]);
    const { functionName, args } = decodeFunctionData({ abi: iRewardDistributorAbi, data: call.data });
    assert.deepEqual([functionName, args], ["claim", [A, recipient, 700n, claim.proof]]);
  });

  it("REW-2: is nothing when everything, or by an older root more, is paid already (T-49)", () => {
    const payable = (claimedShares: bigint): Claim["payableShares"] =>
      claimOf({ set, standing: { ...standing, claimedShares }, operatorId: A }).payableShares;
    assert.deepEqual([0n, 699n, 700n, 701n].map(payable), [700n, 1n, 0n, 0n]);
  });

  it("REW-3: believes no leaf set whose root is not the chain's: an altered one, one of another lane or week (T-50)", async () => {
    const { format: _, rewardsRoot: __, rewardsTotal: ___, ...rest } = set;
    const [first, ...others] = rest.leaves;
    assert(first);
    const foreign = [
      createLeafSet({ ...rest, leaves: [{ ...first, recipient: other }, ...others] }),
      createLeafSet({ ...rest, leaves: [{ ...first, cumulativeShares: 701n }, ...others] }),
      createLeafSet({ ...rest, chainId: 902 }),
      createLeafSet({ ...rest, distributor: other }),
    ];
    for (const wrong of foreign) {
      const claim = async () => claimOf({ set: wrong, standing, operatorId: A });
      const error = await fatal(claim());
      assert.deepEqual([error.code, error.context.built], ["REWARDS_LEAF_SET_OTHER_ROOT", wrong.rewardsRoot]);
    }
  });

  it("says so when the operator has no leaf", async () => {
    const error = await fatal((async () => claimOf({ set, standing, operatorId: A + 3n }))());
    assert.deepEqual([error.code, error.retry], ["REWARDS_NO_LEAF", "backoff"]);
  });
});

describe("where a leaf set comes from", () => {
  let folder: string;
  let server: Server;
  let url: string;
  const asked: (string | undefined)[] = [];
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "cseth-claim-"));
    server = createServer((request, response) => {
      asked.push(request.url);
      const known = request.url?.includes("/v1/rewards/1/frames/15") || request.url === "/lane-1-frame-14.json";
      response.writeHead(known ? 200 : 404).end(known ? leafSetText(set) : "not found\n");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  });
  after(async () => {
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });
  const read = (from: string, frame = 15n) => readLeafSet({ from, laneId: 1, frame });

  it("is an oracle member, asked for the report's own; a file's address; or a file", async () => {
    const file = join(folder, "set.json");
    writeFileSync(file, leafSetText(set));
    for (const from of [url, `${url}/behind/proxy/`, `${url}/lane-1-frame-14.json`, file]) {
      assert.deepEqual(await read(from), set);
    }
    assert.deepEqual(asked, [
      "/v1/rewards/1/frames/15",
      "/behind/proxy/v1/rewards/1/frames/15",
      "/lane-1-frame-14.json",
    ]);
  });

  it("fails typed: nobody there, not found, no file, no leaf set", async () => {
    const file = join(folder, "other.json");
    writeFileSync(file, leafSetText(set).replace('"700"', '"701"'));
    const codeOf = async (reading: Promise<unknown>) => (await fatal(reading)).code;
    assert.equal(await codeOf(read("http://127.0.0.1:1")), "REWARDS_SOURCE_UNREADABLE");
    assert.equal(await codeOf(read("http://")), "REWARDS_SOURCE_UNREADABLE");
    assert.equal(await codeOf(read(url, 16n)), "REWARDS_SOURCE_UNREADABLE");
    assert.equal(await codeOf(read(join(folder, "none.json"))), "REWARDS_SOURCE_UNREADABLE");
    assert.equal(await codeOf(read(file)), "REWARDS_LEAF_SET_INVALID");
  });
});

describe("`cseth operator claim`, one typed line before it looks at any chain", function () {
  this.timeout(60_000);
  const chain = { rpcUrls: ["http://127.0.0.1:1"] };
  const lane = { ...chain, laneId: 1, kind: "op-stack", chainId: 901 };
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "cseth-claim-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  async function claim(id: string, environment = {}): Promise<string> {
    const config = join(folder, "cseth.json");
    writeFileSync(config, JSON.stringify({ l1: { ...chain, chainId: 900 }, lanes: [lane] }));
    const { code, stdout, stderr } = await runChild(BIN, ["operator", "claim", id, "-c", config], { environment });
    assert.equal(stdout, "");
    return `${code} ${stderr}`;
  }

  it("for an id that is none, a lane nobody configured, one whose contracts nobody knows, a key that is none", async () => {
    assert.match(await claim("1"), /^64 USAGE_INVALID: 1 is no operator/);
    assert.match(await claim(`${2n * A}`), /^64 USAGE_UNKNOWN_LANE: there is no lane 2/);
    assert.match(await claim(`${A}`), /^78 CONFIG_DEPLOYMENTS_MISSING: lane-1 has no deployments/);
    const short = await claim(`${A}`, { CSETH__USER__KEY: `0x${"12".repeat(31)}` });
    assert.match(short, /^78 CONFIG_INVALID: user\.key: must be 0x and 64/);
    assert(!short.includes("1212"));
  });

  it("`--help` says what it takes", async () => {
    const { code, stdout } = await runChild(BIN, ["operator", "claim", "--help"]);
    assert.equal(code, 0);
    for (const text of ["--from <source>", "--dry-run", "--json", "CSETH__USER__KEY"]) assert(stdout.includes(text));
  });
});
