// Deploys L1 and both lanes, each end owned by a timelock as in production, and wires them.
import { type Address, encodeDeployData, encodeFunctionData, maxUint256, zeroAddress } from "viem";
import { actionKind } from "../../../../shared/src/messages/action.ts";
import type { Setup } from "../world/setup.ts";
import type { Opened } from "../world/world.ts";
import { artifactOf } from "./artifacts.ts";
import { type Chain, ownArtifact } from "./chain.ts";
import { executorAbi } from "./executor-abi.ts";
import {
  ACTION_KINDS,
  aliasOf,
  CHAIN_IDS,
  CHAIN_OF,
  type ChainName,
  interoperable,
  LANES,
  type LaneId,
} from "./peers.ts";
import { packStep } from "./steps.ts";
import { handOver, type OwnersCall } from "./timelock.ts";

export type L1Addresses = Readonly<{
  player: Address;
  core: Address;
  laneHub: Address;
  moveLedger: Address;
  timelock: Address;
  executor: Address;
  treasury: Address;
  users: readonly Address[];
  gateways: Readonly<Record<LaneId, Address>>;
}>;

export type L2Addresses = Readonly<{
  chain: ChainName;
  player: Address;
  pool: Address;
  hub: Address;
  distributor: Address;
  gateway: Address;
  timelock: Address;
  users: readonly Address[];
}>;

export type Addresses = Readonly<{ l1: L1Addresses; lanes: Readonly<Record<LaneId, L2Addresses>> }>;
export type Chains = Readonly<Record<ChainName, Chain>>;

const TREASURY: Address = "0x00000000000000000000000000000000007ea501";
const EMPTY_VAULT: Address = "0x0000000000000000000000000000000000007a17";

/** @returns addresses, and what the model has to know of each lane's opening */
export async function deployAll(
  chains: Chains,
  setup: Setup,
): Promise<{ addresses: Addresses; opened: Record<LaneId, Opened> }> {
  const addresses = await plan(chains);
  const fastGateways = await deployL1(chains.l1, addresses, setup);
  const open = async (lane: LaneId): Promise<Opened> => {
    const openedAt = await deployL2(chains[CHAIN_OF[lane]], lane, addresses, setup);
    return { openedAt, fastGateway: fastGateways[lane] };
  };
  return { addresses, opened: { 1: await open(1), 2: await open(2) } };
}

/** Contracts that name each other are known by where they will stand: the deployer's nonces, in the order below. */
async function plan(chains: Chains): Promise<Addresses> {
  const at = async (chain: Chain) => {
    const first = await Promise.all(Array.from({ length: 12 }, (_, index) => chain.nextAddress(index)));
    return (index: number) => first[index] ?? zeroAddress;
  };
  const l1 = await at(chains.l1);
  const gateways = { 1: l1(5), 2: l1(6) };
  const lane = async (id: LaneId): Promise<L2Addresses> => {
    const chain = chains[CHAIN_OF[id]];
    const l2 = await at(chain);
    const [timelock, pool, distributor, hub, gateway] = [l2(0), l2(3), l2(4), l2(6), l2(7)];
    return {
      chain: chain.name,
      player: chain.player,
      timelock,
      pool,
      distributor,
      hub,
      gateway,
      users: await chain.users(),
    };
  };
  return {
    l1: {
      player: chains.l1.player,
      timelock: l1(0),
      core: l1(2),
      laneHub: l1(4),
      gateways,
      executor: l1(7),
      moveLedger: l1(9),
      treasury: TREASURY,
      users: await chains.l1.users(),
    },
    lanes: { 1: await lane(1), 2: await lane(2) },
  };
}

async function deployL1(chain: Chain, { l1, lanes }: Addresses, setup: Setup): Promise<Record<LaneId, Address>> {
  const { params } = setup;
  // Nonces 0 to 9.
  await createTimelock(chain);
  const core = await chain.create("LiquidStakingCore", [
    params.frameZeroTime,
    params.frameSeconds,
    params.requestMargin,
  ]);
  const roles = {
    owner: l1.timelock,
    reportOracle: chain.player,
    laneHub: l1.laneHub,
    treasury: TREASURY,
    // No validators in these sequences: nobody calls in these parts, and the vault holds no ether.
    validatorLedger: chain.player,
    bonds: chain.player,
    withdrawalVault: EMPTY_VAULT,
    moveLedger: l1.moveLedger,
  };
  await proxy(chain, "LiquidStakingCore", core, [roles, setup.depositCapWei, params.reserveFloor], setup.bootstrapWei);
  const hub = await chain.create("LaneHub", [l1.core, chain.player]);
  await proxy(chain, "LaneHub", hub, [l1.timelock]);
  await chain.create("L1OpStackGateway", [chain.player, lanes[1].gateway, l1.laneHub, CHAIN_IDS.op]);
  await chain.create("L1ArbitrumGateway", [
    ...[chain.player, lanes[2].gateway, l1.laneHub, CHAIN_IDS.arb],
    ...[setup.ticketGasPrice, setup.ticketResendSeconds],
  ]);
  const { bytecode } = await ownArtifact("ActionCounter");
  await chain.deploy(encodeDeployData({ abi: executorAbi, bytecode, args: [l1.laneHub] }));
  const moves = await chain.create("MoveLedger", [l1.laneHub, l1.core]);
  await proxy(chain, "MoveLedger", moves, [l1.timelock]);

  const fast = { 1: await chain.addCaller(), 2: await chain.addCaller() };
  const wiring = LANES.flatMap((lane) => [
    call("LiquidStakingCore", l1.core, "addLane", [lane]),
    call("LaneHub", l1.laneHub, "setLane", [lane, l1.gateways[lane], interoperable(CHAIN_OF[lane], lanes[lane].hub)]),
    call("LaneHub", l1.laneHub, "setFastGateway", [lane, fast[lane]]),
    call("MoveLedger", l1.moveLedger, "setLaneToken", [lane, lanes[lane].pool]),
  ]);
  const executors = [
    call("LaneHub", l1.laneHub, "setExecutor", [ACTION_KINDS.single, l1.executor, false]),
    call("LaneHub", l1.laneHub, "setExecutor", [ACTION_KINDS.run, l1.executor, true]),
    call("LaneHub", l1.laneHub, "setExecutor", [actionKind.moveShares, l1.moveLedger, false]),
  ];
  await become(chain, l1.timelock, await Promise.all([...wiring, ...executors]), setup.timelockDelayL1);
  await allowMoves(chain, l1);
  return fast;
}

/** Every user lets the move ledger take their csETH. */
async function allowMoves(chain: Chain, { core, moveLedger, users }: L1Addresses): Promise<void> {
  const { data } = await call("LiquidStakingCore", core, "approve", [moveLedger, maxUint256]);
  const steps = users.map((_, index) => {
    return packStep({ caller: index + 1, target: core, value: 0n, data }, { success: true, returned: null });
  });
  await chain.play(await chain.timestamp(), steps.join(""));
}

async function deployL2(chain: Chain, lane: LaneId, { l1, lanes }: Addresses, setup: Setup): Promise<bigint> {
  const { pool, hub, distributor, gateway, timelock } = lanes[lane];
  const rules = setup.lanes[lane];
  // Nonces 0 to 7.
  await createTimelock(chain);
  const poolInit = {
    owner: timelock,
    hub,
    rate: 10n ** 18n,
    rateNonce: 0,
    refTime: Number(setup.params.frameZeroTime),
    parameters: {
      stakeFeeBps: Number(setup.params.stakeFeeBps),
      forwardDelaySeconds: rules.forwardDelaySeconds,
      poolTargetGwei: rules.poolTargetWei / 10n ** 9n,
      heldCapGwei: rules.heldCapWei / 10n ** 9n,
    },
    stakeLimitCapacityGwei: setup.stakeLimitGwei,
    stakeLimitRefillGweiPerSecond: setup.stakeLimitGwei / 10n ** 6n,
  };
  const code = await chain.create("L2StakingPool", [await chain.create("PoolExtension")]);
  await proxy(chain, "L2StakingPool", code, [poolInit]);
  await chain.create("RewardDistributor", [pool, hub]);
  const peer = interoperable("l1", l1.laneHub);
  // The desk that appends operators' actions is the player.
  const connections = { pool, desk: chain.player, distributor, gateway, peer };
  const hubInit = { owner: timelock, laneId: lane, ...connections, rules: rules.batchRules };
  await proxy(chain, "L2Hub", await chain.create("L2Hub"), [hubInit]);
  const openedAt = await chain.timestamp();
  const kind = CHAIN_OF[lane] === "op" ? "L2OpStackGateway" : "L2ArbitrumGateway";
  await chain.create(kind, [l1.gateways[lane], hub, CHAIN_IDS.l1]);

  const wiring = await call("L2Hub", hub, "setFastGateway", [await chain.addCaller()]);
  await become(chain, timelock, [wiring], setup.timelockDelayL2);
  // Whom Nitro lets execute the tickets of the gateway on L1.
  if (CHAIN_OF[lane] === "arb") await chain.addCaller(aliasOf(l1.gateways[lane]));
  return openedAt;
}

/** Proposers are the deployer, until the delay is set, and the player; anyone executes. */
async function createTimelock(chain: Chain): Promise<void> {
  await chain.create("TimelockController", [0n, [chain.owner, chain.player], [zeroAddress], zeroAddress]);
}

async function become(chain: Chain, timelock: Address, calls: readonly OwnersCall[], delay: bigint): Promise<void> {
  for (const data of handOver(timelock, calls, delay)) await chain.send(timelock, data);
}

async function proxy(
  chain: Chain,
  name: string,
  implementation: Address,
  args: readonly unknown[],
  value = 0n,
): Promise<void> {
  const { abi } = await artifactOf(name);
  const data = encodeFunctionData({ abi, functionName: "initialize", args });
  await chain.create("ERC1967Proxy", [implementation, data], value);
}

async function call(
  name: string,
  target: Address,
  functionName: string,
  args: readonly unknown[],
): Promise<OwnersCall> {
  const { abi } = await artifactOf(name);
  return { target, data: encodeFunctionData({ abi, functionName, args }) };
}
