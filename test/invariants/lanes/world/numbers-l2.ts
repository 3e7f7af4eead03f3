// What the contracts of a lane's L2 show.
import { available } from "../../../../shared/src/model/lane-l2.ts";
import type { Addresses } from "../chain/deploy.ts";
import { CHAIN_OF, type LaneId } from "../chain/peers.ts";
import { actionsRoot } from "./messages.ts";
import { one, type Part, view } from "./part.ts";
import { operatorOf, rootOf } from "./rewards.ts";
import { closableAt, etherToSend, gasDeclared, movesIn, pendingValue } from "./rules.ts";
import { type LaneWorld, l2Balance, USERS } from "./world.ts";

const MAX_UINT256 = 2n ** 256n - 1n;

export function l2Parts(id: LaneId, addresses: Addresses): Part[] {
  return [...poolParts(id, addresses), ...rewardParts(id, addresses), ...hubParts(id, addresses)];
}

function poolParts(id: LaneId, { lanes }: Addresses): Part[] {
  const { pool, player, users } = lanes[id];
  const balance = (name: string, account: `0x${string}`, of: (lane: LaneWorld) => bigint) =>
    one(`L2 balance of ${name}`, view(pool, "balanceOf(address)", account), (world) => of(world.lanes[id]));
  return [
    {
      view: view(pool, "book()"),
      names: ["T", "E", "Y", "pending shares", "pending value", "movedOut", "rewardsFunded", "ack nonce"].concat(
        "ack K",
        "unacknowledged",
      ),
      of: ({ lanes: { [id]: lane } }) => {
        const { l2 } = lane;
        const { nonce, locked } = l2.acknowledged;
        return [
          ...[l2.supply, l2.pool, l2.settled, l2.waitingShares, pendingValue(lane), l2.movedOutTotal, l2.fundedTotal],
          ...[BigInt(nonce), locked, l2.leftTotal - (l2.leftTotalAt[nonce] ?? 0n)],
        ];
      },
    },
    {
      view: view(pool, "openBatch()"),
      names: ["open rateNonce", "m", "u", "w", "e", "heldAfter"],
      of: (world) => {
        const { feed, open, pool: ether } = world.lanes[id].l2;
        const sent = etherToSend(world, world.lanes[id]);
        return [BigInt(feed.rateNonce), open.minted, open.burned, open.forwarded, sent, ether - sent];
      },
    },
    one("available", view(pool, "available()"), ({ lanes: { [id]: lane } }) => available(lane.l2)),
    {
      view: view(pool, "rate()"),
      names: ["L2 r", "L2 rateNonce", "L2 refTime", "L2 stopped"],
      of: ({ lanes: { [id]: lane } }) => {
        const { feed } = lane.l2;
        return [feed.rate, BigInt(feed.rateNonce), feed.refTime, feed.stopped ? 1n : 0n];
      },
    },
    {
      view: view(pool, "unstakeQueue()"),
      names: ["last unstake", "served unstake"],
      of: ({ lanes: { [id]: lane } }) => [BigInt(lane.l2.requests.length), BigInt(lane.l2.head)],
    },
    {
      view: view(pool, "freezeState()"),
      names: ["frozen until", "heeds a freeze from", "frozen rateNonce"],
      isFast: true,
      of: ({ lanes: { [id]: lane } }) => {
        const { until, heedFrom, rateNonce } = lane.l2.freeze;
        return [until, heedFrom, BigInt(rateNonce)];
      },
    },
    balance("the pool", pool, ({ l2 }) => l2.waitingShares),
    ...USERS.map((user, index) => balance(`user ${user}`, users[index] ?? "0x0", (lane) => l2Balance(lane, user))),
    one("ether of the pool", view(player, "etherOf(address)", pool), ({ lanes: { [id]: lane } }) => {
      return lane.l2.pool + lane.l2.settled + lane.poolForced;
    }),
  ];
}

function rewardParts(id: LaneId, addresses: Addresses): Part[] {
  const { pool, distributor } = addresses.lanes[id];
  const of = (read: (rewards: LaneWorld["l2"]["rewards"]) => bigint) => {
    return ({ lanes }: { lanes: Record<LaneId, LaneWorld> }) => read(lanes[id].l2.rewards);
  };
  return [
    one(
      "L2 balance of the distributor",
      view(pool, "balanceOf(address)", distributor),
      of(({ held }) => held),
    ),
    one(
      "reward root",
      view(distributor, "root()"),
      of(({ leaves }) => BigInt(rootOf(id, leaves, addresses))),
    ),
    one(
      "reward root's frame",
      view(distributor, "rootFrame()"),
      of(({ frame }) => BigInt(frame)),
    ),
    ...USERS.map((user) => {
      const where = view(distributor, "claimed(uint64)", operatorOf(id, user));
      return one(
        `rewards paid to operator ${user}`,
        where,
        of(({ claimed }) => claimed[user] ?? 0n),
      );
    }),
  ];
}

function hubParts(id: LaneId, { lanes }: Addresses): Part[] {
  const { hub, player, gateway } = lanes[id];
  const chain = CHAIN_OF[id];
  return [
    one("open batch nonce", view(hub, "openBatchNonce()"), (world) => BigInt(world.lanes[id].l2.batchNonce + 1)),
    one("closableAt", view(hub, "closableAt()"), (world) => closableAt(world, world.lanes[id]) ?? MAX_UINT256),
    one("latestStateNonce", view(hub, "latestStateNonce()"), (world) => BigInt(world.lanes[id].l2.feed.updateNonce)),
    {
      view: view(hub, "outbox()"),
      names: ["open actions' root", "open actions", "gas of the open actions"],
      of: ({ lanes: { [id]: lane } }) => {
        const { outbox } = lane;
        return [BigInt(actionsRoot(outbox)), BigInt(outbox.length), gasDeclared(outbox)];
      },
    },
    one("moves of the open batch", view(hub, "openMoves()"), (world) => movesIn(world.lanes[id].outbox)),
    one("shares received", view(hub, "sharesReceivedTotal()"), (world) => world.lanes[id].l2.receivedTotal),
    one("ether of the L2 hub", view(player, "etherOf(address)", hub), () => 0n),
    one("ether of the L2 gateway", view(player, "etherOf(address)", gateway), (world) => world.lanes[id].gatewayEther),
    {
      view: view(player, "transcript()"),
      names: ["messages up", "ether of the latest message up", "hash of the messages up"],
      of: ({ transcripts: { [chain]: up } }) => [BigInt(up.count), up.value, BigInt(`0x${up.hash}`)],
    },
  ];
}
