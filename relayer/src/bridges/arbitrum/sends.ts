import { concat, encodePacked, type Hash, keccak256, parseEventLogs } from "viem";
import { readHeads } from "../../chain/heads.ts";
import type { ArbitrumSend, SendCarrier } from "../../domain/carrier.ts";
import { CsethError } from "../../domain/errors.ts";
import type { ConfirmedSends } from "../../domain/phase.ts";
import { phaseOfOutbox } from "../../domain/phaseOfOutbox.ts";
import type { CarrierStatus } from "../port.ts";
import { readAt, readSource } from "../source.ts";
import { nodeInterfaceAbi, outboxAbi, rollupAbi } from "./abi.ts";
import { type ArbitrumLane, NODE_INTERFACE } from "./lane.ts";

const NO_BLOCK = `0x${"00".repeat(32)}`;

/** Where a message to L1 stands: the outbox's word first, then how much of L2 is confirmed on L1. */
export async function sendStatus(lane: ArbitrumLane, carrier: SendCarrier): Promise<CarrierStatus> {
  const heads = await readHeads(lane.l1);
  const { position } = carrier.send;
  const isSpent = (blockNumber: bigint) =>
    lane.l1.client.viem.readContract({
      address: lane.outbox,
      abi: outboxAbi,
      functionName: "isSpent",
      args: [position],
      blockNumber,
    });
  const executed = (await isSpent(heads.latest.number)) ? { final: await isSpent(heads.finalized.number) } : undefined;
  const source = executed ? "final" : (await readSource(lane.l2, carrier)).standing;
  const isWaiting = source === "final" && !executed;
  const confirmed = isWaiting ? await readConfirmed(lane, heads.latest.number) : { count: 0n, root: NO_BLOCK as Hash };
  return { phase: phaseOfOutbox({ source, position, executed, confirmed }), readAt: readAt(heads) };
}

/**
 * What the newest confirmed assertion says. The rollup keeps of it only a hash and the block of its creation, whose
 * event names the L2 block; how many messages there were then, our own L2 node tells.
 * @throws BRIDGE_NODE_BEHIND, BRIDGE_LOGS_INCOMPLETE
 */
async function readConfirmed(lane: ArbitrumLane, blockNumber: bigint): Promise<ConfirmedSends> {
  const { viem } = lane.l1.client;
  const rollup = { address: lane.rollup, abi: rollupAbi, blockNumber } as const;
  const assertion = await viem.readContract({ ...rollup, functionName: "latestConfirmed" });
  if (lane.lastConfirmed?.assertion === assertion) return lane.lastConfirmed.sends;
  const { createdAtBlock } = await viem.readContract({ ...rollup, functionName: "getAssertion", args: [assertion] });
  const logs = await viem.getLogs({ address: lane.rollup, fromBlock: createdAtBlock, toBlock: createdAtBlock });
  const created = parseEventLogs({ abi: rollupAbi, logs }).find(({ args }) => args.assertionHash === assertion);
  if (!created) throw assertionMissing(lane, assertion, createdAtBlock);
  const [blockHash, root] = created.args.assertion.afterState.globalState.bytes32Vals;
  const sends = blockHash === NO_BLOCK ? { count: 0n, root } : await readSends(lane, blockHash, root);
  lane.lastConfirmed = { assertion, sends };
  return sends;
}

/** Nitro's blocks say beyond others how many messages to L1 there were after them, and the root over those. */
async function readSends({ l2 }: ArbitrumLane, blockHash: Hash, root: Hash): Promise<ConfirmedSends> {
  const block = (await l2.client.request({ method: "eth_getBlockByHash", params: [blockHash, false] })) as {
    sendCount?: Hash;
    sendRoot?: Hash;
  } | null;
  if (block?.sendCount !== undefined && block.sendRoot === root) return { count: BigInt(block.sendCount), root };
  throw new CsethError({
    code: "BRIDGE_NODE_BEHIND",
    retry: "backoff",
    message: `${l2.client.name}: L1 has confirmed block ${blockHash} with send root ${root}, which the node does not have`,
    fix: "Wait until the node has synced; if it has, it follows another chain, or is no Nitro node: check rpcUrls.",
    context: { chain: l2.client.name, block: blockHash, root },
  });
}

/**
 * The way from a message to a root of the outbox, by our own node. Checked before it is handed out: a node that answers
 * from another fork, or from a cache, must not cost us a transaction.
 * @throws BRIDGE_PROOF_STALE
 */
export async function buildOutboxProof(
  { l2 }: ArbitrumLane,
  { send }: SendCarrier,
  { count, root }: ConfirmedSends,
): Promise<readonly Hash[]> {
  const [, , proof] = await l2.client.viem.readContract({
    address: NODE_INTERFACE,
    abi: nodeInterfaceAbi,
    functionName: "constructOutboxProof",
    args: [count, send.position],
  });
  if (outboxRootOf(send, proof) === root) return proof;
  throw new CsethError({
    code: "BRIDGE_PROOF_STALE",
    retry: "backoff",
    message: `${l2.client.name}: its proof of message ${send.position} does not lead to the confirmed root ${root}`,
    fix: "If this stays, the endpoint follows another fork: check rpcUrls.",
    context: { position: send.position, root },
  });
}

/** Root that the outbox computes: Outbox.calculateItemHash, then MerkleLib.calculateRoot of the item's hash. */
export function outboxRootOf(send: ArbitrumSend, proof: readonly Hash[]): Hash {
  const { caller, destination, arbBlockNum, ethBlockNum, timestamp, callvalue, data, position } = send;
  const item = keccak256(
    encodePacked(
      ["address", "address", "uint256", "uint256", "uint256", "uint256", "bytes"],
      [caller, destination, arbBlockNum, ethBlockNum, timestamp, callvalue, data],
    ),
  );
  return proof.reduce(
    (node, sibling, level) => keccak256(concat((position >> BigInt(level)) & 1n ? [sibling, node] : [node, sibling])),
    keccak256(item),
  );
}

function assertionMissing({ l1 }: ArbitrumLane, assertion: Hash, block: bigint): CsethError {
  return new CsethError({
    code: "BRIDGE_LOGS_INCOMPLETE",
    retry: "backoff",
    message: `${l1.client.name}: block ${block} should show how assertion ${assertion} was created, but does not`,
    fix: "If this stays, an endpoint of L1 left out a log, or the rollup is of a generation we do not know.",
    context: { assertion, block },
  });
}
