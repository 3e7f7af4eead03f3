import assert from "node:assert/strict";
import { type Address, createPublicClient, createWalletClient, http, parseAbi, parseEther, parseEventLogs } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Devnet } from "../../devnet/src/types.ts";
import { sharedDevnet } from "./support/devnet.ts";

const abi = parseAbi([
  "function rollup() view returns (address)",
  "function bridge() view returns (address)",
  "function inbox() view returns (address)",
  "function outbox() view returns (address)",
  "function sequencerInbox() view returns (address)",
  "function rollupEventInbox() view returns (address)",
  "function allowedDelayedInboxes(address) view returns (bool)",
  "function allowedOutboxes(address) view returns (bool)",
  "function delayedMessageCount() view returns (uint256)",
  "function chainId() view returns (uint256)",
  "function confirmPeriodBlocks() view returns (uint64)",
  "function createRetryableTicket(address to, uint256 l2CallValue, uint256 maxSubmissionCost, address excessFeeRefundAddress, address callValueRefundAddress, uint256 gasLimit, uint256 maxFeePerGas, bytes data) payable returns (uint256)",
  "event InboxMessageDelivered(uint256 indexed messageNum, bytes data)",
  "event MessageDelivered(uint256 indexed messageIndex, bytes32 indexed beforeInboxAcc, address inbox, uint8 kind, address sender, bytes32 messageDataHash, uint256 baseFeeL1, uint64 timestamp)",
]);
const submitRetryable = 9;

describe("Nitro's contracts on L1", () => {
  let devnet: Devnet;
  let read: (
    address: Address,
    functionName: "rollup" | "bridge" | "inbox" | "outbox" | "sequencerInbox" | "rollupEventInbox",
  ) => Promise<Address>;
  const client = () => createPublicClient({ chain: devnet.l1.chain, transport: http(), cacheTime: 0 });
  before(async () => {
    devnet = await sharedDevnet();
    read = (address, functionName) => client().readContract({ address, abi, functionName });
  });

  it("are wired to each other", async () => {
    const { bridge, inbox, outbox, sequencerInbox, rollupEventInbox, rollup } = devnet.arbitrum.addresses;
    assert.equal(await read(bridge, "rollup"), rollup);
    assert.equal(await read(bridge, "sequencerInbox"), sequencerInbox);
    assert.equal(await read(inbox, "bridge"), bridge);
    assert.equal(await read(inbox, "sequencerInbox"), sequencerInbox);
    assert.equal(await read(outbox, "rollup"), rollup);
    assert.equal(await read(rollup, "inbox"), inbox);
    assert.equal(await read(rollup, "outbox"), outbox);
    assert.equal(await read(rollup, "rollupEventInbox"), rollupEventInbox);
    const ask = (functionName: "allowedDelayedInboxes" | "allowedOutboxes", address: Address) =>
      client().readContract({ address: bridge, abi, functionName, args: [address] });
    assert.equal(await ask("allowedDelayedInboxes", inbox), true);
    assert.equal(await ask("allowedOutboxes", outbox), true);
  });

  it("are a BoLD rollup of the announced chain, confirming after 20 blocks", async () => {
    const { rollup: address } = devnet.arbitrum.addresses;
    assert.equal(await client().readContract({ address, abi, functionName: "chainId" }), 412_346n);
    assert.equal(await client().readContract({ address, abi, functionName: "confirmPeriodBlocks" }), 20n);
  });

  it("take a retryable ticket, with its ether, into the delayed inbox", async () => {
    const { inbox, bridge } = devnet.arbitrum.addresses;
    const account = privateKeyToAccount(devnet.accounts[4]?.privateKey ?? "0x");
    const wallet = createWalletClient({ account, chain: devnet.l1.chain, transport: http() });
    const l1 = client();
    const queued = await l1.readContract({ address: bridge, abi, functionName: "delayedMessageCount" });
    const before = await l1.getBalance({ address: bridge });
    const value = parseEther("0.5");
    const to = account.address;
    const hash = await wallet.writeContract({
      address: inbox,
      abi,
      functionName: "createRetryableTicket",
      args: [to, parseEther("0.1"), parseEther("0.1"), to, to, 100_000n, 1_000_000_000n, "0xabcd"],
      value,
    });
    await devnet.mineSlots(1);
    const { logs } = await l1.getTransactionReceipt({ hash });
    const [delivered] = parseEventLogs({ abi, eventName: "MessageDelivered", logs });
    assert.equal(delivered?.args.messageIndex, queued);
    assert.equal(delivered?.args.kind, submitRetryable);
    assert.equal(delivered?.args.inbox, inbox);
    const [message] = parseEventLogs({ abi, eventName: "InboxMessageDelivered", logs });
    assert.equal(message?.args.messageNum, queued);
    assert.ok(message?.args.data.endsWith("abcd"));
    assert.equal((await l1.getBalance({ address: bridge })) - before, 500_000_000_000_000_000n);
  });
});
