import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { nodeDeskAbi } from "@cseth/shared/abi/NodeDesk";
import { operatorRegistryAbi } from "@cseth/shared/abi/OperatorRegistry";
import { splitOperatorId } from "@cseth/shared/messages/ids";
import { type Address, encodeFunctionData, parseEventLogs, zeroAddress } from "viem";
import { EXIT } from "../../telemetry/exitCodes.ts";
import { createOutput } from "../output.ts";
import { invalid } from "./amounts.ts";
import { openL1, openLane, type UserOptions } from "./session.ts";
import { type SendOptions, transact } from "./transact.ts";

/** As in IOperatorRegistry.OperatorClass. */
export const OPERATOR_CLASSES = ["professional", "community", "ssv", "obol", "permissioned"] as const;
export type OperatorClass = (typeof OPERATOR_CLASSES)[number];

export type RegisterOptions = SendOptions & {
  rewardRecipient?: Address;
  class: OperatorClass;
  commissionBps: bigint;
};

const DATE_DIGITS = 19;

/** `cseth operator register`: the account becomes the owner of a new operator homed on the lane. */
export async function register(options: RegisterOptions): Promise<number> {
  const session = await openLane(options);
  const { address: owner } = await session.account();
  const recipient = options.rewardRecipient ?? owner;
  const commissionBps = Number(options.commissionBps);
  const desk = { address: session.addresses.nodeDesk, abi: [...nodeDeskAbi, ...l2HubAbi] as const };
  const operatorClass = OPERATOR_CLASSES.indexOf(options.class);
  return transact({
    session,
    options,
    intent: {
      key: "operator register",
      to: desk.address,
      data: encodeFunctionData({
        abi: nodeDeskAbi,
        functionName: "register",
        args: [recipient, operatorClass, commissionBps],
      }),
      abi: desk.abi,
    },
    expected: {
      values: { owner, rewardRecipient: recipient, class: options.class, commissionBps },
      text: [
        `register   an operator of lane ${session.laneId}, class ${options.class}, commission ${commissionBps} bps`,
        `owner      ${owner}`,
        `rewards    ${recipient}`,
      ].join("\n"),
    },
    outcome: ({ logs }) => {
      const [event] = parseEventLogs({ abi: nodeDeskAbi, eventName: "RegistrationSubmitted", logs: logs as never });
      const { operatorId = 0n, actionId } = event?.args ?? {};
      const text = [
        `operator ${operatorId}, registered on L1 when the lane's next batch has landed there`,
        `follow it with cseth operator status ${operatorId}, or cseth relayer explain ${actionId}`,
      ].join("\n");
      return { values: { operatorId, actionId }, text };
    },
  });
}

/** `cseth operator status <id>`: what L1 and its home lane say of it. Exit code 1 while L1 does not know it. */
export async function operatorStatus(operatorId: bigint, options: UserOptions): Promise<number> {
  const { laneId, sequence } = splitOperatorId(operatorId);
  if (laneId === 0 || sequence === 0n) {
    throw invalid(`${operatorId} is no operator`, "Give the number that cseth operator register has answered.");
  }
  const [l1, lane] = [await openL1(options), await openLane({ ...options, lane: laneId })];
  const [onL1, submittedBy] = await Promise.all([
    l1.client.viem.readContract({
      address: l1.addresses.operatorRegistry,
      abi: operatorRegistryAbi,
      functionName: "operator",
      args: [operatorId],
    }),
    lane.client.viem.readContract({
      address: lane.addresses.nodeDesk,
      abi: nodeDeskAbi,
      functionName: "ownerOf",
      args: [operatorId],
    }),
  ]);
  const isRegistered = onL1.status === 1;
  const state = isRegistered ? "registered" : submittedBy === zeroAddress ? "unknown" : "submitted";
  const output = createOutput(options);
  if (!isRegistered) {
    const text =
      state === "unknown" ? "neither its lane nor L1 knows it" : `submitted by ${submittedBy}, not on L1 yet`;
    output.answer({ operatorId, laneId, state, ...(state === "submitted" && { owner: submittedBy }) }, text);
    return EXIT.negative;
  }
  const { owner, rewardRecipient, manager, commissionBps, registeredAt } = onL1;
  const operatorClass = OPERATOR_CLASSES[onL1.class] ?? String(onL1.class);
  const answer = { operatorId, laneId, state, owner, rewardRecipient, manager, class: operatorClass, commissionBps };
  const text = [
    `operator   ${operatorId}, number ${sequence} of lane ${laneId}, class ${operatorClass}`,
    `owner      ${owner}`,
    `rewards    ${rewardRecipient}, commission ${commissionBps} bps`,
    `manager    ${manager === zeroAddress ? "nobody" : manager}`,
    `since      ${new Date(registeredAt * 1_000).toISOString().slice(0, DATE_DIGITS)}Z`,
  ].join("\n");
  output.answer({ ...answer, registeredAt }, text);
  return EXIT.ok;
}
