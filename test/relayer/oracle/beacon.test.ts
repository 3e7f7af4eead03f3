import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createBeaconClient } from "@cseth/relayer/beacon/client";
import { createBeaconHttp } from "@cseth/relayer/beacon/http";
import { createSecret } from "@cseth/relayer/config/secret";
import { createLogger } from "@cseth/relayer/telemetry/logger";
import type { Hex } from "viem";
import { fatal } from "../../support/rejections.ts";

const root = (slot: number): Hex => `0x${slot.toString(16).padStart(64, "0")}`;
type Answers = Record<string, { status?: number; body?: unknown; hang?: true }>;

/** A node that knows these slots, each block the child of the one before. */
function chainOf(slots: readonly number[], { parents = {} }: { parents?: Record<number, number> } = {}): Answers {
  const answers: Answers = {};
  for (const [index, slot] of slots.entries()) {
    const parent = parents[slot] ?? slots[index - 1] ?? 0;
    const message = {
      slot: String(slot),
      proposer_index: "5",
      parent_root: root(parent),
      state_root: root(slot + 2_000),
      body_root: root(slot + 3_000),
    };
    answers[`/eth/v1/beacon/headers/${slot}`] = {
      body: { execution_optimistic: false, finalized: true, data: { root: root(slot), header: { message } } },
    };
    const payload = { block_number: String(slot - 3), block_hash: root(slot + 1_000), timestamp: String(slot * 12) };
    const block = { slot: String(slot), body: { execution_payload: payload } };
    answers[`/eth/v2/beacon/blocks/${root(slot)}`] = {
      body: { execution_optimistic: false, finalized: true, data: { message: block } },
    };
  }
  return answers;
}

describe("reading the beacon chain", () => {
  const servers: Server[] = [];
  after(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function node(answers: Answers): Promise<string> {
    const server = createServer((request, response) => {
      const { status = 200, body = {}, hang } = answers[request.url ?? ""] ?? { status: 404 };
      if (hang) return;
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async function beaconOf(...nodes: Answers[]) {
    const urls = (await Promise.all(nodes.map(node))).map(createSecret);
    const http = createBeaconHttp({ urls, timeoutMs: 300, logger: createLogger({ level: "silent" }) });
    return createBeaconClient({ http, slotsPerEpoch: 32n });
  }

  const finality = (epoch: number, optimistic = false): Answers => ({
    "/eth/v1/beacon/states/head/finality_checkpoints": {
      body: { execution_optimistic: optimistic, data: { finalized: { epoch: String(epoch), root: root(1) } } },
    },
  });

  it("the finalized checkpoint of epoch 3 makes every slot up to 96 final", async () => {
    assert.equal(await (await beaconOf(finality(3))).finalizedSlot(), 96n);
  });

  it("a slot is its own block, or, if it was missed, the last one before it", async () => {
    const beacon = await beaconOf(chainOf([10, 11, 14]));
    const at = async (slot: bigint) => (await beacon.executionBlockAt(slot)).number;
    assert.deepEqual([await at(11n), await at(12n), await at(13n), await at(14n)], [8n, 8n, 8n, 11n]);
  });

  it("R-9: a node that merely lacks the block is not believed that it was missed", async () => {
    const beacon = await beaconOf(chainOf([10, 11, 14], { parents: { 14: 13 } }));
    const error = await fatal(beacon.executionBlockAt(13n));
    assert.deepEqual([error.code, error.retry], ["BEACON_HISTORY_GAP", "backoff"]);
  });

  it("R-9: the block after one is the next that builds on it; of none, and of one that does not, nothing is said", async () => {
    const beacon = await beaconOf(chainOf([10, 11, 14, 20], { parents: { 20: 19 } }));
    const header = await beacon.headerUpTo(12n);
    assert.deepEqual(header, {
      root: root(11),
      slot: 11n,
      proposerIndex: 5n,
      parentRoot: root(10),
      stateRoot: root(2_011),
      bodyRoot: root(3_011),
    });
    const next = await beacon.headerAfter(header);
    assert.equal(next.slot, 14n);
    for (const at of [next, { ...header, slot: 20n, root: root(20) }]) {
      assert.equal((await fatal(beacon.headerAfter(at))).code, "BEACON_HISTORY_GAP");
    }
  });

  it("R-10: an optimistic node is passed over for one that has executed its blocks", async () => {
    assert.equal(await (await beaconOf(finality(9, true), finality(3))).finalizedSlot(), 96n);
  });

  it("R-11: a node that hangs is passed over; when all fail the error names each by host", async () => {
    const path = "/eth/v1/beacon/states/head/finality_checkpoints";
    assert.equal(await (await beaconOf({ [path]: { hang: true } }, finality(2))).finalizedSlot(), 64n);
    const beacon = await beaconOf(
      { [path]: { hang: true } },
      { [path]: { status: 503 } },
      { [path]: { body: { data: 1 } } },
    );
    const error = await fatal(beacon.finalizedSlot());
    assert.equal(error.code, "BEACON_UNAVAILABLE");
    assert.match(
      error.message,
      /\(0 127\.0\.0\.1:\d+: no answer in time; 1 127\.0\.0\.1:\d+: HTTP 503; 2 127\.0\.0\.1:\d+: unexpected answer\)/,
    );
  });
});
