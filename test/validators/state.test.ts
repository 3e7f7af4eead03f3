import assert from "node:assert/strict";
import { readState } from "@cseth/relayer/beacon/state";
import { validatorGindex } from "@cseth/shared/beacon/layout";
import { validatorId } from "@cseth/shared/messages/ids";
import { ssz } from "@lodestar/types";
import { type Hex, hexToBytes, toHex } from "viem";
import { fatal } from "../support/rejections.ts";

const credentials: Hex = `0x02${"00".repeat(11)}${"5a".repeat(20)}`;
const keyOf = (index: number): Hex => toHex(new Uint8Array(48).fill(index + 1));

function validatorAt(index: number) {
  return {
    pubkey: hexToBytes(keyOf(index)),
    withdrawalCredentials: hexToBytes(credentials),
    effectiveBalance: 32e9,
    slashed: index === 2,
    activationEligibilityEpoch: 1,
    activationEpoch: 2,
    exitEpoch: Number.POSITIVE_INFINITY,
    withdrawableEpoch: Number.POSITIVE_INFINITY,
  };
}

const types = { electra: ssz.electra.BeaconState, fulu: ssz.fulu.BeaconState, gloas: ssz.gloas.BeaconState };

describe("a beacon state as a node serves it", () => {
  for (const [fork, layout] of [
    ["electra", "electra"],
    ["fulu", "electra"],
    ["gloas", "gloas"],
  ] as const) {
    it(`T-37: ${fork}: its root, its validators by id, and each at the place the layout says`, () => {
      const view = types[fork].defaultViewDU();
      for (let index = 0; index < 7; index += 1)
        view.validators.push(ssz.phase0.Validator.toViewDU(validatorAt(index)));
      const state = readState({ bytes: view.serialize(), fork });
      assert.deepEqual([state.layout, state.root, state.listLength], [layout, toHex(view.hashTreeRoot()), 7]);
      for (const index of [0, 2, 6]) {
        const root = toHex(ssz.phase0.Validator.hashTreeRoot(validatorAt(index)));
        assert.equal(state.nodeAt(validatorGindex(layout, index)), root);
      }
      assert.deepEqual(state.find(validatorId(keyOf(2))), {
        index: 2,
        pubkeyRoot: validatorId(keyOf(2)),
        // 32e9, slashed, epochs 1 and 2, never, never; little-endian
        tail: `0x${"0040597307000000"}01${"0100000000000000"}${"0200000000000000"}${"f".repeat(32)}`,
        credentials,
      });
      assert.equal(state.find(validatorId(keyOf(7))), undefined);
    });
  }

  it("T-37: of a fork nobody here knows nothing is read: under a wrong layout a proof could show anything", async () => {
    const bytes = ssz.fulu.BeaconState.defaultViewDU().serialize();
    const error = await fatal(Promise.resolve().then(() => readState({ bytes, fork: "heze" })));
    assert.deepEqual([error.code, error.retry], ["BEACON_FORK_UNKNOWN", "never"]);
  });
});
