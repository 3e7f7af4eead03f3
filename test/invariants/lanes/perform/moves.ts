// csETH between the chains: locked and told of on L1, burnt into a batch on an L2, parked on L1 on the way to another.
import { encodeFunctionData, type Hex } from "viem";
import { iMoveLedgerAbi } from "../../../../shared/src/abi/IMoveLedger.ts";
import { iMoveLinkAbi } from "../../../../shared/src/abi/IMoveLink.ts";
import { actionBudget, actionKind, encodeAction } from "../../../../shared/src/messages/action.ts";
import { actionId } from "../../../../shared/src/messages/ids.ts";
import type { MoveUp } from "../../../../shared/src/model/lane-l1-state.ts";
import { sendMoveUp } from "../../../../shared/src/model/moves.ts";
import { snapshotOf } from "../../../../shared/src/model/snapshot.ts";
import { params } from "../../../../shared/src/params.ts";
import type { Addresses } from "../chain/deploy.ts";
import { CALLER, CHAIN_OF, LANES, type LaneId } from "../chain/peers.ts";
import { applyCore, applyLane } from "../world/apply.ts";
import type { MoveEvent } from "../world/events.ts";
import { sendShares } from "../world/messages.ts";
import { gasDeclared, movesIn } from "../world/rules.ts";
import { type LaneWorld, l2Balance, type User, type World } from "../world/world.ts";
import { type Call, Refusal } from "./call.ts";
import { attempt, carryDown, FEE, sendAgain, tooLittleGas } from "./messages.ts";
import { refuseUnreadable } from "./upgrade.ts";

const { actionBatchGas, moveFeeShares, moveSharesGas, moveSharesMin, movesPerBatch, sharesMessageGas } = params.mainnet;

type EventOf<Kind extends MoveEvent["kind"]> = Extract<MoveEvent, { kind: Kind }>;

export function performMove(world: World, event: MoveEvent, addresses: Addresses): Call | null {
  switch (event.kind) {
    case "moveToLane":
      return moveToLane(world, event, addresses);
    case "moveOffLane":
      return moveOffLane(world, event, addresses);
    case "deliverShares":
      return deliverShares(world, event, addresses);
    case "resendShares":
      return resendShares(world, event, addresses);
    case "sendParked":
      return sendParked(world, event, addresses);
  }
}

function moveToLane(world: World, event: EventOf<"moveToLane">, addresses: Addresses): Call {
  const { lane: laneId, user, recipient, shares } = event;
  const { l1 } = addresses;
  const args = [laneId, accountOn(laneId, recipient, addresses), shares] as const;
  const data = encodeFunctionData({ abi: iMoveLedgerAbi, functionName: "moveToLane", args });
  return {
    chain: "l1",
    step: { caller: Number(user), target: l1.moveLedger, value: FEE, data },
    perform: () => {
      const move = applyCore(world, "sendMoveDown", { laneId, account: user, shares });
      const refundTo = accountOn(0, user, addresses);
      sendShares(world, world.lanes[laneId], { move, recipient, refundTo }, addresses);
      return [BigInt(move.nonce)];
    },
  };
}

function moveOffLane(world: World, event: EventOf<"moveOffLane">, addresses: Addresses): Call {
  const { lane: laneId, user, recipient, shares, destination } = event;
  const lane = world.lanes[laneId];
  const to = accountOn(destination, recipient, addresses);
  const args = [destination, to, shares] as const;
  return {
    chain: CHAIN_OF[laneId],
    step: {
      caller: Number(user),
      target: addresses.lanes[laneId].hub,
      value: 0n,
      data: encodeFunctionData({ abi: iMoveLinkAbi, functionName: "moveShares", args }),
    },
    perform: () => {
      const data = encodeAction({
        kind: "moveShares",
        gasLimit: Number(moveSharesGas),
        operatorId: 0n,
        issuedAt: Number(world.now),
        moveNonce: BigInt(lane.l2.movedNonce + 1),
        ...{ sender: accountOn(laneId, user, addresses), recipient: to, shares, fee: moveFeeShares, destination },
      });
      const budget = actionBudget(data);
      requireRoom(lane, event, budget);
      const move = burn(world, lane, user, { account: recipient, shares, fee: moveFeeShares, destination });
      lane.moves.push({ move, sender: user, recipient });
      const action = { data, kind: actionKind.moveShares, budget, openAt: 0n, manner: 0, move };
      lane.outbox = [...lane.outbox, action];
      const place = { laneId, batchNonce: BigInt(lane.l2.batchNonce + 1), index: lane.outbox.length - 1 };
      return [BigInt(move.nonce), BigInt(actionId(place))];
    },
  };
}

/** What the hub refuses before the pool is asked. */
function requireRoom({ id, outbox }: LaneWorld, move: EventOf<"moveOffLane">, budget: bigint): void {
  if (move.shares < moveSharesMin) throw new Refusal("L2Hub_MoveTooSmall");
  if (move.destination === id) throw new Refusal("L2Hub_InvalidDestination");
  if (movesIn(outbox) === movesPerBatch) throw new Refusal("L2Hub_MovesFull");
  if (gasDeclared(outbox) + budget > actionBatchGas) throw new Refusal("L2Hub_BatchFull");
}

function burn(world: World, lane: LaneWorld, user: User, input: Omit<MoveUp, "nonce">): MoveUp {
  const { shares } = input;
  const balance = l2Balance(lane, user);
  if (shares > balance) {
    // The pool asks for the balance last, the model for everybody's first.
    sendMoveUp({ ...snapshotOf(lane.l2), supply: lane.l2.supply + shares }, input);
    throw new Refusal("ERC20InsufficientBalance");
  }
  const move = applyLane(world, lane, "sendMoveUp", input);
  lane.balances[user] = balance - shares;
  return move;
}

function deliverShares(world: World, event: EventOf<"deliverShares">, addresses: Addresses): Call | null {
  const { lane: laneId, message, starved } = event;
  const lane = world.lanes[laneId];
  const sent = lane.shares[message];
  if (sent === undefined) return null;
  return {
    chain: CHAIN_OF[laneId],
    step: carryDown(lane, sent, { value: 0n, starved }, addresses),
    perform: () =>
      attempt(sent, () => {
        if (starved) throw new Refusal(tooLittleGas(lane));
        refuseUnreadable(lane.version, sent);
        const { move, recipient } = sent;
        applyLane(world, lane, "receiveMoveDown", move);
        lane.balances[recipient] = l2Balance(lane, recipient) + move.shares;
        sent.arrived = true;
        return [];
      }),
  };
}

function resendShares(world: World, event: EventOf<"resendShares">, addresses: Addresses): Call | null {
  const lane = world.lanes[event.lane];
  const sent = lane.shares[event.message];
  if (sent === undefined || CHAIN_OF[lane.id] !== "arb") return null;
  return sendAgain(world, lane, sent, sharesMessageGas, addresses);
}

/** Whoever does names all that the move says; the ledger keeps its hash. */
function sendParked(world: World, event: EventOf<"sendParked">, addresses: Addresses): Call | null {
  const { lane: laneId, nonce } = event;
  const sent = world.lanes[laneId].moves[nonce - 1];
  if (sent === undefined) return null;
  const { move, sender, recipient } = sent;
  const { destination, shares, fee } = move;
  const parked = {
    ...{ laneId, moveNonce: BigInt(nonce), destination, shares: shares - fee },
    sender: accountOn(laneId, sender, addresses),
    recipient: accountOn(destination, recipient, addresses),
  };
  const { moveLedger, player } = addresses.l1;
  const data = encodeFunctionData({ abi: iMoveLedgerAbi, functionName: "sendParked", args: [parked] });
  return {
    chain: "l1",
    step: { caller: CALLER.player, target: moveLedger, value: FEE, data },
    perform: () => {
      const onward = applyCore(world, "sendParked", { laneId, nonce });
      const arrival = { move: onward, recipient: onward.laneId === destination ? recipient : sender, refundTo: player };
      sendShares(world, world.lanes[onward.laneId as LaneId], arrival, addresses);
      return [BigInt(onward.laneId), BigInt(onward.nonce)];
    },
  };
}

/** A user's account where a move goes: on a lane, or on L1, whose addresses a lane that nobody knows gets too. */
function accountOn(destination: number, user: User, { l1, lanes }: Addresses): Hex {
  const lane = LANES.find((id) => id === destination);
  return (lane === undefined ? l1 : lanes[lane]).users[Number(user) - 1] ?? "0x";
}
