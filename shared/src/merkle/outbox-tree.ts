// Twin of shared/contracts/actions/OutboxTree.sol: positional, domain-separated, at most 1,024 leaves.
import { concat, type Hex, keccak256, zeroHash } from "viem";
import { MessageError } from "../messages/message-error.ts";
import { bytesField, pack, uintField } from "../messages/packed.ts";
import { params } from "../params.ts";

const maxLeaves = Number(params.mainnet.actionsMax);

/** A contiguous run of leaves [start, start + length) of a tree. */
export type Run = Readonly<{ start: number; length: number }>;

/** keccak256(0x02 ‖ count u32 ‖ top); zero for no leaves. */
export function outboxRoot(leaves: readonly Hex[]): Hex {
  requireCount(leaves.length);
  if (leaves.length === 0) return zeroHash;
  const [top = zeroHash] = levelsOf(leaves).at(-1) ?? [];
  return seal(leaves.length, top);
}

/**
 * Proof of a run: siblings from the leaves up, at each level first the left one, then the right one; those inside the
 * run or beyond the last leaf are left out.
 */
export function proveRun(leaves: readonly Hex[], run: Run): Hex[] {
  requireCount(leaves.length);
  requireRun(leaves.length, run);
  const proof: Hex[] = [];
  let first = run.start;
  let last = run.start + run.length - 1;
  for (const level of levelsOf(leaves).slice(0, -1)) {
    const left = first % 2 === 1 ? level[first - 1] : undefined;
    const right = last % 2 === 0 ? level[last + 1] : undefined;
    proof.push(...[left, right].filter((sibling) => sibling !== undefined));
    first = first >> 1;
    last = last >> 1;
  }
  return proof;
}

/** Whether `leaves` stand at `start`.. of the tree. Throws where the contract reverts. */
export function verifyRun({
  root,
  count,
  start,
  leaves,
  proof,
}: {
  root: Hex;
  count: number;
  start: number;
  leaves: readonly Hex[];
  proof: readonly Hex[];
}): boolean {
  requireCount(count);
  const run = { start, length: leaves.length };
  requireRun(count, run);
  const expected = proofLength(count, run);
  if (proof.length !== expected) {
    throw new MessageError("OutboxTree_BadProofLength", { actual: proof.length, expected });
  }

  const siblings = proof.values();
  const sibling = () => siblings.next().value ?? zeroHash;
  let nodes = [...leaves];
  let first = start;
  let zero: Hex = zeroHash;
  for (let width = count; width > 1; width = Math.ceil(width / 2)) {
    const last = first + nodes.length - 1;
    if (first % 2 === 1) nodes.unshift(sibling());
    if (last % 2 === 0) nodes.push(last + 1 < width ? sibling() : zero);
    nodes = joinPairs(nodes, zero);
    first = first >> 1;
    zero = node(zero, zero);
  }
  return seal(count, nodes[0] ?? zeroHash) === root.toLowerCase();
}

/** All levels, leaves first; the last one holds the top alone. */
function levelsOf(leaves: readonly Hex[]): Hex[][] {
  const levels = [[...leaves]];
  let level = levels[0] ?? [];
  for (let zero: Hex = zeroHash; level.length > 1; zero = node(zero, zero)) {
    level = joinPairs(level, zero);
    levels.push(level);
  }
  return levels;
}

function joinPairs(nodes: readonly Hex[], zero: Hex): Hex[] {
  const pairs = Math.ceil(nodes.length / 2);
  return Array.from({ length: pairs }, (_, i) => node(nodes[2 * i] ?? zero, nodes[2 * i + 1] ?? zero));
}

function proofLength(count: number, { start, length }: Run): number {
  let hashes = 0;
  let first = start;
  let last = start + length - 1;
  for (let width = count; width > 1; width = Math.ceil(width / 2)) {
    if (first % 2 === 1) hashes += 1;
    if (last % 2 === 0 && last + 1 < width) hashes += 1;
    first = first >> 1;
    last = last >> 1;
  }
  return hashes;
}

function requireCount(count: number): void {
  if (count > maxLeaves) throw new MessageError("OutboxTree_TooManyLeaves", { count, maximum: maxLeaves });
}

function requireRun(count: number, { start, length }: Run): void {
  if (length < 1 || start < 0 || start + length > count) {
    throw new MessageError("OutboxTree_RunOutOfBounds", { start, length, count });
  }
}

const node = (left: Hex, right: Hex): Hex => keccak256(concat(["0x01", left, right]));

const seal = (count: number, top: Hex): Hex =>
  keccak256(pack(uintField("domain", 2, 1), uintField("count", count, 4), bytesField("top", top, 32)));
