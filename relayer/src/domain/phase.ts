import type { Address, Hash } from "viem";

/** A dispute game whose root we recomputed from our own L2 node and found true. */
export type VerifiedGame = {
  proxy: Address;
  /** Place in the DisputeGameFactory, which is how the portal is told of it. */
  index: bigint;
  rootClaim: Hash;
  l2Block: bigint;
};

/** A proof the portal holds; any prover's is as good as ours. */
export type StoredProof = {
  prover: Address;
  game: Address;
  /** Chain time of L1, seconds. */
  provenAt: bigint;
};

/** Why a stored proof cannot lead to a finalization any more. */
export type GameFault =
  | "blacklisted"
  | "retired"
  | "challenger-won"
  | "not-respected"
  | "unregistered"
  /** Its root is not the one our L2 node gives: it would be challenged, or should be. */
  | "untrue-root";

/** Block of the destination at which the phase was read. */
export type ReadAt = { number: bigint; hash: Hash; timestamp: bigint };

/** The steps a carrier may need from us. */
export type StepKind =
  | "prove"
  | "finalize"
  | "replay"
  | "execute"
  | "redeem"
  | "keepalive"
  | "resend"
  | "commit"
  | "receive";

/** What both directions share: where the source of the message stands, seen from the chain it was sent on. */
type SourcePhase =
  /** In a block that may still go. */
  | { name: "OBSERVED" }
  /** In a safe block: enough for what is cheap and reversible. */
  | { name: "SAFE" }
  /** Its block is no longer part of the chain. If it was sent again, the indexer finds it under its new block. */
  | { name: "ORPHANED" };

/** The bridge refuses this step for everybody until its guardian lifts the pause. */
type PausedPhase = { name: "PAUSED"; blocks: StepKind };

/** Its carrier keeps the message; anyone may try again. `wouldDeliver`: a try with our gas would succeed now. */
type FailedPhase<Name extends string> = { name: Name; wouldDeliver: boolean; reason: string | undefined };

/** Terminal once `final`: until then a reorg of the destination may undo it. */
type DonePhase<Name extends string> = { name: Name; final: boolean };

/** L2 → L1: from a final message on L2 to its delivery, as both chains tell it. */
export type WithdrawalPhase =
  | SourcePhase
  | PausedPhase
  /** Nothing on L1 holds a true root of this L2 block or a later one. */
  | { name: "AWAIT_GAME"; l2Block: bigint }
  | { name: "READY_TO_PROVE"; game: VerifiedGame }
  /** Every stored proof is void and no game can take another yet. */
  | { name: "GAME_INVALID"; proof: StoredProof; fault: GameFault }
  | { name: "REPROVE"; proof: StoredProof; fault: GameFault; game: VerifiedGame }
  /** `notBefore`: earliest chain time of L1, seconds, at which anything can change; read again then. */
  | { name: "AWAIT_MATURITY"; proof: StoredProof; waitsFor: "proof" | "game" | "airgap"; notBefore: bigint }
  | { name: "READY_TO_FINALIZE"; proof: StoredProof }
  | FailedPhase<"FAILED_ON_L1">
  | DonePhase<"DELIVERED">;

/** L1 → L2: the chain itself executes it; only a failure needs us. */
export type DepositPhase =
  | Extract<SourcePhase, { name: "ORPHANED" }>
  | { name: "SENT" }
  | FailedPhase<"FAILED_ON_L2">
  | DonePhase<"EXECUTED">;

/** What the newest confirmed assertion says of L2: how many messages to L1 it covers, and the root over them. */
export type ConfirmedSends = { count: bigint; root: Hash };

/** L2 → L1 over Arbitrum: the outbox takes a message once an assertion that covers it is confirmed. */
export type OutboxPhase =
  | SourcePhase
  /** `covered`: messages to L1 that the newest confirmed assertion covers. */
  | { name: "AWAIT_ASSERTION"; covered: bigint }
  | { name: "READY_FOR_OUTBOX"; confirmed: ConfirmedSends }
  | DonePhase<"DELIVERED">;

/** L1 → L2 over Arbitrum: the chain itself executes a ticket once; times are chain times in seconds. */
export type TicketPhase =
  | Extract<SourcePhase, { name: "ORPHANED" }>
  | { name: "SENT" }
  /** The ticket waits, and anyone may redeem it until `timeout`. */
  | (FailedPhase<"REDEEM_FAILED"> & { ticketId: Hash; timeout: bigint })
  /** So near to its timeout that it has to be kept alive before anything else. */
  | { name: "EXPIRING"; ticketId: Hash; timeout: bigint }
  /** The message is gone and its ether is at the gateway on L2; from `notBefore` on L1 sends it again. */
  | { name: "EXPIRED"; notBefore: bigint; resendable: boolean; l1Block: bigint }
  | DonePhase<"EXECUTED">;

/** Over LayerZero, either way: verifiers and an executor do it all; what the executor leaves undone anyone may do. */
export type PacketPhase =
  | Extract<SourcePhase, { name: "ORPHANED" }>
  /** Some required verifier has not vouched for it. */
  | { name: "SENT" }
  /** `isOverdue`: the executor had its time to commit it. */
  | { name: "VERIFIED"; isOverdue: boolean }
  /** The executor has its time to deliver it. */
  | { name: "COMMITTED" }
  /** The endpoint keeps it: its receiver refuses it, or nobody has brought it in time. */
  | FailedPhase<"RECEIVE_FAILED">
  | DonePhase<"RECEIVED">;

/** What the chains say of a carrier. */
export type Phase = WithdrawalPhase | DepositPhase | OutboxPhase | TicketPhase | PacketPhase;
export type PhaseName = Phase["name"];

/** Steps that wait for their transaction. */
export type PursuedName =
  | "PROVING"
  | "FINALIZING"
  | "REPLAYING"
  | "EXECUTING"
  | "REDEEMING"
  | "KEEPING_ALIVE"
  | "RESENDING"
  | "COMMITTING"
  | "RETRYING";

/** What an operator sees, and what is stored beside the carrier: the chains' word joined with our intents. */
export type CarrierPhaseName = PhaseName | PursuedName | "DEAD_LETTER";
