import assert from "node:assert/strict";
import { pad, parseEventLogs } from "viem";
import type { Devnet } from "../../../devnet/src/types.ts";
import { escrowOf } from "../../../shared/src/arbitrum/transactions.ts";
import {
  type ArbitrumSides,
  arbosAbi,
  arbRetryableTx,
  codes,
  createArbitrumSides,
  plant,
} from "../support/arbitrum.ts";
import { sharedDevnet } from "../support/devnet.ts";

const lifetime = 1_260n;
const lifetimeSlots = 105;

describe("Arbitrum: keepalive and expiry of tickets", () => {
  let devnet: Devnet;
  let sides: ArbitrumSides;

  before(async () => {
    devnet = await sharedDevnet();
    sides = createArbitrumSides(devnet, 7);
  });

  it("keeps a ticket that was kept alive a lifetime longer, and gives an expired one's value to its beneficiary", async () => {
    const to = await plant(sides.rpcUrl, codes.refusing);
    const beneficiary = pad("0xbeef01", { size: 20 });
    const getLifetime = { address: arbRetryableTx, abi: arbosAbi, functionName: "getLifetime" } as const;
    assert.equal(await sides.l2.readContract(getLifetime), lifetime);
    const kept = await sides.createTicket({ to, value: 7n, beneficiary });
    const lost = await sides.createTicket({ to, value: 999n, beneficiary });
    const { timestamp: createdAt } = await sides.l2.getBlock({ blockNumber: kept.receipt.blockNumber });
    assert.equal(await sides.timeoutOf(kept.id), createdAt + lifetime);

    const extended = await sides.keepalive(kept.id);
    const [event] = parseEventLogs({ abi: arbosAbi, eventName: "LifetimeExtended", logs: extended.logs });
    assert.equal(event?.args.newTimeout, createdAt + 2n * lifetime);
    assert.equal(await sides.timeoutOf(kept.id), createdAt + 2n * lifetime);
    // More than a lifetime ahead there is no more to add.
    assert.equal((await sides.keepalive(kept.id)).status, "reverted");

    // Five slots have passed since the second ticket: at exactly its timeout it is still open.
    await devnet.mineSlots(lifetimeSlots - 2);
    assert.equal((await sides.l2.getBlock()).timestamp, createdAt + lifetime + 12n);
    assert.equal(await sides.timeoutOf(lost.id), createdAt + lifetime + 12n);
    assert.equal(await sides.l2.getBalance({ address: beneficiary }), 0n);
    await devnet.mineSlots(1);
    await assert.rejects(sides.timeoutOf(lost.id), /NoTicketWithID/);
    assert.equal(await sides.l2.getBalance({ address: beneficiary }), 999n);
    assert.equal(await sides.l2.getBalance({ address: escrowOf(lost.id) }), 0n);
    assert.equal((await sides.redeem(lost.id)).receipt.status, "reverted");
    assert.equal(await sides.l2.getBalance({ address: escrowOf(kept.id) }), 7n);
    assert.equal(await sides.timeoutOf(kept.id), createdAt + 2n * lifetime);
  });
});
