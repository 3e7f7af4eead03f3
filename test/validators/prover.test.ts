import assert from "node:assert/strict";
import { createBeaconClient } from "@cseth/relayer/beacon/client";
import { type BeaconHttp, createBeaconHttp } from "@cseth/relayer/beacon/http";
import { createValidatorProver } from "@cseth/relayer/beacon/validator-proofs";
import { createSecret } from "@cseth/relayer/config/secret";
import { createLogger } from "@cseth/relayer/telemetry/logger";
import { iBeaconProofsAbi } from "@cseth/shared/abi/IBeaconProofs";
import { validatorId } from "@cseth/shared/messages/ids";
import type { Hex } from "viem";
import type { World } from "../e2e/support/world.ts";
import { fatal } from "../support/rejections.ts";
import { sharedWorld } from "./support/world.ts";

const NEVER = 2n ** 64n - 1n;

/** Validators 0 to 7 of the devnet's genesis have 0x02 credentials of one account, the others BLS credentials. */
describe("proofs of validators, from the beacon chain's state to the contract", function () {
  this.timeout(120_000);
  let world: World;
  let http: BeaconHttp;
  let keys: readonly Hex[];
  before(async () => {
    world = await sharedWorld();
    const logger = createLogger({ level: "silent" });
    http = createBeaconHttp({ urls: [createSecret(world.devnet.beacon.url)], timeoutMs: 5_000, logger });
    type Validators = { data: { validator: { pubkey: Hex } }[] };
    const { data } = await get<Validators>("/eth/v1/beacon/states/head/validators");
    keys = data.map(({ validator }) => validator.pubkey);
    await finalizePast(0n);
  });

  const get = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(`${world.devnet.beacon.url}${path}`)).json()) as Answer;
  const proverOver = (over: BeaconHttp) =>
    createValidatorProver({
      http: over,
      client: createBeaconClient({ http: over, slotsPerEpoch: 32n }),
      slotSeconds: 12n,
    });
  const ids = (...indices: number[]) => indices.map((index) => validatorId(keys[index] ?? "0x"));
  const verify = (proof: Hex) =>
    world.l1.readContract({
      address: world.plan.l1("BeaconProofs"),
      abi: iBeaconProofsAbi,
      functionName: "verify",
      args: [proof],
    });

  async function finalizePast(slot: bigint): Promise<void> {
    for (let at = await world.devnet.mineSlots(1); BigInt(at.finalizedSlot) <= slot; ) {
      at = await world.devnet.mineSlots(8);
    }
  }

  it("T-31, T-37: the contract accepts a proof of several validators of the finalized state, and reads what the API says", async () => {
    const { proof, slot, indices } = await proverOver(http).prove({ validatorIds: ids(5, 0, 2) });
    assert.deepEqual(indices, [5, 0, 2]);
    const [provenSlot, credentials, validators] = await verify(proof);
    type Validators = { data: { validator: { withdrawal_credentials: Hex; effective_balance: string } }[] };
    const { data } = await get<Validators>(`/eth/v1/beacon/states/${slot}/validators?id=0,2,5`);
    assert.equal(provenSlot, slot);
    assert.deepEqual(new Set(data.map(({ validator }) => validator.withdrawal_credentials)), new Set([credentials]));
    assert.deepEqual(
      validators,
      [0, 2, 5].map((index, position) => ({
        pubkeyRoot: ids(index)[0],
        index: BigInt(index),
        effectiveBalanceGwei: BigInt(data[position]?.validator.effective_balance ?? 0),
        slashed: false,
        exitEpoch: NEVER,
        withdrawableEpoch: NEVER,
      })),
    );
  });

  it("T-86: a slashing shows in a later state, and never in an earlier one", async () => {
    const victim = 7;
    const before = await proverOver(http).prove({ validatorIds: ids(victim) });
    await world.devnet.beacon.slash(victim);
    const { slot } = await world.devnet.mineSlots(1);
    await finalizePast(BigInt(slot));
    const prover = proverOver(http);
    const slashedIn = async (at: bigint) =>
      (await verify((await prover.prove({ validatorIds: ids(victim), at })).proof))[2];
    const [shown] = await slashedIn(BigInt(slot));
    assert.equal(shown?.slashed, true);
    assert.notEqual(shown?.exitEpoch, NEVER);
    assert.equal((await slashedIn(before.slot))[0]?.slashed, false);
  });

  it("proves a block whose next slot was missed: L1 knows it by the time of the one after", async () => {
    const { slot: head } = await world.devnet.mineSlots(1);
    type Duties = { data: { slot: string; validator_index: string }[] };
    const { data } = await get<Duties>(`/eth/v1/validator/duties/proposer/${Math.floor((head + 1) / 32)}`);
    const proposer = Number(data.find(({ slot }) => slot === String(head + 1))?.validator_index);
    await world.devnet.beacon.setOffline([proposer]);
    const next = await world.devnet.mineSlots(1).finally(() => world.devnet.beacon.setOffline([]));
    assert.ok(next.slot > head + 1);
    await finalizePast(BigInt(next.slot));
    // Asked for the empty slot, it proves the last block before it.
    const { proof, slot, timestamp } = await proverOver(http).prove({ validatorIds: ids(1), at: BigInt(head + 1) });
    assert.deepEqual([slot, timestamp], [BigInt(head), next.timestamp]);
    assert.equal((await verify(proof))[0], BigInt(head));
  });

  it("refuses what no proof can show: unknown validators, different credentials, states of another chain", async () => {
    const codeOf = async (work: Promise<unknown>) => (await fatal(work)).code;
    const prover = proverOver(http);
    const stranger = validatorId(`0x${"ab".repeat(48)}`);
    assert.equal(await codeOf(prover.prove({ validatorIds: [stranger] })), "BEACON_VALIDATOR_UNKNOWN");
    assert.equal(await codeOf(prover.prove({ validatorIds: ids(0, 20) })), "BEACON_SEVERAL_CREDENTIALS");
    const tampered: BeaconHttp = {
      ...http,
      bytes: async (path) => {
        const { bytes, fork } = await http.bytes(path);
        // The first byte of genesis_time.
        return { fork, bytes: bytes.map((byte, at) => (at === 0 ? byte ^ 1 : byte)) };
      },
    };
    assert.equal(await codeOf(proverOver(tampered).prove({ validatorIds: ids(0) })), "BEACON_WRONG_STATE");
  });
});
