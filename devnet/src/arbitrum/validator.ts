import { encodeFunctionData, type Hash, type Hex, maxUint256, numberToHex, parseAbi, zeroHash } from "viem";
import type { HDAccount } from "viem/accounts";
import type { JsonRpc, RpcBlock } from "../json-rpc.ts";
import { createL1Sender } from "../l1-sender.ts";
import type { NitroAddresses } from "../types.ts";
import { configOf, nextAssertion } from "./assertions.ts";
import type { Assertion, Batch, L1Record } from "./l1-record.ts";
import type { Ledger } from "./ledger.ts";
import { createPendingCall } from "./pending-call.ts";
import { rollupAbi } from "./rollup-abi.ts";

/** L1 blocks after which an assertion comes even if no message waits for one. */
const idleInterval = 64n;
const assertGas = 2_000_000n;

const stakingAbi = parseAbi([
  "function isStaked(address) view returns (bool)",
  "function latestStakedAssertion(address) view returns (bytes32)",
  "function returnOldDeposit()",
  "function deposit() payable",
  "function approve(address spender, uint256 amount)",
]);

/** "fast": asserted and confirmed in one transaction, by the fast confirmer. "staked": with a stake, after the period. */
export type Confirmation = "fast" | "staked";

export type Validator = {
  /** Sends what is due once this L1 block stands. */
  onL1Block(): Promise<void>;
  /** Messages to L1 that the latest confirmed assertion covers. */
  confirmedSends(): number;
  confirmBy(way: Confirmation): void;
  pause(): void;
  resume(): void;
};

export type ValidatorOptions = {
  l1: JsonRpc;
  l2: JsonRpc;
  accounts: Record<"validator" | "fastConfirmer", HDAccount>;
  addresses: NitroAddresses;
  ledger: Ledger;
  record: L1Record;
  log: (line: string) => void;
};

/** The role of an honest BoLD validator without rivals. As Nitro's, it asserts only what L1 has finalized. */
export function createValidator(options: ValidatorOptions): Validator {
  const { l1, l2, accounts, addresses, ledger, record, log } = options;
  const validator = createL1Sender(l1, accounts.validator);
  const fastConfirmer = createL1Sender(l1, accounts.fastConfirmer);
  const call = createPendingCall(l1, "assertion", log);
  let way: Confirmation = "fast";
  let paused = false;

  /** The last batch that an assertion covers. */
  const batchOf = ({ created }: Assertion): Batch | undefined =>
    batchBefore(created.assertion.afterState.globalState.u64Vals[0]);
  const batchBefore = (position: bigint): Batch | undefined =>
    record.batches().find(({ sequenceNumber }) => sequenceNumber === position - 1n);
  const sendsUpTo = (batch: Batch | undefined): number => (batch ? ledger.blockAt(batch.lastL2Block).sendCount : 0);
  const confirmedSends = () => sendsUpTo(batchOf(record.latestConfirmed()));

  const isDue = (parent: Assertion, final: Batch): boolean =>
    sendsUpTo(final) > confirmedSends() || record.head().number - parent.l1Block >= idleInterval;

  async function assertNext(parent: Assertion): Promise<Hash | undefined> {
    const batch = batchBefore(parent.created.inboxMaxCount);
    if (batch === undefined) return undefined;
    const final = await record.postedBy("finalized");
    if (final === undefined || batch.l1Block > final.l1Block || !isDue(parent, final)) return undefined;
    // After a reorg L2 may not be where the batch says yet.
    const block = await l2.request<RpcBlock | null>("eth_getBlockByNumber", numberToHex(batch.lastL2Block), false);
    if (block === null) return undefined;
    const { sendRoot } = ledger.blockAt(batch.lastL2Block);
    const { hash, inputs } = nextAssertion(parent, batch, { hash: block.hash, sendRoot });
    log(`assertion ${hash} of Arbitrum's block ${batch.lastL2Block}`);
    if (way === "staked") return stakeOn(parent, hash, inputs);
    return fastConfirmer.send({
      to: addresses.rollup,
      data: encodeFunctionData({ abi: rollupAbi, functionName: "fastConfirmNewAssertion", args: [inputs, hash] }),
      gas: assertGas,
    });
  }

  async function ask(functionName: "isStaked" | "latestStakedAssertion"): Promise<Hex> {
    const data = encodeFunctionData({ abi: stakingAbi, functionName, args: [validator.address] });
    return l1.request<Hex>("eth_call", { to: addresses.rollup, data }, "latest");
  }

  async function stakeOn(
    parent: Assertion,
    hash: Hash,
    inputs: ReturnType<typeof nextAssertion>["inputs"],
  ): Promise<Hash> {
    const { rollup, stakeToken } = addresses;
    const send = (to: Hex, data: Hex, value = 0n) => validator.send({ to, data, value, gas: assertGas });
    const isStaked = BigInt(await ask("isStaked")) === 1n;
    if (isStaked && (await ask("latestStakedAssertion")) === parent.hash) {
      const args = [inputs, hash] as const;
      return send(rollup, encodeFunctionData({ abi: rollupAbi, functionName: "stakeOnNewAssertion", args }));
    }
    // Others' assertions have gone on from where the stake lies: it must be taken out and put in again.
    if (isStaked) await send(rollup, encodeFunctionData({ abi: stakingAbi, functionName: "returnOldDeposit" }));
    const stake = parent.created.requiredStake;
    await send(stakeToken, encodeFunctionData({ abi: stakingAbi, functionName: "deposit" }), stake);
    const approval = [rollup, maxUint256] as const;
    await send(stakeToken, encodeFunctionData({ abi: stakingAbi, functionName: "approve", args: approval }));
    const args = [stake, inputs, hash, validator.address] as const;
    return send(rollup, encodeFunctionData({ abi: rollupAbi, functionName: "newStakeOnNewAssertion", args }));
  }

  /** Confirms an assertion whose time to be challenged is over. */
  async function confirm(parent: Assertion, { hash, l1Block, created }: Assertion): Promise<Hash | undefined> {
    if (record.head().number + 1n < l1Block + parent.created.confirmPeriodBlocks) return undefined;
    const { afterState } = created.assertion;
    const args = [hash, parent.hash, afterState, zeroHash, configOf(parent), created.afterInboxBatchAcc] as const;
    const data = encodeFunctionData({ abi: rollupAbi, functionName: "confirmAssertion", args });
    return validator.send({ to: addresses.rollup, data, gas: assertGas });
  }

  return {
    confirmedSends,
    confirmBy(chosen) {
      way = chosen;
    },
    pause() {
      paused = true;
    },
    resume() {
      paused = false;
    },
    async onL1Block() {
      const head = record.head().number;
      if (paused || !(await call.idle(head))) return;
      const parent = record.latestConfirmed();
      const [waiting] = record.pending();
      const transaction = way === "staked" && waiting ? await confirm(parent, waiting) : await assertNext(parent);
      if (transaction) call.started(transaction, head);
    },
  };
}
