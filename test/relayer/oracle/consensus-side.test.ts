import assert from "node:assert/strict";
import type { ValidatorState } from "@cseth/relayer/beacon/stake";
import { type ConsensusFigures, consensusSide, type OurValidator } from "@cseth/relayer/oracle/consensus-side";
import { penaltyToCome } from "@cseth/relayer/oracle/provisions";
import { createRng } from "@cseth/shared/model/rng";
import { type Hex, toHex } from "viem";
import { createLedgerGame, type Snapshot } from "./support/ledger-game.ts";

const ETHER = 10n ** 9n;
const NEVER = 2n ** 64n - 1n;
const SEEDS = 120;
const SLOTS = 150;

const figuresOf = (snapshot: Snapshot): ConsensusFigures => consensusSide({ ...snapshot, provisionOf: () => 0n });

/** Plays one game under a rule. Throws at the first report that is refused or says something else than the truth. */
function play(seed: number, rule: (snapshot: Snapshot) => ConsensusFigures): void {
  const rng = createRng(seed);
  const game = createLedgerGame(rng);
  for (let slot = 0; slot < SLOTS; slot += 1) {
    for (let moves = rng.below(4); moves > 0; moves -= 1) game.move();
    game.endSlot();
    if (!rng.chance(400)) continue;
    const figures = rule(game.snapshot());
    const { pooled, over, short } = game.truth();
    // A report describes the past: the chains have gone on when it lands.
    for (let moves = rng.below(4); moves > 0; moves -= 1) game.moveOnL1();
    game.report(figures);
    const excess = game.pooled() - pooled;
    assert(excess >= -short && excess <= over, `seed ${seed}, slot ${slot}: P is off by ${excess} gwei`);
  }
}

/** Seeds in which a wrong rule is found out. */
function caught(rule: (snapshot: Snapshot) => ConsensusFigures): number {
  return Array.from({ length: SEEDS }, (_, seed) => seed).filter((seed) => {
    try {
      play(seed, rule);
      return false;
    } catch {
      return true;
    }
  }).length;
}

describe("what a report says of validators", () => {
  it("T-84, T-30: whoever deposits, gives, exits or is slashed, P is the truth, and no report is refused", () => {
    for (let seed = 0; seed < SEEDS; seed += 1) play(seed, figuresOf);
  });

  it("T-84: the same games find out every nearby rule", () => {
    const withoutSlots = (snapshot: Snapshot) => {
      const at = 0n;
      const flat = (deposits: readonly { amountGwei: bigint }[]) => deposits.map((one) => ({ ...one, slot: at }));
      const ours = snapshot.ours.map((one) => ({ ...one, deposits: flat(one.deposits) }));
      const pending = new Map([...snapshot.pending].map(([id, deposits]) => [id, flat(deposits)]));
      return figuresOf({ ...snapshot, ours, pending });
    };
    const withoutPending = (snapshot: Snapshot) => figuresOf({ ...snapshot, pending: new Map() });
    const withoutGifts = (snapshot: Snapshot) => figuresOf({ ...snapshot, receivedGwei: 0n });
    const withUnprocessed = (snapshot: Snapshot) => {
      const states = snapshot.ours.flatMap(({ validatorId }) => snapshot.states.get(validatorId) ?? []);
      const consensusBalanceGwei = states.reduce((sum, { balanceGwei }) => sum + balanceGwei, 0n);
      return { ...figuresOf(snapshot), consensusBalanceGwei, validatorCount: BigInt(states.length) };
    };
    const rules = { withoutSlots, withoutPending, withoutGifts, withUnprocessed };
    for (const [name, rule] of Object.entries(rules)) assert(caught(rule) > SEEDS / 4, name);
  });

  const id: Hex = toHex(1, { size: 32 });
  const active: ValidatorState = {
    balanceGwei: 33n * ETHER,
    effectiveBalanceGwei: 32n * ETHER,
    slashed: false,
    exitEpoch: NEVER,
    withdrawableEpoch: NEVER,
  };
  const sent = (...deposits: [slot: bigint, ether: bigint][]): OurValidator => ({
    validatorId: id,
    deposits: deposits.map(([slot, ether]) => ({ slot, amountGwei: ether * ETHER })),
  });
  const sideOf = (ours: OurValidator, state: ValidatorState, pending: [slot: bigint, ether: bigint][] = []) =>
    consensusSide({
      ours: [ours],
      states: new Map([[id, state]]),
      pending: new Map([[id, pending.map(([slot, ether]) => ({ slot, amountGwei: ether * ETHER }))]]),
      receivedGwei: 7n,
      epoch: 100n,
      provisionOf: () => 5n,
    });

  it("T-84: 1 + 31 + 8 sent, 8 and a stranger's 50 wait: 32 are processed", () => {
    const figures = sideOf(sent([10n, 1n], [20n, 31n], [30n, 8n]), active, [
      [30n, 8n],
      [31n, 50n],
    ]);
    assert.deepEqual(figures, {
      consensusBalanceGwei: 33n * ETHER,
      withdrawnTotalGwei: 7n,
      elRewardsTotalGwei: 0n,
      depositsProcessedTotalGwei: 32n * ETHER,
      validatorCount: 1n,
      exitedCount: 0n,
      slashedCount: 0n,
      provisionsGwei: 0n,
    });
  });

  it("T-30: proven by its operator's own deposit, while our predeposit waits: not counted yet", () => {
    const figures = sideOf(sent([10n, 1n]), active, [[10n, 1n]]);
    assert.deepEqual([figures.validatorCount, figures.consensusBalanceGwei], [0n, 0n]);
  });

  it("T-30: slashed and exited are counted from the epoch on in which they are", () => {
    const leaving = { ...active, slashed: true, exitEpoch: 100n };
    const { exitedCount, slashedCount, provisionsGwei } = sideOf(sent([10n, 1n]), leaving);
    assert.deepEqual([exitedCount, slashedCount, provisionsGwei], [1n, 1n, 5n]);
    assert.equal(sideOf(sent([10n, 1n]), { ...active, exitEpoch: 101n }).exitedCount, 0n);
  });

  it("a validator that L1 has seen proven and the state does not know stops the report", () => {
    const empty = { states: new Map(), pending: new Map(), receivedGwei: 0n, epoch: 0n, provisionOf: () => 0n };
    assert.throws(() => consensusSide({ ours: [sent([1n, 1n])], ...empty }), { code: "ORACLE_VALIDATOR_MISSING" });
  });
});

describe("what a slashed validator still has to pay", () => {
  // 34 million ether stake; √3.4e16 = 184,390,889.
  const base = { totalActiveGwei: 34_000_000n * ETHER, slashingsGwei: 3_200n * ETHER };
  const slashed: ValidatorState = {
    balanceGwei: 32n * ETHER,
    effectiveBalanceGwei: 32n * ETHER,
    slashed: true,
    exitEpoch: 1_005n,
    withdrawableEpoch: 9_192n,
  };
  // Base reward 347 gwei for each ether: 32 · 347 = 11,104; of it 14/64 are 2,429 and 26/64 are 4,511, each epoch.
  const anEpoch = 6_940n;
  // A hundred validators at once: 3 · 3,200 / 34,000,000 of each ether is 282,352 gwei, floored per ether.
  const together = 282_352n * 32n;

  it("in the epoch of its slashing: the penalty of the middle, and 8,192 epochs of missed attestations", () => {
    assert.equal(penaltyToCome({ validator: slashed, epoch: 1_000n, base }), together + 8_192n * anEpoch);
  });

  it("up to the middle the one, afterwards only what it misses; nothing once withdrawable", () => {
    const at = (epoch: bigint) => penaltyToCome({ validator: slashed, epoch, base });
    assert.deepEqual(
      [at(5_096n), at(5_097n), at(9_191n), at(9_192n), at(20_000n)],
      [together + 4_096n * anEpoch, 4_095n * anEpoch, anEpoch, 0n, 0n],
    );
  });

  it("never more than all: a third of the stake slashed takes everything, and a balance bounds it", () => {
    const third = { ...base, slashingsGwei: 12_000_000n * ETHER };
    assert.equal(penaltyToCome({ validator: slashed, epoch: 1_000n, base: third }), 32n * ETHER);
    const poor = { ...slashed, balanceGwei: 5n };
    assert.equal(penaltyToCome({ validator: poor, epoch: 1_000n, base }), 5n);
  });
});
