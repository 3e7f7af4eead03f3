import { assertNever, CsethError } from "./errors.ts";
import type { GameFault, StoredProof, VerifiedGame, WithdrawalPhase } from "./phase.ts";

/** What a chain says of the block a message was sent in. */
export type SourceStanding = "gone" | "observed" | "safe" | "final";

/** What the destination's messenger recorded of a message. */
export type RelayFacts =
  | { outcome: "none" }
  | { outcome: "delivered"; final: boolean }
  | { outcome: "failed"; wouldDeliver: boolean; reason: string | undefined };

/** A stored proof and all that its use depends on. Times are chain times of L1 in seconds. */
export type ProofFacts = {
  proof: StoredProof;
  /** The portal itself would finalize with it in the block that was read. */
  finalizable: boolean;
  fault: GameFault | undefined;
  /** First second at which the proof is old enough. */
  matureAt: bigint;
  /** `notBefore`: first second at which the game may be resolved; once it is, at which it may be used. */
  game: { status: "in-progress" | "resolved"; notBefore: bigint };
};

/** All that the phase of a withdrawal depends on, read at one block of L1. */
export type WithdrawalFacts = {
  source: SourceStanding;
  /** L2 block the message was sent in. */
  l2Block: bigint;
  relay: RelayFacts;
  /** The portal counts it as finalized, whether or not the messenger took it. */
  finalized: boolean;
  paused: boolean;
  /** Chain time of the L1 block that was read, seconds. */
  now: bigint;
  proofs: readonly ProofFacts[];
  /** A game the portal would take a proof against now. */
  game: VerifiedGame | undefined;
};

/**
 * Where a withdrawal stands. What is done is looked at first: deliveries by others count, whatever we know of the way.
 * @throws BRIDGE_FINALIZED_UNDELIVERED, BRIDGE_PORTAL_REFUSES
 */
export function phaseOfWithdrawal(facts: WithdrawalFacts): WithdrawalPhase {
  const { relay, paused, finalized, source } = facts;
  if (relay.outcome === "delivered") return { name: "DELIVERED", final: relay.final };
  if (relay.outcome === "failed") {
    if (paused) return { name: "PAUSED", blocks: "replay" };
    return { name: "FAILED_ON_L1", wouldDeliver: relay.wouldDeliver, reason: relay.reason };
  }
  if (finalized) throw finalizedUndelivered();
  switch (source) {
    case "gone":
      return { name: "ORPHANED" };
    case "observed":
      return { name: "OBSERVED" };
    case "safe":
      return { name: "SAFE" };
    case "final":
      return phaseOfProofs(facts);
    default:
      return assertNever(source, "standing of a message's source");
  }
}

function phaseOfProofs({ l2Block, paused, now, proofs, game }: WithdrawalFacts): WithdrawalPhase {
  const finalizable = proofs.find((candidate) => candidate.finalizable);
  if (finalizable) return { name: "READY_TO_FINALIZE", proof: finalizable.proof };

  const [earliest] = proofs.filter(({ fault }) => fault === undefined).toSorted(byTimeOfUse);
  if (earliest) return phaseOfMaturing({ facts: earliest, paused, now });

  if (game && paused) return { name: "PAUSED", blocks: "prove" };
  const latest = proofs.toSorted((a, b) => Number(b.proof.provenAt - a.proof.provenAt))[0];
  if (latest?.fault) {
    const { proof, fault } = latest;
    return game ? { name: "REPROVE", proof, fault, game } : { name: "GAME_INVALID", proof, fault };
  }
  return game ? { name: "READY_TO_PROVE", game } : { name: "AWAIT_GAME", l2Block };
}

/** The portal wants both: an old enough proof, and a game that was won and has rested since. */
function phaseOfMaturing({ facts, paused, now }: { facts: ProofFacts; paused: boolean; now: bigint }): WithdrawalPhase {
  const { proof, game, matureAt } = facts;
  const notBefore = timeOfUse(facts);
  if (game.status === "resolved" && now >= notBefore) {
    // A paused portal says no to everything, so that only the clock tells what it would say otherwise.
    if (paused) return { name: "PAUSED", blocks: "finalize" };
    throw portalRefuses(proof);
  }
  const proofIsLast = matureAt >= game.notBefore && now < matureAt;
  const waitsFor = proofIsLast ? "proof" : game.status === "in-progress" ? "game" : "airgap";
  return { name: "AWAIT_MATURITY", proof, waitsFor, notBefore };
}

function byTimeOfUse(a: ProofFacts, b: ProofFacts): number {
  return Number(timeOfUse(a) - timeOfUse(b));
}

function timeOfUse({ matureAt, game }: ProofFacts): bigint {
  return matureAt > game.notBefore ? matureAt : game.notBefore;
}

function portalRefuses({ prover, game }: StoredProof): CsethError {
  return new CsethError({
    code: "BRIDGE_PORTAL_REFUSES",
    retry: "backoff",
    message: "the portal refuses a proof that is old enough, against a game that was won and has rested",
    fix: "Compare the portal's rules with the supported version: its implementation may have changed.",
    context: { prover, game },
  });
}

function finalizedUndelivered(): CsethError {
  return new CsethError({
    code: "BRIDGE_FINALIZED_UNDELIVERED",
    retry: "never",
    message: "the portal has finalized this withdrawal, but the messenger knows nothing of it",
    fix: "Look at the finalizing transaction by hand: its messenger call failed as a whole, so its ether stayed in the portal.",
  });
}
