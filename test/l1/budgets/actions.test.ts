import { strict as assert } from "node:assert";
import { type Hex, keccak256, toHex } from "viem";
import { encodeAction } from "../../../shared/src/messages/action.ts";
import { createWorld, TRANSACTION_GAS, type World } from "./world.ts";

const DECLARED = { role: 6_500, registration: 100_000, delegate: 45_000 };
const COUNT_MAX = 1_024;
/** A batch counts `declared + 5,500 + 40·(length + 2)` for each action, and takes 14,000,000. */
const fitting = (declared: number, length: number) =>
  Math.min(COUNT_MAX, Math.floor(14_000_000 / (declared + 5_500 + 40 * (length + 2))));

/** Kinds whose executor is called for each action alone. */
const BURNER = { kind: 20, code: "0xfe", at: "0x0000000000000000000000000000000000b04e40" } as const;
/** Reverts with 100 bytes, as many as are kept of a reason. */
const TALKER = { kind: 21, code: "0x60645ffd", at: "0x00000000000000000000000000000000007a14e0" } as const;
const NOBODY = 30;

describe("a full batch fits one transaction of 15,000,000 gas (T-81)", () => {
  let world: World;
  before(async () => {
    world = await createWorld();
    for (const { kind, code, at } of [BURNER, TALKER]) {
      await world.place(at, code);
      await world.govern("setExecutor", [kind, at, false]);
    }
  });

  const fits = async (actions: readonly Hex[]) => {
    const { gasUsed, failed } = await world.execute(actions);
    assert.equal(failed, actions.length);
    assert.ok(gasUsed < Number(TRANSACTION_GAS));
  };

  it("when every role is refused", () => fits(range(fitting(DECLARED.role, 38)).map((i) => role(3, i))));

  it("when every role is refused and each is a call of its own, because kinds take turns", () =>
    fits(range(fitting(DECLARED.role, 38)).map((i) => role(2 + (i % 2), i))));

  it("when nobody executes such kinds", () => fits(range(fitting(0, 18)).map((i) => raw(NOBODY + (i % 2), 0, 18, i))));

  it("when every action burns what it declares, a little or a lot", async () => {
    for (const declared of [0, 5_000, 40_000, 1_000_000]) {
      await fits(range(fitting(declared, 18)).map((i) => raw(BURNER.kind, declared, 18, i)));
    }
  });

  it("when every action fails with the longest reason", () =>
    fits(range(fitting(100, 18)).map((i) => raw(TALKER.kind, 100, 18, i))));

  it("when every action is as long as it may be", async () => {
    await fits(range(fitting(0, 256)).map((i) => raw(3, 0, 256, i)));
    await fits(
      range(fitting(0, 256))
        .map((i) => raw(TALKER.kind, 100, 256, i))
        .slice(1),
    );
  });
});

describe("an operator's action spends at most what it declares (T-81)", () => {
  const OPERATORS = range(256);
  let world: World;
  before(async () => {
    world = await createWorld();
    for (const third of [0, 86, 172]) {
      const { failed } = await world.execute(OPERATORS.slice(third, third + 86).map((i) => registration(i)));
      assert.equal(failed, 0);
    }
  });

  /** No transaction before has touched these slots: all are cold. */
  const NONE = 0n;
  const ALL = 2n ** 256n - 1n;
  const declaredBy = (actions: readonly Hex[], each: number) => BigInt(actions.length * each);

  it("a role: what 256 declare pays for the call as well", async () => {
    const actions = OPERATORS.map((i) => role(3, i));
    assert.equal(await world.executeRun(actions, declaredBy(actions, DECLARED.role)), NONE);
  });

  it("a refused role, for the dearest reason: its slot is read, and is newer", async () => {
    const actions = OPERATORS.map((i) => role(2, i, 1));
    assert.equal(await world.executeRun(actions, declaredBy(actions, DECLARED.role)), ALL);
  });

  it("a registration, and a refused one", async () => {
    const fresh = range(100).map((i) => registration(1_000 + i));
    assert.equal(await world.executeRun(fresh, declaredBy(fresh, DECLARED.registration)), NONE);
    const one = [registration(1_000)];
    assert.equal(await world.executeRun(one, declaredBy(one, DECLARED.registration) + 40_000n), NONE);
    const again = OPERATORS.slice(0, 100).map((i) => registration(i));
    assert.equal(await world.executeRun(again, declaredBy(again, DECLARED.role)), 2n ** 100n - 1n);
  });

  it("a delegate named for the first time, and a refused one", async () => {
    const actions = OPERATORS.map((i) => delegate(i));
    assert.equal(await world.executeRun(actions, declaredBy(actions, DECLARED.delegate)), NONE);
    const stale = OPERATORS.map((i) => delegate(i, 0));
    assert.equal(await world.executeRun(stale, declaredBy(stale, DECLARED.delegate)), ALL);
  });
});

function range(count: number): number[] {
  return Array.from({ length: count }, (_unused, index) => index);
}

const operatorId = (index: number): bigint => (1n << 48n) + BigInt(index) + 1n;
/** No byte of it is zero. */
const addressOf = (text: string): Hex => keccak256(toHex(text)).slice(0, 42).replaceAll("00", "01") as Hex;

function role(kind: number, index: number, issuedAt = 1_800_000_000): Hex {
  const header = { gasLimit: DECLARED.role, operatorId: operatorId(index), issuedAt };
  const account = addressOf(`account ${index}`);
  return encodeAction(
    kind === 3
      ? { kind: "setManager", ...header, manager: account }
      : { kind: "setRewardRecipient", ...header, recipient: account },
  );
}

function delegate(index: number, issuedAt = 1_800_000_000): Hex {
  return encodeAction({
    kind: "setDelegate",
    gasLimit: DECLARED.delegate,
    operatorId: operatorId(index),
    issuedAt,
    delegate: addressOf(`delegate ${index}`),
  });
}

function registration(index: number): Hex {
  return encodeAction({
    kind: "registerOperator",
    gasLimit: DECLARED.registration,
    operatorId: operatorId(index),
    issuedAt: 1_700_000_000,
    owner: addressOf(`owner ${index}`),
    rewardRecipient: addressOf(`recipient ${index}`),
    class: 1,
    commissionBps: 300,
  });
}

/** An action of any kind and length; what is not its header's is noise. */
function raw(kind: number, gasLimit: number, length: number, index: number): Hex {
  const hex = (value: number, bytes: number) => value.toString(16).padStart(2 * bytes, "0");
  const header = `${hex(kind, 1)}${hex(gasLimit, 4)}${operatorId(index).toString(16).padStart(16, "0")}${hex(1, 5)}`;
  return `0x${(header + "a7".repeat(length)).slice(0, 2 * length)}`;
}
