// Every number compared after every step: where the contracts show it, and what the model has.
import {
  type Address,
  concatHex,
  encodeFunctionData,
  type Hex,
  keccak256,
  numberToHex,
  sliceHex,
  toFunctionSelector,
} from "viem";
import { iOpStackGatewayAbi } from "../../../shared/src/abi/IOpStackGateway.ts";
import { encodeBatchBody } from "../../../shared/src/messages/batch-message.ts";
import { encodeEnvelope, messageType } from "../../../shared/src/messages/envelope.ts";
import { encodeStateUpdateBody } from "../../../shared/src/messages/state-update-message.ts";
import type { Batch, StateUpdate } from "../../../shared/src/model/lane-l1-state.ts";
import { available } from "../../../shared/src/model/lane-l2.ts";
import { balanceOf, pooled, provisions, undistributedE18 } from "../../../shared/src/model/ledger.ts";
import { finalizedUpTo } from "../../../shared/src/model/queue.ts";
import { queuedValue } from "../../../shared/src/model/queue-value.ts";
import { ACCOUNT } from "../../../shared/src/model/state.ts";
import { WAD } from "../../../shared/src/units/quantity.ts";
import type { Addresses, View } from "./chain.ts";
import { operatorOf, rootOf } from "./perform-reward.ts";
import { closableAt, etherToSend, l2Balance, laneL1, type Message, pendingValue, USERS, type World } from "./world.ts";

type Part = Readonly<{
  view: View;
  /** One name per word the view returns. */
  names: readonly string[];
  of: (world: World) => readonly bigint[];
}>;

export type Numbers = Readonly<{
  views: readonly View[];
  names: readonly string[];
  of(world: World): bigint[];
}>;

const MAX_UINT256 = 2n ** 256n - 1n;

export function createNumbers(addresses: Addresses): Numbers {
  const parts = [...coreParts(addresses), ...poolParts(addresses), ...transportParts(addresses)];
  return {
    views: parts.map(({ view }) => view),
    names: parts.flatMap(({ names }) => names),
    of: (world) => parts.flatMap(({ of }) => of(world)),
  };
}

function view(target: Address, signature: string, argument: bigint | Address = 0n): View {
  return { target, selector: toFunctionSelector(signature), argument: BigInt(argument) };
}

function one(name: string, where: View, of: (world: World) => bigint): Part {
  return { view: where, names: [name], of: (world) => [of(world)] };
}

function coreParts({ player, core, laneHub, treasury, accounts }: Addresses): Part[] {
  const balance = (name: string, account: Address, of: (world: World) => bigint) =>
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
    {
      view: view(core, "lane(uint16)", 1n),
      names: ["lane exists", "appliedNonce", "K", "X", "H", "released", "funded", "lane's rateNonce", "cap of H"],
      of: (world) => {
        const lane = laneL1(world);
        const { appliedNonce, locked, carry, held, releasedTotal, fundedTotal, rateNonce } = lane;
        const totals = [locked, carry, held, releasedTotal, fundedTotal];
        return [1n, BigInt(appliedNonce), ...totals, BigInt(rateNonce), world.core.params.heldCap];
      },
    },
    {
      view: view(laneHub, "fastLane(uint16)", 1n),
      names: ["fast gateway", "fast frozen", "freezes sent", "rateNonce of the last freeze"],
      of: (world) => [BigInt(player), laneL1(world).fast.frozen ? 1n : 0n, 0n, 0n],
    },
    one("lastFinalizedId", view(core, "lastFinalizedId()"), (world) => BigInt(finalizedUpTo(world.core))),
    one("lastRequestId", view(core, "lastRequestId()"), (world) => BigInt(world.core.queue.requests.length)),
    balance("the lane hub", laneHub, (world) => laneL1(world).locked),
    balance("the treasury", treasury, (world) => balanceOf(world.core, ACCOUNT.protocolFees)),
    balance("the core", core, (world) => balanceOf(world.core, ACCOUNT.operatorFees)),
    ...USERS.map((user, index) =>
      balance(`user ${user}`, accounts[index] as Address, (world) => balanceOf(world.core, user)),
    ),
  ];
}

function poolParts(addresses: Addresses): Part[] {
  const { pool, l2Hub, distributor, accounts } = addresses;
  const balance = (name: string, account: Address, of: (world: World) => bigint) =>
    one(`L2 balance of ${name}`, view(pool, "balanceOf(address)", account), of);
  return [
    {
      view: view(pool, "book()"),
      names: [
        "T",
        "E",
        "Y",
        "pending shares",
        "pending value",
        "movedOut",
        "rewardsFunded",
        "ack nonce",
        "ack K",
      ].concat("unacknowledged"),
      of: (world) => {
        const { lane } = world;
        const { nonce, locked } = lane.acknowledged;
        return [
          lane.supply,
          lane.pool,
          lane.settled,
          lane.waitingShares,
          pendingValue(world),
          lane.movedOutTotal,
          lane.fundedTotal,
          BigInt(nonce),
          locked,
          lane.leftTotal - (lane.leftTotalAt[nonce] ?? 0n),
        ];
      },
    },
    {
      view: view(pool, "openBatch()"),
      names: ["open rateNonce", "m", "u", "w", "e", "heldAfter"],
      of: (world) => {
        const { feed, open, pool: ether } = world.lane;
        const sent = etherToSend(world);
        return [BigInt(feed.rateNonce), open.minted, open.burned, open.forwarded, sent, ether - sent];
      },
    },
    one("available", view(pool, "available()"), (world) => available(world.lane)),
    {
      view: view(pool, "rate()"),
      names: ["L2 r", "L2 rateNonce", "L2 refTime", "L2 stopped"],
      of: ({ lane: { feed } }) => [feed.rate, BigInt(feed.rateNonce), feed.refTime, feed.stopped ? 1n : 0n],
    },
    {
      view: view(pool, "unstakeQueue()"),
      names: ["last unstake", "served unstake"],
      of: ({ lane }) => [BigInt(lane.requests.length), BigInt(lane.head)],
    },
    balance("the pool", pool, (world) => world.lane.waitingShares),
    balance("the distributor", distributor, (world) => world.lane.rewards.held),
    one("reward root", view(distributor, "root()"), ({ lane }) => BigInt(rootOf(lane.rewards.leaves, addresses))),
    one("reward root's frame", view(distributor, "rootFrame()"), ({ lane }) => BigInt(lane.rewards.frame)),
    ...USERS.map((user) =>
      one(`rewards paid to operator ${user}`, view(distributor, "claimed(uint64)", operatorOf(user)), ({ lane }) => {
        return lane.rewards.claimed[user] ?? 0n;
      }),
    ),
    ...USERS.map((user, index) =>
      balance(`user ${user}`, accounts[index] as Address, (world) => l2Balance(world, user)),
    ),
    one("open batch nonce", view(l2Hub, "openBatchNonce()"), (world) => BigInt(world.lane.batchNonce + 1)),
    {
      view: view(pool, "freezeState()"),
      names: ["frozen until", "heeds a freeze from", "frozen rateNonce"],
      of: ({ lane: { freeze } }) => [freeze.until, freeze.heedFrom, BigInt(freeze.rateNonce)],
    },
    one("closableAt", view(l2Hub, "closableAt()"), (world) => closableAt(world) ?? MAX_UINT256),
    one("latestStateNonce", view(l2Hub, "latestStateNonce()"), (world) => BigInt(world.lane.feed.updateNonce)),
  ];
}

function transportParts(addresses: Addresses): Part[] {
  const { player } = addresses;
  return [
    {
      view: view(player, "etherBalances()"),
      names: ["ether of the core", "ether of the pool", "ether of the lane hub", "ether of the L2 hub"],
      of: ({ core, lane, poolForced }) => [core.coreBalance, lane.pool + lane.settled + poolForced, 0n, 0n],
    },
    {
      view: view(player, "latestMessage()"),
      names: ["messages sent", "value of the latest message", "hash of the latest message"],
      of: ({ messages }) => {
        const latest = messages.at(-1);
        if (latest === undefined) return [0n, 0n, 0n];
        return [BigInt(messages.length), etherOf(latest), BigInt(hashOf(latest, addresses))];
      },
    },
  ];
}

export function etherOf(message: Message): bigint {
  if (message.kind === "batch") return message.batch.ether;
  return message.update.settlements.reduce((sum, { proceeds }) => sum + proceeds, 0n);
}

const hashes = new WeakMap<Message, Hex>();

function hashOf(message: Message, addresses: Addresses): Hex {
  const { laneHub, l2Hub } = addresses;
  const known = hashes.get(message);
  if (known !== undefined) return known;
  const [sender, recipient] = message.kind === "batch" ? [l2Hub, laneHub] : [laneHub, l2Hub];
  const args = [sender, recipient, encodeMessage(message, addresses)] as const;
  const hash = keccak256(encodeFunctionData({ abi: iOpStackGatewayAbi, functionName: "deliver", args }));
  hashes.set(message, hash);
  return hash;
}

/** The message as the contracts must have encoded it, by the twins that the golden vectors bind to them. */
export function encodeMessage(message: Message, addresses: Addresses): Hex {
  const encoded = message.kind === "batch" ? encodeBatch(message.batch) : encodeUpdate(message.update, addresses);
  // The twins write the current version; a hub of the next one differs in this byte.
  return concatHex([numberToHex(message.version, { size: 1 }), sliceHex(encoded, 1)]);
}

function encodeBatch({ nonce, rateNonce, ether, ...amounts }: Batch): Hex {
  const actionsRoot: Hex = `0x${"0".repeat(64)}`;
  const body = { ...amounts, rateNonce: BigInt(rateNonce), etherSent: ether, actionCount: 0, actionsRoot };
  return encodeEnvelope({ type: messageType.batch, laneId: 1, nonce: BigInt(nonce), body: encodeBatchBody(body) });
}

function encodeUpdate(update: StateUpdate, addresses: Addresses): Hex {
  const { rewards } = update;
  const body = encodeStateUpdateBody({
    refTime: update.refTime,
    rateNonce: BigInt(update.rateNonce),
    rate: update.rate,
    appliedNonce: BigInt(update.appliedNonce),
    lockedShares: update.locked,
    releasedTotal: update.releasedTotal,
    rewardsFrame: BigInt(rewards?.frame ?? 0),
    rewardsRoot: rootOf(rewards?.leaves ?? [], addresses),
    rewardsTotal: update.fundedTotal,
    settlements: update.settlements.map(({ nonce, proceeds }) => ({ batchNonce: BigInt(nonce), etherPaid: proceeds })),
  });
  return encodeEnvelope({ type: messageType.stateUpdate, laneId: 1, nonce: BigInt(update.nonce), body });
}
