// The smoke test of public testnets, on the devnet: what it reads there, and that it notices what is wrong.
import assert from "node:assert/strict";
import type { Devnet } from "../../../devnet/src/types.ts";
import { createArbitrumSides } from "../../devnet/support/arbitrum.ts";
import { sharedDevnet } from "../../devnet/support/devnet.ts";
import { createSides } from "../../devnet/support/messenger.ts";
import { examineArbitrum } from "../../smoke/arbitrum.ts";
import { examineLayerZero } from "../../smoke/layer-zero.ts";
import { examineOpStack } from "../../smoke/op-stack.ts";
import { createTestClient } from "./clients.ts";

const lookBack = { range: 50n, pages: 3 };
const finality = { source: "depth", safeDepth: 1, finalizedDepth: 2 } as const;
const SENDER = 15;

describe("the smoke test of public bridges, on the devnet", function () {
  this.timeout(60_000);
  let devnet: Devnet;
  const client = (chain: "l1" | "op" | "arbitrum") => createTestClient(chain, devnet[chain]);
  before(async () => {
    devnet = await sharedDevnet();
  });

  it("finds the OP-stack's bridge as our adapter knows it", async () => {
    const sides = createSides(devnet, SENDER);
    await sides.sendUp(sides.account.address, "0x", 0n);
    await sides.sendDown(sides.account.address, "0x", 0n);
    await devnet.op.propose();
    await devnet.mineSlots(1);
    assert.deepEqual(await examineOpStack({ l1: client("l1"), l2: client("op"), finality, lookBack }), [
      ["type of the games that are respected", "1"],
      ["seconds from proof to finalization", "180"],
      ["the newest game", "its root is what our node has"],
      ["a message to L1", "READY_TO_PROVE"],
      ["a message to the L2", "EXECUTED"],
    ]);
  });

  const nitro = () =>
    ({
      l1: client("l1"),
      l2: client("arbitrum"),
      finality: { l1: finality, l2: { ...finality, source: "tags" } },
      inbox: devnet.arbitrum.addresses.inbox,
      lookBack,
    }) as const;

  it("finds Arbitrum's bridge as our adapter knows it", async () => {
    const sides = createArbitrumSides(devnet, SENDER);
    await sides.createTicket({ to: sides.account.address });
    await sides.send(sides.account.address);
    await devnet.arbitrum.confirm();
    assert.deepEqual(await examineArbitrum(nitro()), [
      // (1,400 + 6 · 1,000) · 20 gwei
      ["wei for a ticket of 1,000 bytes at 20 gwei", "148000000000000"],
      ["a message to L1", "READY_FOR_OUTBOX"],
      ["the newest confirmed assertion", "some messages, by a root that the outbox knows"],
      ["a ticket", "created: success"],
    ]);
  });

  it("finds LayerZero's endpoints as our gateways need them, and notices another chain's id", async () => {
    const { addresses, eids } = devnet.layerZero;
    const end = { client: client("l1"), endpoint: addresses.endpoint, eid: eids.l1, peerEid: eids.op };
    const [libraries] = await examineLayerZero(end);
    assert.deepEqual(libraries, [`libraries from ${eids.l1} to ${eids.op}`, "3.0.2"]);
    await assert.rejects(examineLayerZero({ ...end, eid: eids.op }), {
      name: "Unexpected",
      message: `an endpoint that calls itself ${eids.l1}, not ${eids.op}`,
    });
  });

  it("notices a chain whose contracts are not there", async () => {
    await assert.rejects(examineArbitrum({ ...nitro(), inbox: "0x00000000000000000000000000000000000000ff" }));
    const swapped = { l1: client("op"), l2: client("l1"), finality, lookBack };
    await assert.rejects(examineOpStack(swapped));
  });
});
