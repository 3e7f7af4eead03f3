// What L1's contracts show.
import { balanceOf, pooled, provisions, undistributedE18 } from "../../../../shared/src/model/ledger.ts";
import { finalizedUpTo } from "../../../../shared/src/model/queue.ts";
import { queuedValue } from "../../../../shared/src/model/queue-value.ts";
import { ACCOUNT } from "../../../../shared/src/model/state.ts";
import { WAD } from "../../../../shared/src/units/quantity.ts";
import type { Addresses } from "../chain/deploy.ts";
import { LANES, type LaneId } from "../chain/peers.ts";
import { one, type Part, view } from "./part.ts";
import { landedBatch } from "./rules.ts";
import { laneL1, USERS, type World } from "./world.ts";

export function l1Parts(addresses: Addresses): Part[] {
  return [...coreParts(addresses), ...LANES.flatMap((lane) => laneParts(lane, addresses)), ...otherParts(addresses)];
}

function coreParts({ l1 }: Addresses): Part[] {
  const { core, laneHub, moveLedger, treasury, users } = l1;
  const balance = (name: string, account: `0x${string}`, of: (world: World) => bigint) =>
    one(`L1 balance of ${name}`, view(core, "balanceOf(address)", account), of);
  return [
    {
      view: view(core, "ledger()"),
      names: ["B", "V", "C", "A", "ΣH", "N", "Q", "P", "S", "D", "U", "ΣX", "feeEscrow", "r", "rateNonce"].concat(
        "refTime",
        "hwm",
        "lossIndex",
      ),
      of: ({ core: model }) => [
        model.buffered,
        model.vaulted,
        model.consensus,
        model.activating,
        model.lanes.reduce((sum, { held }) => sum + held, 0n),
        queuedValue(model.queue),
        provisions(model),
        pooled(model),
        model.totalShares,
        undistributedE18(model) / WAD,
        model.claimable,
        model.lanes.reduce((sum, { carry }) => sum + carry, 0n),
        balanceOf(model, ACCOUNT.operatorFees),
        model.rate,
        BigInt(model.rateNonce),
        model.refTime,
        model.highWaterMark,
        model.queue.lossIndex,
      ],
    },
    one("lastFinalizedId", view(core, "lastFinalizedId()"), (world) => BigInt(finalizedUpTo(world.core))),
    one("lastRequestId", view(core, "lastRequestId()"), (world) => BigInt(world.core.queue.requests.length)),
    balance("the lane hub", laneHub, ({ core: model }) => model.lanes.reduce((sum, { locked }) => sum + locked, 0n)),
    balance("the move ledger", moveLedger, (world) => balanceOf(world.core, ACCOUNT.parked)),
    one("parked shares", view(moveLedger, "parkedShares()"), (world) => balanceOf(world.core, ACCOUNT.parked)),
    balance("the treasury", treasury, (world) => balanceOf(world.core, ACCOUNT.protocolFees)),
    balance("the core", core, (world) => balanceOf(world.core, ACCOUNT.operatorFees)),
    ...USERS.map((user, index) => balance(`user ${user}`, users[index] ?? "0x0", ({ core: c }) => balanceOf(c, user))),
  ];
}

/** A lane's account in the core, and what the hub keeps of it. */
function laneParts(id: LaneId, { l1 }: Addresses): Part[] {
  const named = (...names: string[]) => names.map((name) => `${name} of lane ${id}`);
  const argument = BigInt(id);
  return [
    {
      view: view(l1.core, "lane(uint16)", argument),
      names: named("exists", "appliedNonce", "K", "X", "H", "released", "funded", "rateNonce", "cap of H"),
      of: (world) => {
        const { appliedNonce, locked, carry, held, releasedTotal, fundedTotal, rateNonce } = laneL1(world, id);
        const totals = [locked, carry, held, releasedTotal, fundedTotal];
        return [1n, BigInt(appliedNonce), ...totals, BigInt(rateNonce), world.core.params.heldCap];
      },
    },
    {
      view: view(l1.laneHub, "sharesSent(uint16)", argument),
      names: named("nonce of the last SHARES message", "shares moved there"),
      of: (world) => [BigInt(laneL1(world, id).sentNonce), laneL1(world, id).sentTotal],
    },
    {
      view: view(l1.laneHub, "fastLane(uint16)", argument),
      names: named("fast gateway", "fast frozen", "freezes sent", "rateNonce of the last freeze"),
      isFast: true,
      of: (world) => {
        const { fastGateway, freezesSent, freezeRateNonce } = world.lanes[id];
        const { frozen } = laneL1(world, id).fast;
        return [BigInt(fastGateway), frozen ? 1n : 0n, BigInt(freezesSent), BigInt(freezeRateNonce)];
      },
    },
    ...edgeParts(id, { l1 }),
  ];
}

function edgeParts(id: LaneId, { l1 }: Pick<Addresses, "l1">): Part[] {
  const named = (...names: string[]) => names.map((name) => `${name} of lane ${id}`);
  return [
    {
      view: view(l1.player, "edge(uint16)", BigInt(id)),
      names: named("actions' root", "actions", "cursor", "first request", "requests", "settled").concat(
        named("landedNonce", "settledNonce", "forwardedNonce", "stateUpdateNonce", "lastPushedFrame", "failures"),
      ),
      of: (world) => {
        const lane = world.lanes[id];
        const { appliedNonce, updateNonce } = laneL1(world, id);
        const failures = lane.batches[appliedNonce - 1]?.failed.reduce((mask, bit) => mask | (1n << BigInt(bit)), 0n);
        return [
          ...landedBatch(world, lane, appliedNonce - 1),
          ...[appliedNonce, lane.settledNonce, lane.forwardedNonce, updateNonce, lane.pushedFrame].map(BigInt),
          failures ?? 0n,
        ];
      },
    },
    {
      view: view(l1.player, "noteOfNext(uint16)", BigInt(id)),
      names: named("digest of the next batch's note", "time of the next batch's note"),
      isFast: true,
      of: (world) => {
        const { appliedNonce, fast } = laneL1(world, id);
        const note = fast.notes[appliedNonce + 1];
        return note === undefined ? [0n, 0n] : [BigInt(world.lanes[id].noted[appliedNonce + 1] ?? 0), note.notedAt];
      },
    },
  ];
}

function otherParts({ l1 }: Addresses): Part[] {
  return [
    one("ether of the core", view(l1.player, "etherOf(address)", l1.core), ({ core }) => core.coreBalance),
    one("ether of the lane hub", view(l1.player, "etherOf(address)", l1.laneHub), () => 0n),
    {
      view: view(l1.player, "transcript()"),
      names: ["messages down", "ether of the latest message down", "hash of the messages down"],
      of: ({ transcripts: { l1: down } }) => [BigInt(down.count), down.value, BigInt(`0x${down.hash}`)],
    },
    {
      view: view(l1.executor, "executions()"),
      names: ["actions executed", "actions executed again", "hash of the actions executed"],
      of: ({ executed }) => [BigInt(executed.total), 0n, BigInt(`0x${executed.transcript}`)],
    },
  ];
}
