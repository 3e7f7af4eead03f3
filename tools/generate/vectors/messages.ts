import { type Hex, keccak256, maxUint256, toHex } from "viem";
import { type Action, actionBudget, actionLeaf, encodeAction, encodeRun } from "../../../shared/src/messages/action.ts";
import { type BatchBody, encodeBatchBody } from "../../../shared/src/messages/batch-message.ts";
import { encodeEnvelope, messageType } from "../../../shared/src/messages/envelope.ts";
import { EXPRESS_KINDS, type ExpressAction, expressDigest } from "../../../shared/src/messages/express-action.ts";
import { actionId, operatorId } from "../../../shared/src/messages/ids.ts";
import {
  encodeStateUpdateBody,
  type StateUpdateBody,
  totalPaid,
} from "../../../shared/src/messages/state-update-message.ts";

const u64 = 2n ** 64n - 1n;
const u96 = 2n ** 96n - 1n;
const ether = 10n ** 18n;
const root = (text: string): Hex => keccak256(toHex(text));
const ones = toHex(maxUint256);
const alice = "0x00000000000000000000000000000000000A11cE";
const bob = "0x0000000000000000000000000000000000000B0b";

const batches: Record<string, BatchBody> = {
  typical: {
    rateNonce: 7n,
    minted: 123n * ether,
    burned: 4n * ether,
    forwarded: 5n * ether,
    etherSent: 100n * ether,
    heldAfter: 20n * ether,
    actionCount: 3,
    actionsRoot: root("actions"),
  },
  empty: {
    rateNonce: 0n,
    minted: 0n,
    burned: 0n,
    forwarded: 0n,
    etherSent: 0n,
    heldAfter: 0n,
    actionCount: 0,
    actionsRoot: toHex(0n, { size: 32 }),
  },
  largest: {
    rateNonce: u64,
    minted: u96,
    burned: u96,
    forwarded: u96,
    etherSent: u96,
    heldAfter: u96,
    actionCount: 0xffffffff,
    actionsRoot: ones,
  },
};

const typicalUpdate: StateUpdateBody = {
  refTime: 1_800_000_000n,
  rateNonce: 8n,
  rate: 1_023_456_789_012_345_678n,
  appliedNonce: 41n,
  lockedShares: 90_000n * ether,
  releasedTotal: 1_500n * ether,
  rewardsFrame: 21n,
  rewardsRoot: root("rewards"),
  rewardsTotal: 12n * ether,
  settlements: [],
};

const updates: Record<string, StateUpdateBody> = {
  withoutSettlements: typicalUpdate,
  oneSettlement: { ...typicalUpdate, settlements: [{ batchNonce: 40n, etherPaid: 5n * ether }] },
  threeSettlements: {
    ...typicalUpdate,
    settlements: [
      { batchNonce: 38n, etherPaid: 1n },
      { batchNonce: 39n, etherPaid: 0n },
      { batchNonce: u64, etherPaid: u96 },
    ],
  },
};

const actions: Record<string, Action> = {
  register: {
    kind: "registerOperator",
    gasLimit: 160_000,
    operatorId: operatorId({ laneId: 1, sequence: 1n }),
    issuedAt: 1_800_000_000,
    owner: alice,
    rewardRecipient: bob,
    class: 2,
    commissionBps: 250,
  },
  setRewardRecipient: {
    kind: "setRewardRecipient",
    gasLimit: 60_000,
    operatorId: operatorId({ laneId: 2, sequence: 77n }),
    issuedAt: 1_800_000_123,
    recipient: bob,
  },
  setManager: {
    kind: "setManager",
    gasLimit: 0xffffffff,
    operatorId: u64,
    issuedAt: 2 ** 40 - 1,
    manager: alice,
  },
  commitKeys: {
    kind: "commitKeys",
    gasLimit: 120_000,
    operatorId: operatorId({ laneId: 1, sequence: 1n }),
    issuedAt: 1_800_000_200,
    setId: 1,
    commitment: root("commitment"),
  },
  revealKeys: {
    kind: "revealKeys",
    gasLimit: 80_000,
    operatorId: operatorId({ laneId: 1, sequence: 1n }),
    issuedAt: 1_800_000_300,
    setId: 0xffffffff,
    count: 256,
    salt: root("salt"),
    root: root("keys"),
  },
  requestExit: {
    kind: "requestExit",
    gasLimit: 80_000,
    operatorId: operatorId({ laneId: 1, sequence: 1n }),
    issuedAt: 1_800_000_400,
    validatorId: root("validator"),
  },
  claimBond: {
    kind: "claimBond",
    gasLimit: 200_000,
    operatorId: operatorId({ laneId: 1, sequence: 1n }),
    issuedAt: 1_800_000_500,
    recipient: bob,
    shares: 2n ** 128n - 1n,
  },
  setDelegate: {
    kind: "setDelegate",
    gasLimit: 45_000,
    operatorId: operatorId({ laneId: 1, sequence: 1n }),
    issuedAt: 1_800_000_600,
    delegate: alice,
  },
  moveShares: {
    kind: "moveShares",
    gasLimit: 200_000,
    operatorId: 0n,
    issuedAt: 1_800_000_600,
    moveNonce: 9n,
    sender: alice,
    recipient: bob,
    shares: u96,
    fee: 10n ** 15n,
    destination: 2,
  },
};

export function envelopeVectors() {
  const cases = [
    {
      name: "batch",
      type: messageType.batch,
      laneId: 1,
      nonce: 1n,
      body: encodeBatchBody(batches.typical as BatchBody),
    },
    {
      name: "stateUpdate",
      type: messageType.stateUpdate,
      laneId: 2,
      nonce: 513n,
      body: encodeStateUpdateBody(typicalUpdate),
    },
    { name: "largest", type: 255, laneId: 65_535, nonce: u64, body: "0x" as Hex },
  ];
  return cases.map((each) => ({ ...each, version: 1, encoded: encodeEnvelope(each) }));
}

export function batchVectors() {
  return Object.entries(batches).map(([name, body]) => ({ name, ...body, encoded: encodeBatchBody(body) }));
}

export function stateUpdateVectors() {
  return Object.entries(updates).map(([name, body]) => ({
    name,
    ...body,
    settlementCount: body.settlements.length,
    totalPaid: totalPaid(body),
    encoded: encodeStateUpdateBody(body),
  }));
}

const expressDomain = { chainId: 900, expressDesk: "0x000000000000000000000000000000000000de5c" } as const;

export function expressVectors() {
  return Object.values(actions)
    .filter((action): action is ExpressAction => (EXPRESS_KINDS as readonly string[]).includes(action.kind))
    .map((action) => {
      const deadline = BigInt(action.issuedAt) + 3_600n;
      const encoded = encodeAction(action);
      return { ...expressDomain, encoded, deadline, digest: expressDigest(action, deadline, expressDomain) };
    });
}

export function actionVectors() {
  const encoded = Object.values(actions).map(encodeAction);
  return {
    actions: Object.entries(actions).map(([name, action], index) => {
      const data = encoded[index] ?? "0x";
      return { name, ...action, encoded: data, leaf: actionLeaf(data), budget: actionBudget(data) };
    }),
    run: encodeRun(encoded),
  };
}

export function idVectors() {
  const operators = [
    { laneId: 0, sequence: 1n },
    { laneId: 1, sequence: 1n },
    { laneId: 258, sequence: 0x010203040506n },
    { laneId: 65_535, sequence: 2n ** 48n - 1n },
  ];
  const positions = [
    { laneId: 1, batchNonce: 1n, index: 0 },
    { laneId: 2, batchNonce: 0x0102030405060708n, index: 1023 },
    { laneId: 65_535, batchNonce: u64, index: 0xffffffff },
  ];
  return {
    operators: operators.map((each) => ({ ...each, operatorId: operatorId(each) })),
    actions: positions.map((each) => ({ ...each, actionId: actionId(each) })),
  };
}
