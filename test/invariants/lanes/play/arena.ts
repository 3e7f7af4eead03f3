// Three chains and a world that agree, from where every sequence begins.
import { type Hex, numberToHex } from "viem";
import { type Seconds, WAD } from "../../../../shared/src/units/quantity.ts";
import type { Codes } from "../chain/artifacts.ts";
import { type Chain, openChain } from "../chain/chain.ts";
import { type Addresses, type Chains, deployAll } from "../chain/deploy.ts";
import { ACTION_KINDS, CHAINS, type ChainName } from "../chain/peers.ts";
import { FIRST_DIGEST } from "../chain/steps.ts";
import { ACTION_GAS } from "../perform/actions.ts";
import { applyCore } from "../world/apply.ts";
import { type Event, NOWHERE, type ReportedRewards } from "../world/events.ts";
import { createNumbers, type Numbers } from "../world/numbers.ts";
import { FRAME_ZERO, type Setup } from "../world/setup.ts";
import { createWorld, type World } from "../world/world.ts";
import { type Arena, createTape, describe, playOnChains, playOnModel } from "./play.ts";

/**
 * What has happened before. `gains`: validators, users on all chains, netted, forwarded and waiting unstakers, gains in
 * hand, csETH on its way between all chains and parked, and two StateUpdates on their way to each lane, of which the
 * older one carries a settlement. `loss`: the same, and the older one tells of a loss that lowered the rate, of which the
 * younger csETH for the lane tells too.
 */
export type Past = "none" | "gains" | "loss";

/** @param input.codes to deploy instead of what is compiled, by contract */
export async function createArena(input: { setup: Setup; past: Past; codes?: Codes }): Promise<Arena> {
  const { setup, past, codes } = input;
  const startsAt = setup.params.frameZeroTime - 3_600n;
  const opened = await Promise.all(CHAINS.map((name) => openChain({ name, startsAt, ...(codes && { codes }) })));
  const chains = Object.fromEntries(opened.map((chain) => [chain.name, chain])) as Chains;
  const { addresses, opened: lanes } = await deployAll(chains, setup);
  const numbers = createNumbers(addresses);
  const { core, laneHub } = addresses.l1;
  for (const name of CHAINS) await chains[name].watch({ core, laneHub, views: numbers[name].views });
  const arena = arenaOf(chains, addresses, numbers, createWorld(setup, lanes));
  await arena.settle();
  if (past !== "none") await grow(arena, past === "loss");
  return arena;
}

function arenaOf(chains: Chains, addresses: Addresses, numbers: Numbers, beginning: World): Arena {
  const snapshots: Partial<Record<ChainName, Hex>> = {};
  const of = <Value>(value: (name: ChainName) => Value) =>
    Object.fromEntries(CHAINS.map((name) => [name, value(name)])) as Record<ChainName, Value>;
  const arena: Arena = {
    ...{ chains, addresses, numbers, beginning },
    words: of(() => ""),
    digests: of(() => FIRST_DIGEST),
    async reset(name) {
      // A revert uses the snapshot up.
      await chains[name].revert(snapshots[name] ?? "0x0");
      snapshots[name] = await chains[name].snapshot();
    },
    async settle() {
      for (const name of CHAINS) {
        snapshots[name] = await chains[name].snapshot();
        arena.digests[name] = await chains[name].digest();
        arena.words[name] = numbers[name].words(beginning);
      }
    },
  };
  return arena;
}

const STAKED = 3_000n * WAD;

async function grow(arena: Arena, fall: boolean): Promise<void> {
  const day = arena.beginning.setup.params.frameSeconds;
  await mustAgree(arena, beforeValidators(day));
  applyCore(arena.beginning, "topUp", { amount: STAKED });
  await activate(arena.chains.l1, arena.addresses.l1.core, STAKED);
  await arena.settle();
  await mustAgree(arena, withValidators(day, fall));
}

function beforeValidators(day: Seconds): Event[] {
  return [
    { kind: "deposit", user: "1", amount: 2_000n * WAD, minShares: 0n },
    { kind: "deposit", user: "2", amount: 1_500n * WAD + 1n, minShares: 0n },
    { kind: "deposit", user: "3", amount: 600n * WAD + 7n, minShares: 0n },
    ...onBoth((lane) => [
      { kind: "stake", lane, user: "1", amount: 200n * WAD, minShares: 0n },
      { kind: "stake", lane, user: "2", amount: 91n * WAD + 13n, minShares: 0n },
    ]),
    { kind: "wait", seconds: day / 2n },
    ...onBoth((lane) => [
      { kind: "closeBatch", lane },
      { kind: "land", lane, batch: 0 },
      { kind: "requestUnstake", lane, user: "1", shares: 15n * WAD },
    ]),
    ...(["2", "1", "3", "1", "2"] as const).map((user): Event => ({ kind: "request", user, shares: 5n * WAD })),
    { kind: "wait", seconds: day / 2n },
  ];
}

function withValidators(day: Seconds, fall: boolean): Event[] {
  const report = { kind: "report", frames: 1, withdrawn: 0n, execution: 0n, provisions: 0n, covered: 0n } as const;
  const rewards: ReportedRewards[] = [
    { lane: 1, more: 1_000n, inflated: false },
    { lane: 2, more: 3_000n, inflated: false },
  ];
  const later = { ...report, processed: 0n, operatorFeeBps: 200n, rewards } as const;
  const first = { operatorFeeBps: 300n, finalizeUpTo: 0, rewards: [] };
  return [
    { ...report, ...first, consensus: STAKED + 12n * WAD, processed: STAKED },
    ...onBoth((lane) => [
      { kind: "pushStateUpdate", lane },
      { kind: "deliver", lane, update: 0 },
      { kind: "net", lane },
      { kind: "moveToLane", lane, user: "3", recipient: "2", shares: 2n * WAD },
      { kind: "requestUnstake", lane, user: "1", shares: 100n * WAD },
      { kind: "requestUnstake", lane, user: "2", shares: 30n * WAD + 1n },
    ]),
    { kind: "wait", seconds: day / 12n },
    ...onBoth((lane) => [
      ...movesOf(lane),
      ...actionsOf(lane, day),
      { kind: "forward", lane },
      { kind: "closeBatch", lane },
      { kind: "land", lane, batch: 1 },
      { kind: "execute", lane, batch: 1, length: EXECUTED, ahead: 0 },
    ]),
    { kind: "wait", seconds: day - day / 12n },
    { ...later, consensus: STAKED + (fall ? -15n : 13n) * WAD, finalizeUpTo: 7 },
    ...onBoth((lane) => [
      { kind: "pushStateUpdate", lane },
      { kind: "moveToLane", lane, user: "3", recipient: "3", shares: 5n * WAD },
      { kind: "requestUnstake", lane, user: "2", shares: 3n * WAD },
      { kind: "requestUnstake", lane, user: "1", shares: 7n * WAD },
    ]),
    { kind: "wait", seconds: day },
    { ...later, consensus: STAKED + (fall ? -10n : 15n) * WAD, finalizeUpTo: 7 },
    ...onBoth((lane) => [{ kind: "pushStateUpdate", lane }]),
  ];
}

/** Of the moves below, so many: one is paid, two are parked. */
const EXECUTED = 3;

function movesOf(lane: 1 | 2): Event[] {
  const [move, other] = [{ kind: "moveOffLane", lane } as const, 3 - lane];
  return [
    { ...move, user: "1", recipient: "2", shares: 2n * WAD, destination: 0 },
    { ...move, user: "2", recipient: "3", shares: 3n * WAD, destination: other },
    { ...move, user: "2", recipient: "1", shares: 4n * WAD + 1n, destination: NOWHERE },
    { ...move, user: "1", recipient: "1", shares: WAD, destination: other },
  ];
}

/** Of which one is executable at once, and two fail until later. */
function actionsOf(lane: 1 | 2, day: Seconds): Event[] {
  const append = { kind: "append", lane, gas: ACTION_GAS } as const;
  const openAt = FRAME_ZERO + 4n * day;
  return [
    { ...append, action: ACTION_KINDS.single, openAt: 0n, manner: 0 },
    { ...append, action: ACTION_KINDS.single, openAt, manner: 1 },
    { ...append, action: ACTION_KINDS.run, openAt, manner: 0 },
  ];
}

function onBoth(events: (lane: 1 | 2) => Event[]): Event[] {
  return [...events(1), ...events(2)];
}

async function mustAgree(arena: Arena, events: readonly Event[]): Promise<void> {
  const tape = createTape(arena);
  for (const [position, event] of events.entries()) playOnModel(arena, arena.beginning, tape, event, position);
  const difference = await playOnChains(arena, tape.played);
  if (difference !== null) throw new TypeError(`the beginning differs: ${describe(difference)}`);
  const refused = tape.played.find(({ performed }) => "error" in performed.expected);
  if (refused) throw new TypeError(`the beginning was refused: ${JSON.stringify(refused.performed.expected)}`);
  await arena.settle();
}

/** keccak256 slot of CoreState, see l1-contracts/core/CoreStorage.sol. */
const CORE_STATE = 0x79e9ce404cf7e6c1bc6a691e16c941d8a70ffa67ebd0aa12bbdc7c5b9ba31300n;

/** Moves buffered ether of the core into activation, which takes an operator with keys and a bond. */
async function activate({ request }: Chain, core: Hex, amount: bigint): Promise<void> {
  const slot = (value: bigint) => numberToHex(value, { size: 32 });
  const read = async (at: bigint) => BigInt(await request<Hex>("eth_getStorageAt", core, slot(at), "latest"));
  const write = (at: bigint, value: bigint) => request("hardhat_setStorageAt", core, slot(at), slot(value));
  // slot 0: buffered above 88 bits; slot 3: inActivation above 176 bits.
  await write(CORE_STATE, (await read(CORE_STATE)) - (amount << 88n));
  await write(CORE_STATE + 3n, (await read(CORE_STATE + 3n)) + (amount << 176n));
  const balance = BigInt(await request<Hex>("eth_getBalance", core, "latest"));
  await request("hardhat_setBalance", core, numberToHex(balance - amount));
}
