import assert from "node:assert/strict";
import type { Fact, ValidatorStatus } from "@cseth/relayer/registry/facts";
import { provenValidators, rosterAt, stakesOf } from "@cseth/relayer/registry/roster";
import { borderOf } from "@cseth/relayer/rewards/borders";
import { buildBook, leafSetsOf } from "@cseth/relayer/rewards/build";
import { type Address, getAddress, type Hex, pad, toHex } from "viem";
import { fatal } from "../../support/rejections.ts";

const [A, B, C] = [(1n << 48n) + 1n, (1n << 48n) + 2n, (2n << 48n) + 1n] as const;
const address = (value: number): Address => getAddress(pad(toHex(value), { size: 20 }));
const key = (value: number): Hex => toHex(value, { size: 32 });

const registered = (block: bigint, operatorId: bigint, recipient: number, commissionBps: bigint): Fact => {
  return { kind: "operator-registered", block, operatorId, recipient: address(recipient), commissionBps };
};
/** A validator of 32 ether whose credentials are proven. */
const validator = (block: bigint, id: number, operatorId: bigint): Fact[] => [
  { kind: "validator-predeposited", block, validatorId: key(id), operatorId, pubkey: toHex(id, { size: 48 }) },
  { kind: "validator-status", block, validatorId: key(id), status: "proven" },
  { kind: "validator-topped-up", block, validatorId: key(id), amountGwei: 31_000_000_000n },
  { kind: "validator-status", block, validatorId: key(id), status: "active" },
];
const status = (block: bigint, id: number, to: ValidatorStatus): Fact => {
  return { kind: "validator-status", block, validatorId: key(id), status: to };
};
const fees = (block: bigint, frame: bigint, shares: bigint): Fact => ({ kind: "fees-minted", block, frame, shares });

/** Frame n's reference block is 10·n. */
const referenceBlock = async (frame: bigint) => 10n * frame;
const lanes = [1, 2].map((laneId) => ({ laneId, chainId: 900 + laneId, distributor: address(0xd0 + laneId) }));
const build = async (facts: readonly Fact[], frame = 7n) => {
  const { book, roster } = await buildBook({ facts, referenceBlock });
  return leafSetsOf({ book, roster, lanes, frame, block: 10n * frame });
};

describe("who earned which fee shares", () => {
  it("divides each report's by the stakes at its own reference block, not at its landing", async () => {
    const facts = [
      registered(1n, A, 0xaa, 0n),
      registered(1n, B, 0xbb, 300n),
      registered(1n, C, 0xcc, 0n),
      ...validator(5n, 1, A),
      ...validator(20n, 2, C),
      // After frame 2's reference block, before its report.
      ...validator(21n, 3, B),
      fees(25n, 2n, 1_001n),
      fees(35n, 3n, 899n),
    ];
    const sets = await build(facts);
    // Frame 2: A and C 1 : 1 of 1,001, 1 is left. Frame 3: A, B, C by 200 : 500 : 200 of 900.
    assert.deepEqual(
      sets.map(({ laneId, chainId, rewardsTotal, leaves }) => ({ laneId, chainId, rewardsTotal, leaves })),
      [
        {
          ...{ laneId: 1, chainId: 901, rewardsTotal: 1_200n },
          leaves: [
            { operatorId: A, recipient: address(0xaa), cumulativeShares: 700n },
            { operatorId: B, recipient: address(0xbb), cumulativeShares: 500n },
          ],
        },
        {
          ...{ laneId: 2, chainId: 902, rewardsTotal: 700n },
          leaves: [{ operatorId: C, recipient: address(0xcc), cumulativeShares: 700n }],
        },
      ],
    );
  });

  it("pays to the recipient of the root's own time, whoever it was when the fees were earned", async () => {
    const facts: Fact[] = [
      registered(1n, A, 0xaa, 0n),
      ...validator(5n, 1, A),
      fees(15n, 1n, 40n),
      { kind: "recipient-set", block: 60n, operatorId: A, recipient: address(0xab) },
    ];
    const [set] = await build(facts);
    assert.deepEqual(set?.leaves, [{ operatorId: A, recipient: address(0xab), cumulativeShares: 40n }]);
  });

  it("counts no stake that is unproven, slashed, gone or dead; one that exits earns until it has", async () => {
    const facts = [
      registered(1n, A, 0xaa, 0n),
      registered(1n, B, 0xbb, 0n),
      ...validator(2n, 1, A),
      ...validator(2n, 2, B),
      status(3n, 2, "exiting"),
      validator(4n, 3, B)[0] as Fact,
    ];
    const stakes = (block: bigint) => stakesOf(rosterAt({ facts: [...facts, ...later], block }));
    const later = [status(10n, 2, "exited"), status(11n, 3, "dead"), status(12n, 1, "slashed")];
    const of = (operatorId: bigint, stakeGwei: bigint) => ({ operatorId, stakeGwei, feeBps: 200n });
    assert.deepEqual(stakes(1n), []);
    assert.deepEqual(stakes(9n), [of(A, 32_000_000_000n), of(B, 32_000_000_000n)]);
    assert.deepEqual(stakes(11n), [of(A, 32_000_000_000n)]);
    assert.deepEqual(stakes(12n), []);
    const proven = provenValidators(rosterAt({ facts: [...facts, ...later], block: 12n }));
    assert.deepEqual(
      proven.map(({ pubkey }) => pubkey),
      [toHex(1, { size: 48 }), toHex(2, { size: 48 })],
    );
  });

  it("REW-2: a later root only adds to an earlier one's amounts (T-49)", async () => {
    const first = [registered(1n, A, 0xaa, 0n), registered(1n, B, 0xbb, 0n), ...validator(2n, 1, A), fees(15n, 1n, 9n)];
    const second = [...first, status(16n, 1, "exited"), ...validator(17n, 2, B), fees(75n, 7n, 5n)];
    const amounts = async (facts: readonly Fact[]) =>
      (await build(facts)).flatMap(({ leaves }) => leaves.map(({ cumulativeShares }) => cumulativeShares));
    assert.deepEqual(await amounts(first), [9n]);
    assert.deepEqual(await amounts(second), [9n, 5n]);
  });

  it("refuses to root what it cannot: a lane that is not configured, an operator nobody registered", async () => {
    const facts = [registered(1n, A, 0xaa, 0n), ...validator(2n, 1, A), fees(15n, 1n, 9n)];
    const { book, roster } = await buildBook({ facts, referenceBlock });
    const without = () => leafSetsOf({ book, roster, lanes: [], frame: 7n, block: 70n });
    assert.throws(without, { code: "REWARDS_LANE_UNKNOWN", retry: "never" });
    const error = await fatal(build(facts.slice(1)));
    assert.deepEqual([error.code, error.retry], ["REWARDS_OPERATOR_UNKNOWN", "backoff"]);
  });

  it("roots are of every seventh frame; the reports between repeat them", () => {
    assert.deepEqual(
      [1n, 6n, 7n, 8n, 13n, 14n, 15n].map((frame) => borderOf(frame, 7n)),
      [0n, 0n, 7n, 7n, 7n, 14n, 14n],
    );
  });
});
