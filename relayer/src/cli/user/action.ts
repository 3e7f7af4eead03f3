import { bondsAbi } from "@cseth/shared/abi/Bonds";
import { expressDeskAbi } from "@cseth/shared/abi/ExpressDesk";
import { keyRegistryAbi } from "@cseth/shared/abi/KeyRegistry";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { nodeDeskAbi } from "@cseth/shared/abi/NodeDesk";
import { operatorRegistryAbi } from "@cseth/shared/abi/OperatorRegistry";
import { validatorLedgerAbi } from "@cseth/shared/abi/ValidatorLedger";
import { type Action, encodeAction } from "@cseth/shared/messages/action";
import { expressTypedData } from "@cseth/shared/messages/express-action";
import { splitOperatorId } from "@cseth/shared/messages/ids";
import { encodeFunctionData, type Hex, parseEventLogs } from "viem";
import { readHeader } from "../../chain/heads.ts";
import { openL1, openLane } from "./session.ts";
import { type Outcome, type SendOptions, transact } from "./transact.ts";

export type ActionOptions = SendOptions & { express?: boolean };

/** Omit, for each member of a union. */
type Without<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

/** What an operator wants: as its desk on its L2 is asked for it, and as L1 executes it. */
export type Wish = Readonly<{
  /** The command, for logs. */
  key: string;
  deskCall: Hex;
  action: Without<Action, "operatorId" | "issuedAt">;
  expected: Outcome;
}>;

const deskErrors = [...nodeDeskAbi, ...l2HubAbi] as const;
const expressErrors = [
  ...expressDeskAbi,
  ...laneHubAbi,
  ...operatorRegistryAbi,
  ...keyRegistryAbi,
  ...validatorLedgerAbi,
  ...bondsAbi,
] as const;
/** Long enough to wait out a busy hour, short enough to be forgotten soon. */
const EXPRESS_SECONDS = 3_600n;

/** From the operator's home lane, with its next batch; or, with --express, signed and executed on L1 at once. */
export function act(operatorId: bigint, wish: Wish, options: ActionOptions): Promise<number> {
  return options.express ? expressly(operatorId, wish, options) : byLane(operatorId, wish, options);
}

async function byLane(operatorId: bigint, { key, deskCall, expected }: Wish, options: SendOptions): Promise<number> {
  const session = await openLane({ ...options, lane: splitOperatorId(operatorId).laneId });
  return transact({
    session,
    options,
    intent: { key, to: session.addresses.nodeDesk, data: deskCall, abi: deskErrors },
    expected: {
      values: { ...expected.values, express: false },
      text: `${expected.text}\nby         the next batch of lane ${session.laneId}: on L1 when it has landed there`,
    },
    outcome: ({ logs }) => {
      const events = parseEventLogs({ abi: nodeDeskAbi, logs: logs as never });
      const actionId = events.flatMap(({ args }) => ("actionId" in args ? [args.actionId] : []))[0];
      return {
        values: { ...expected.values, express: false, actionId },
        text: `sent; follow it with cseth relayer explain ${actionId}`,
      };
    },
  });
}

async function expressly(operatorId: bigint, wish: Wish, options: SendOptions): Promise<number> {
  const session = await openL1(options);
  const { client, addresses } = session;
  const account = await session.account();
  const { timestamp } = await readHeader({ client, at: "latest" });
  // The clock of L1: a time that is still to come there would be refused.
  const action = { ...wish.action, operatorId, issuedAt: Number(timestamp) } as Action;
  const deadline = timestamp + EXPRESS_SECONDS;
  const { expressDesk } = addresses;
  const signature = await account.signTypedData(
    expressTypedData(action, deadline, { chainId: client.chainId, expressDesk }),
  );
  const args = [encodeAction(action), deadline, signature] as const;
  const values = { ...wish.expected.values, express: true };
  return transact({
    session,
    options,
    intent: {
      key: wish.key,
      to: expressDesk,
      data: encodeFunctionData({ abi: expressDeskAbi, functionName: "execute", args }),
      abi: expressErrors,
    },
    expected: { values, text: `${wish.expected.text}\nby         a signature of ${account.address}: on L1 at once` },
    outcome: ({ logs }) => {
      const [event] = parseEventLogs({ abi: expressDeskAbi, eventName: "ExpressExecuted", logs: logs as never });
      return { values: { ...values, digest: event?.args.digest }, text: "done on L1" };
    },
  });
}
