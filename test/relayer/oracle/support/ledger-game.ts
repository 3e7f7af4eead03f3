import assert from "node:assert/strict";
import type { SlotDeposit, ValidatorState } from "@cseth/relayer/beacon/stake";
import type { ConsensusFigures, OurValidator } from "@cseth/relayer/oracle/consensus-side";
import type { Rng } from "@cseth/shared/model/rng";
import { type Hex, toHex } from "viem";

const ETHER = 10n ** 9n;
const NEVER = 2n ** 64n - 1n;
const FINALITY_SLOTS = 2n;

type Queued = SlotDeposit & { validator: number; ours: boolean; toVault: boolean; valid: boolean };
type OnChain = { balance: bigint; toVault: boolean; exitSlot: bigint; withdrawableSlot: bigint; slashed: boolean };
type OnL1 = { status: "predeposited" | "proven" | "dead"; deposits: SlotDeposit[] };

export type Snapshot = Readonly<{
  ours: readonly OurValidator[];
  states: ReadonlyMap<Hex, ValidatorState>;
  pending: ReadonlyMap<Hex, readonly SlotDeposit[]>;
  receivedGwei: bigint;
  epoch: bigint;
}>;

const idOf = (validator: number): Hex => toHex(validator, { size: 32 });
const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);

/** Core, vault and beacon chain in gwei, an epoch a slot long, and everybody who may touch them; nothing is forbidden. */
export function createLedgerGame(rng: Rng) {
  let slot = 1n;
  const core = { buffered: 10_000n * ETHER, booked: 0n, activating: 0n, consensus: 0n, processed: 0n, received: 0n };
  const counts = { validatorCount: 0n, exitedCount: 0n, slashedCount: 0n };
  const vault = { balance: 0n, sent: 0n };
  let queue: Queued[] = [];
  const chain = new Map<number, OnChain>();
  const l1 = new Map<number, OnL1>();
  let burnt = 0n;
  let keys = 0;
  /** Keys that others have deposited for before we did. */
  const ahead: number[] = [];

  const pick = <Key>(from: readonly Key[]): Key | undefined => from[rng.below(Math.max(1, from.length))];
  const known = (status: OnL1["status"]) => [...l1].filter(([, one]) => one.status === status).map(([key]) => key);
  const enqueue = (validator: number, amountGwei: bigint, rest: Partial<Queued> = {}) =>
    queue.push({ validator, amountGwei, slot, ours: false, toVault: true, valid: true, ...rest });

  function send(validator: number, amountGwei: bigint, rest: Partial<Queued> = {}): void {
    core.buffered -= amountGwei;
    core.activating += amountGwei;
    l1.get(validator)?.deposits.push({ slot, amountGwei });
    enqueue(validator, amountGwei, { ours: true, ...rest });
  }

  const moves: Record<string, () => void> = {
    /** Its operator, or who saw its key, is before us: for our vault, or for himself. */
    depositAhead() {
      const validator = ++keys;
      ahead.push(validator);
      enqueue(validator, BigInt(1 + rng.below(32)) * ETHER, { toVault: rng.chance(700) });
    },
    predeposit() {
      const validator = (rng.chance(500) ? ahead.shift() : undefined) ?? ++keys;
      l1.set(validator, { status: "predeposited", deposits: [] });
      send(validator, ETHER, { valid: !rng.chance(100) });
      if (rng.chance(200)) enqueue(validator, ETHER);
    },
    prove() {
      const validator = pick(known("predeposited"));
      const shown = validator === undefined ? undefined : chain.get(validator);
      const record = validator === undefined ? undefined : l1.get(validator);
      if (!shown || !record) return;
      record.status = shown.toVault ? "proven" : "dead";
      if (shown.toVault) return;
      core.activating -= ETHER;
      burnt += ETHER;
    },
    topUp() {
      const validator = pick(known("proven"));
      if (validator !== undefined) send(validator, BigInt(1 + rng.below(40)) * ETHER);
    },
    stranger() {
      const validator = pick([...known("proven"), ...known("predeposited")]);
      if (validator !== undefined) enqueue(validator, BigInt(1 + rng.below(40)) * ETHER, { valid: false });
    },
    rewards() {
      for (const one of chain.values()) if (one.balance > 0n) one.balance += one.balance / 1_000n;
    },
    penalty() {
      const one = pick([...chain.values()]);
      if (one) one.balance -= one.balance / 10n;
    },
    slashing() {
      const one = pick([...chain.values()]);
      if (!one || one.slashed) return;
      one.slashed = true;
      exit(one);
    },
    exit() {
      const one = pick([...chain.values()]);
      if (one) exit(one);
    },
    partial() {
      const one = pick([...chain.values()].filter(({ exitSlot }) => exitSlot === NEVER));
      if (one) pay(one, one.balance / 4n);
    },
    gift() {
      vault.balance += BigInt(rng.below(1_000_000_000));
    },
    sendBooked() {
      vault.balance -= core.booked;
      vault.sent += core.booked;
      core.buffered += core.booked;
      core.booked = 0n;
    },
  };

  function exit(one: OnChain): void {
    if (one.exitSlot !== NEVER) return;
    one.exitSlot = slot + 2n;
    one.withdrawableSlot = slot + 6n;
  }

  function pay(one: OnChain, amount: bigint): void {
    one.balance -= amount;
    if (one.toVault) vault.balance += amount;
  }

  /** The end of a slot: deposits that are final enter, those of leaving validators wait on, what may leave leaves. */
  function endSlot(): void {
    const room = rng.below(3);
    const postponed: Queued[] = [];
    let taken = 0;
    for (const deposit of queue) {
      if (taken === room || deposit.slot + FINALITY_SLOTS > slot) break;
      taken += 1;
      const { validator, amountGwei, toVault, valid } = deposit;
      const one = chain.get(validator);
      if (one && one.exitSlot !== NEVER && one.withdrawableSlot > slot) postponed.push(deposit);
      else if (one) one.balance += amountGwei;
      else if (valid) {
        const fresh = { exitSlot: NEVER, withdrawableSlot: NEVER, slashed: false };
        chain.set(validator, { balance: amountGwei, toVault, ...fresh });
      }
    }
    queue = [...queue.slice(taken), ...postponed];
    for (const one of chain.values()) if (one.withdrawableSlot <= slot) pay(one, one.balance);
    slot += 1n;
  }

  /** What a member reads, at the end of the last slot. */
  function snapshot(): Snapshot {
    const pending = new Map<Hex, SlotDeposit[]>();
    for (const { validator, slot: at, amountGwei } of queue) {
      const id = idOf(validator);
      pending.set(id, [...(pending.get(id) ?? []), { slot: at, amountGwei }]);
    }
    const states = [...chain].map(([validator, one]) => {
      const { balance, slashed, exitSlot, withdrawableSlot } = one;
      const epochs = { exitEpoch: exitSlot, withdrawableEpoch: withdrawableSlot };
      return [idOf(validator), { balanceGwei: balance, effectiveBalanceGwei: balance, slashed, ...epochs }] as const;
    });
    return {
      ours: known("proven").map((validator) => ({
        validatorId: idOf(validator),
        deposits: [...(l1.get(validator)?.deposits ?? [])],
      })),
      states: new Map(states),
      pending,
      receivedGwei: vault.balance + vault.sent,
      epoch: slot,
    };
  }

  /**
   * Where our ether is, each once; only the game knows whose a waiting deposit is. A rule may be `over` by what strangers
   * have waiting in slots of ours, and `short` of what those validators gained: they may seem not to be there yet.
   */
  function truth(): { pooled: bigint; over: bigint; short: bigint } {
    const parts = [...l1].flatMap(([validator, { status, deposits }]) => {
      if (status === "dead") return [];
      const waiting = sum(queue.filter((one) => one.ours && one.validator === validator).map((one) => one.amountGwei));
      const arrived = sum(deposits.map((deposit) => deposit.amountGwei)) - waiting;
      const isCounted = status === "proven" && arrived >= ETHER;
      return [waiting + (isCounted ? (chain.get(validator)?.balance ?? 0n) : arrived)];
    });
    const besideOurs = queue.filter(
      (one) => !one.ours && l1.get(one.validator)?.deposits.some((deposit) => deposit.slot === one.slot),
    );
    const doubtful = [...new Set(besideOurs.map(({ validator }) => validator))];
    return {
      pooled: core.buffered + vault.balance + sum(parts) + burnt,
      over: sum(besideOurs.map(({ amountGwei }) => amountGwei)),
      short: sum(doubtful.map((validator) => chain.get(validator)?.balance ?? 0n)),
    };
  }

  /** As the core and ReportSanity do, refusals included. */
  function report(figures: ConsensusFigures): void {
    const received = figures.withdrawnTotalGwei + figures.elRewardsTotalGwei - core.received;
    const processed = figures.depositsProcessedTotalGwei - core.processed;
    assert(received >= 0n && processed >= 0n, "Core_FlowFell");
    assert(core.booked + received <= vault.balance, "Core_VaultUnderfunded");
    assert(processed <= core.activating, "Core_ActivationUnderflow");
    assert(figures.provisionsGwei <= figures.consensusBalanceGwei, "Core_ProvisionsExceedBalance");
    for (const name of ["validatorCount", "exitedCount", "slashedCount"] as const) {
      assert(figures[name] >= counts[name], `ReportSanity_CountFell ${name}`);
      counts[name] = figures[name];
    }
    const most = figures.depositsProcessedTotalGwei / ETHER;
    assert(figures.validatorCount <= most, "ReportSanity_CountTooHigh validators");
    assert(figures.exitedCount <= figures.validatorCount && figures.slashedCount <= figures.validatorCount);
    core.booked += received;
    core.received += received;
    core.activating -= processed;
    core.processed += processed;
    core.consensus = figures.consensusBalanceGwei;
  }

  return {
    snapshot,
    truth,
    report,
    endSlot,
    move: () => moves[pick(Object.keys(moves)) ?? ""]?.(),
    /** Only what L1's contracts do, which goes on after the reference slot. */
    moveOnL1: () => moves[pick(["predeposit", "topUp", "prove", "sendBooked"]) ?? ""]?.(),
    /** What holders have, and what bonds have paid. */
    pooled: () => core.buffered + core.booked + core.consensus + core.activating + burnt,
  };
}
