import type { Abi, Address, Hex, Log } from "viem";
import type { Carrier } from "../domain/carrier.ts";
import { CsethError } from "../domain/errors.ts";
import type { Phase, PhaseName, ReadAt, StepKind } from "../domain/phase.ts";

/** One transaction that moves a carrier on. Anyone may send it; it is worth nothing to a thief. */
export type Step = {
  kind: StepKind;
  /**
   * Idempotency key. A replay may fail and be needed again although its transaction succeeded: whoever repeats one
   * appends the number of the attempt.
   */
  key: string;
  chainId: number;
  to: Address;
  data: Hex;
  /** Wei, for a carrier's fee: the ether that a message delivers is with the message. */
  value: bigint;
  /** Explicit limit, at most {@link MAX_STEP_GAS}: estimation is misled where the callee swallows an inner failure. */
  gas: bigint;
  /** Errors the call may revert with. */
  abi: Abi;
  effect: StepEffect;
  /** Block of the step's chain in which it was due; the one that {@link CarrierStatus} was read at if not given. */
  seenAt?: bigint;
};

/** How to read back that a step worked: inclusion proves nothing. */
export type StepEffect = {
  /**
   * `status` names one of these afterwards. Anything else means it did not work, whatever the receipt says; only
   * PAUSED decides nothing.
   */
  reaches: readonly PhaseName[];
};

/** EIP-7825 refuses transactions above 2^24 gas; this stays clear of it. */
export const MAX_STEP_GAS = 15_000_000n;

export type CarrierStatus = {
  phase: Phase;
  /** Block of the destination that all of it was read at. */
  readAt: ReadAt;
};

/** What a message down costs depends on. */
export type MessageSize = { payloadBytes: number; gasLimit: bigint };

/** A log with its place in the chain; logs of pending blocks are refused by their type. */
export type MinedLog = Log<bigint, number, false>;

/**
 * One transport between L1 and one L2, for one pair of gateways. Reads chains only: no database, no signing, no clock
 * but the chains' own. Whatever others prove, finalize or replay is taken as if we had done it.
 */
export type Bridge = {
  /**
   * Messages that OUR gateway sent, in their order. Logs of others are ignored.
   * @param chainId the chain the logs come from
   * @param logs all logs of whole transactions (a receipt's), because a message's parts are several events
   * @throws BRIDGE_LOGS_INCOMPLETE when parts of a message are missing
   */
  discover: (source: { chainId: number; logs: readonly MinedLog[] }) => Promise<readonly Carrier[]>;
  /**
   * Where the message stands now. Read again rather than kept: other provers, guardians and reorgs change it.
   * @throws errors of code BRIDGE_* and RPC_*, each with its retry policy
   */
  status: (carrier: Carrier) => Promise<CarrierStatus>;
  /**
   * The transaction that moves it on, or undefined when there is nothing to do but wait.
   * @throws BRIDGE_GAS_ABOVE_CAP when no single transaction can carry it
   */
  advance: (carrier: Carrier, phase: Phase) => Promise<Step | undefined>;
  /** Wei that whoever has L1 send a message down must add to its ether; what is too much comes back. */
  fee: (message: MessageSize) => Promise<bigint>;
};

/** A transport of messages that bring no value: whoever sends them pays it, as the hub's own quote says. */
export type FastBridge = Omit<Bridge, "fee">;

type Ends = { laneId: number; l1: { client: { chainId: number } }; l2: { client: { chainId: number } } };

export function wrongChain({ laneId, l1, l2 }: Ends, chainId: number): CsethError {
  return new CsethError({
    code: "BRIDGE_WRONG_CHAIN",
    retry: "never",
    message: `lane ${laneId} connects chains ${l1.client.chainId} and ${l2.client.chainId}, not ${chainId}`,
    context: { laneId, chainId },
  });
}

export function foreignCarrier({ laneId, kind }: Carrier): CsethError {
  return new CsethError({
    code: "BRIDGE_FOREIGN_CARRIER",
    retry: "never",
    message: `a message of kind ${kind} is stored for lane ${laneId}, which another bridge carries`,
    fix: "Set the lane's kind to what it was when the database was filled, or start with a new dataDir.",
    context: { laneId, kind },
  });
}
