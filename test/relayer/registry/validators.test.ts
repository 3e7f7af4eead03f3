import assert from "node:assert/strict";
import { createHistory } from "@cseth/relayer/registry/history";
import { provenValidators, rosterAt } from "@cseth/relayer/registry/roster";
import { iValidatorLedgerAbi } from "@cseth/shared/abi/IValidatorLedger";
import { iWithdrawalVaultAbi } from "@cseth/shared/abi/IWithdrawalVault";
import { validatorId } from "@cseth/shared/messages/ids";
import type { Address, Hex } from "viem";
import { chainOfLogs, type LoggedEvent } from "../../support/chain-of-logs.ts";
import { silentLogger } from "../../support/postgres.ts";

const contracts: Record<"core" | "operatorRegistry" | "validatorLedger" | "withdrawalVault", Address> = {
  core: "0x00000000000000000000000000000000000000c0",
  operatorRegistry: "0x0000000000000000000000000000000000000f0e",
  validatorLedger: "0x0000000000000000000000000000000000001ed9",
  withdrawalVault: "0x00000000000000000000000000000000000000fa",
};
const OPERATOR = (1n << 48n) + 1n;
const pubkeys = ["a1", "b2", "c3"].map((byte): Hex => `0x${byte.repeat(48)}`);
const [A, B, C] = pubkeys as [Hex, Hex, Hex];

const ledgerLog = (block: bigint, eventName: string, pubkey: Hex, args: Record<string, unknown>): LoggedEvent => ({
  ...{ block, address: contracts.validatorLedger, abi: iValidatorLedgerAbi, eventName },
  args: { validatorId: validatorId(pubkey), operatorId: OPERATOR, ...args },
});
/** As the ledger emits them: the change of status first. */
const predeposited = (block: bigint, pubkey: Hex) => [
  ledgerLog(block, "StatusChanged", pubkey, { from: 0, to: 1 }),
  ledgerLog(block, "Predeposited", pubkey, { setId: 1, index: 0n, pubkey }),
];
const became = (block: bigint, pubkey: Hex, to: number) => ledgerLog(block, "StatusChanged", pubkey, { from: 1, to });
const toppedUp = (block: bigint, pubkey: Hex, etherAmount: bigint) =>
  ledgerLog(block, "ToppedUp", pubkey, { etherAmount, fundedGwei: 0n });
const sent = (block: bigint, etherAmount: bigint): LoggedEvent => ({
  ...{ block, address: contracts.withdrawalVault, abi: iWithdrawalVaultAbi, eventName: "BookedEtherSent" },
  args: { etherAmount },
});

describe("validators from L1's logs", () => {
  const events = [
    ...predeposited(10n, A),
    ...predeposited(11n, B),
    ...predeposited(12n, C),
    became(20n, A, 2),
    toppedUp(21n, A, 31n * 10n ** 18n),
    became(21n, A, 3),
    became(22n, B, 7),
    toppedUp(30n, A, 10n ** 9n),
    sent(31n, 5n),
    became(40n, A, 4),
  ];
  const { client } = chainOfLogs({ head: 500n, events });
  const history = createHistory({ client, contracts, startBlock: 0n, maxRange: 1_000, logger: silentLogger });
  const at = async (block: bigint) => rosterAt({ facts: await history.upTo(block), block });
  const statusesAt = async (block: bigint) => [...(await at(block)).validators.values()].map(({ status }) => status);

  it("VAL-3: their status at each block is what the ledger said last", async () => {
    assert.deepEqual(await statusesAt(12n), ["predeposited", "predeposited", "predeposited"]);
    assert.deepEqual(await statusesAt(22n), ["active", "dead", "predeposited"]);
    assert.deepEqual(await statusesAt(40n), ["exiting", "dead", "predeposited"]);
  });

  it("T-31: only those with proven credentials are ours, with each deposit and its block", async () => {
    assert.deepEqual(provenValidators(await at(19n)), []);
    const deposits = [
      { block: 10n, amountGwei: 10n ** 9n },
      { block: 21n, amountGwei: 31n * 10n ** 9n },
      { block: 30n, amountGwei: 1n },
    ];
    const ours = { operatorId: OPERATOR, pubkey: A, status: "exiting", deposits };
    assert.deepEqual(provenValidators(await at(40n)), [ours]);
    assert.deepEqual(provenValidators(await at(29n))[0]?.deposits, deposits.slice(0, 2));
  });

  it("what the vault sent is a fact of its block", async () => {
    const facts = await history.upTo(40n);
    assert.deepEqual(
      facts.filter(({ kind }) => kind === "vault-sent"),
      [{ kind: "vault-sent", block: 31n, amountWei: 5n }],
    );
  });
});
