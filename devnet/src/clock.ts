import { DevnetError } from "./errors.ts";
import type { L1Position, Speed } from "./types.ts";

const secondsPerSlot = 12;
export const defaultSpeed = 48;
export const fastestSpeed = 1_200;

export type Clock = {
  readonly speed: Speed;
  pause(): Promise<void>;
  resume(): void;
  /** Runs `work` between two slots. Whatever changes a chain from outside, or moves time, goes through here. */
  exclusive<Result>(work: () => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
};

export type ClockOptions = {
  speed: Speed;
  /** One slot of all chains. */
  runSlot: () => Promise<L1Position>;
  /** A slot failed: time stands still from now on. */
  onFailure: (error: unknown) => void;
};

/** @throws DevnetError INVALID_OPTION */
export function parseSpeed(speed: Speed): Speed {
  if (speed === "manual" || (speed >= 1 && speed <= fastestSpeed)) return speed;
  const message = `speed must be "manual" or from 1 to ${fastestSpeed} chain seconds per second, not ${speed}`;
  throw new DevnetError("INVALID_OPTION", message, { speed });
}

/** The one clock of all chains: a slot is over before the next begins, so a slow machine slows time instead of losing it. */
export function createClock({ speed, runSlot, onFailure }: ClockOptions): Clock {
  let queue: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running = false;

  function exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = queue.then(() => {
      if (stopped) throw new DevnetError("STOPPED", "the devnet is stopped");
      return work();
    });
    queue = result.catch(() => undefined);
    return result;
  }

  function schedule(begunAt: number): void {
    if (!running || stopped || speed === "manual") return;
    const slotMs = (secondsPerSlot / speed) * 1_000;
    timer = setTimeout(() => void tick(), Math.max(0, begunAt + slotMs - performance.now()));
  }

  async function tick(): Promise<void> {
    const begunAt = performance.now();
    try {
      await exclusive(runSlot);
      schedule(begunAt);
    } catch (error) {
      if (!stopped) onFailure(error);
    }
  }

  return {
    speed,
    exclusive,
    async pause() {
      running = false;
      clearTimeout(timer);
      await queue;
    },
    resume() {
      if (running || stopped) return;
      running = true;
      schedule(performance.now());
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await queue;
    },
  };
}
