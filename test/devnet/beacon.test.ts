import assert from "node:assert/strict";
import { DOMAIN_DEPOSIT } from "@lodestar/params";
import { computeDomain, interopSecretKeys } from "@lodestar/state-transition";
import { ssz } from "@lodestar/types";
import { concat, createPublicClient, createWalletClient, type Hex, http, pad, parseAbi, parseEther, toHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Devnet } from "../../devnet/src/types.ts";
import { sharedDevnet } from "./support/devnet.ts";

type Duties = { data: { slot: string; validator_index: string }[] };

const depositAbi = parseAbi([
  "function deposit(bytes pubkey, bytes withdrawal_credentials, bytes signature, bytes32 deposit_data_root) payable",
]);

describe("the beacon chain under L1", () => {
  let devnet: Devnet;
  const get = async <Answer>(path: string): Promise<Answer> => {
    const response = await fetch(`${devnet.beacon.url}${path}`);
    assert.equal(response.status, 200, `${path}: ${response.status}`);
    return (await response.json()) as Answer;
  };
  const clients = () => {
    const account = privateKeyToAccount(devnet.accounts[0]?.privateKey ?? "0x");
    const chain = devnet.l1.chain;
    return {
      account,
      l1: createPublicClient({ chain, transport: http(), cacheTime: 0 }),
      wallet: createWalletClient({ account, chain, transport: http() }),
    };
  };
  before(async () => {
    devnet = await sharedDevnet();
  });

  it("answers the routes every node has", async () => {
    const genesis = await get<{ data: { genesis_time: string } }>("/eth/v1/beacon/genesis");
    assert.equal(genesis.data.genesis_time, "1752171712");
    const spec = await get<{ data: Record<string, string> }>("/eth/v1/config/spec");
    assert.equal(spec.data.SLOTS_PER_EPOCH, "32");
    assert.equal(spec.data.SECONDS_PER_SLOT, "12");
    assert.equal(spec.data.DEPOSIT_CHAIN_ID, "900");
    const syncing = await get<{ data: { is_syncing: boolean } }>("/eth/v1/node/syncing");
    assert.equal(syncing.data.is_syncing, false);
    const balances = await get<{ data: { index: string }[] }>("/eth/v1/beacon/states/head/validator_balances?id=1,3");
    assert.deepEqual(
      balances.data.map(({ index }) => index),
      ["1", "3"],
    );
    assert.equal((await fetch(`${devnet.beacon.url}/eth/v1/beacon/headers/99999999`)).status, 404);
  });

  it("finalizes epochs two behind the head", async () => {
    const { slot, finalizedSlot } = await devnet.mineSlots(1);
    assert.ok(finalizedSlot > 0 && slot - finalizedSlot < 3 * 32, `head ${slot}, finalized ${finalizedSlot}`);
    const { data } = await get<{ data: { finalized: { epoch: string } } }>(
      "/eth/v1/beacon/states/head/finality_checkpoints",
    );
    assert.equal(data.finalized.epoch, String(finalizedSlot / 32));
  });

  it("serves whole states as SSZ whose root is the header's", async () => {
    const header = await get<{ data: { header: { message: { state_root: Hex } } } }>(
      "/eth/v1/beacon/headers/finalized",
    );
    const response = await fetch(`${devnet.beacon.url}/eth/v2/debug/beacon/states/finalized`, {
      headers: { accept: "application/octet-stream" },
    });
    const state = ssz.fulu.BeaconState.deserializeToViewDU(new Uint8Array(await response.arrayBuffer()));
    assert.equal(toHex(state.hashTreeRoot()), header.data.header.message.state_root);
    assert.equal(state.validators.length >= 64, true);
  });

  it("leaves the parent's root to contracts on L1 (EIP-4788)", async () => {
    const { l1 } = clients();
    const { timestamp, slot } = await devnet.mineSlots(2);
    const { data: onL1 } = await l1.call({
      to: devnet.systemContracts.beaconRoots,
      data: toHex(timestamp, { size: 32 }),
    });
    const parent = await get<{ data: { root: Hex } }>(`/eth/v1/beacon/headers/${slot - 1}`);
    assert.equal(onL1, parent.data.root);
  });

  it("queues a deposit of 32 ether made on L1, and makes a validator of it", async () => {
    const { wallet, l1, account } = clients();
    const [key] = interopSecretKeys(200).slice(199);
    assert.ok(key);
    const pubkey = key.toPublicKey().toBytes();
    const withdrawalCredentials = Buffer.from(concat(["0x02", pad(account.address, { size: 31 })]).slice(2), "hex");
    const message = { pubkey, withdrawalCredentials, amount: 32e9 };
    const version = await get<{ data: { genesis_fork_version: Hex } }>("/eth/v1/beacon/genesis");
    const domain = computeDomain(
      DOMAIN_DEPOSIT,
      Buffer.from(version.data.genesis_fork_version.slice(2), "hex"),
      new Uint8Array(32),
    );
    const objectRoot = ssz.phase0.DepositMessage.hashTreeRoot(message);
    const signature = key.sign(ssz.phase0.SigningData.hashTreeRoot({ objectRoot, domain })).toBytes();
    const root = ssz.phase0.DepositData.hashTreeRoot({ ...message, signature });
    const hash = await wallet.writeContract({
      address: devnet.systemContracts.depositContract,
      abi: depositAbi,
      functionName: "deposit",
      args: [toHex(pubkey), toHex(withdrawalCredentials), toHex(signature), toHex(root)],
      value: parseEther("32"),
    });
    await devnet.mineSlots(1);
    assert.equal((await l1.getTransactionReceipt({ hash })).status, "success");
    type Pending = { data: { pubkey: Hex; amount: string; withdrawal_credentials: Hex }[] };
    const { data } = await get<Pending>("/eth/v1/beacon/states/head/pending_deposits");
    const mine = data.find((deposit) => deposit.pubkey === toHex(pubkey));
    assert.equal(mine?.amount, "32000000000");
    assert.equal(mine?.withdrawal_credentials, toHex(withdrawalCredentials));

    // Processed at the end of the epoch in which its own slot is final.
    const route = `${devnet.beacon.url}/eth/v1/beacon/states/head/validators/${toHex(pubkey)}`;
    for (let slots = 0; slots < 160 && (await fetch(route)).status === 404; slots += 16) await devnet.mineSlots(16);
    type Validator = { data: { status: string; balance: string } };
    const validator = await get<Validator>(`/eth/v1/beacon/states/head/validators/${toHex(pubkey)}`);
    assert.equal(validator.data.balance, "32000000000");
    assert.match(validator.data.status, /^(pending|active)_/);
  });

  it("leaves the slot of an absent proposer empty, on L1 too", async () => {
    const { slot: head, blockNumber } = await devnet.mineSlots(1);
    const duties = await get<Duties>(`/eth/v1/validator/duties/proposer/${Math.floor((head + 1) / 32)}`);
    const proposerAt = (slot: number) => duties.data.find((duty) => duty.slot === String(slot))?.validator_index;
    await devnet.beacon.setOffline([Number(proposerAt(head + 1))]);
    const next = await devnet.mineSlots(1);
    assert.ok(next.slot > head + 1);
    assert.equal(next.blockNumber, blockNumber + 1n);
    assert.equal((await fetch(`${devnet.beacon.url}/eth/v1/beacon/headers/${head + 1}`)).status, 404);
    await devnet.beacon.setOffline([]);
  });

  it("slashes a validator for a double proposal", async () => {
    type Validator = { data: { status: string; balance: string; validator: { slashed: boolean } } };
    // Not one that is about to propose: the proposer earns as much for the evidence as the slashed one loses at once.
    const { slot } = await devnet.mineSlots(1);
    const duties = (epoch: number) => get<Duties>(`/eth/v1/validator/duties/proposer/${epoch}`);
    const [now, next] = [await duties(Math.floor(slot / 32)), await duties(Math.floor(slot / 32) + 1)];
    const proposers = new Set([...now.data, ...next.data].map(({ validator_index }) => Number(validator_index)));
    const victim = Array.from({ length: 64 }, (_, index) => index).findLast((index) => !proposers.has(index));
    assert.ok(victim !== undefined);
    const path = `/eth/v1/beacon/states/head/validators/${victim}`;
    const { data: before } = await get<Validator>(path);
    await devnet.beacon.slash(victim);
    await devnet.mineSlots(1);
    const { data } = await get<Validator>(path);
    assert.equal(data.validator.slashed, true);
    assert.equal(data.status, "active_slashed");
    // At once 1/4096 of 32 ether, 7,812,500 gwei; an epoch's rewards, if one ends here, are at most 1.5 million.
    const lost = BigInt(before.balance) - BigInt(data.balance);
    assert.ok(lost >= 6_000_000n && lost <= 7_812_500n, `lost ${lost} gwei`);
  });

  it("dequeues a withdrawal request made on L1 (EIP-7002): the validator exits", async () => {
    const { wallet, l1 } = clients();
    type Validator = { data: { status: string; validator: { pubkey: Hex } } };
    const path = "/eth/v1/beacon/states/head/validators/2";
    const { data: before } = await get<Validator>(path);
    assert.equal(before.status, "active_ongoing");
    const { withdrawalRequests } = devnet.systemContracts;
    const fee = await l1.call({ to: withdrawalRequests });
    assert.equal(BigInt(fee.data ?? "0x0"), 1n);
    const wholeBalance = toHex(0n, { size: 8 });
    const data = concat([before.validator.pubkey, wholeBalance]);
    const hash = await wallet.sendTransaction({ to: withdrawalRequests, data, value: 1n });
    await devnet.mineSlots(1);
    assert.equal((await l1.getTransactionReceipt({ hash })).status, "success");
    const { slot } = await devnet.mineSlots(1);
    type Block = { data: { message: { body: { execution_requests: { withdrawals: { validator_pubkey: Hex }[] } } } } };
    const block = await get<Block>(`/eth/v2/beacon/blocks/${slot}`);
    assert.deepEqual(
      block.data.message.body.execution_requests.withdrawals.map((request) => request.validator_pubkey),
      [before.validator.pubkey],
    );
    assert.equal((await get<Validator>(path)).data.status, "active_exiting");
    assert.equal(BigInt((await l1.getStorageAt({ address: withdrawalRequests, slot: pad("0x3") })) ?? "0x0"), 0n);
  });
});
