import { strict as assert } from "node:assert";
import { type Address, concat, decodeFunctionData, type Hex, keccak256, pad, parseAbi, size, toHex } from "viem";
import { fromL2Alias, toL2Alias } from "../../shared/src/arbitrum/alias.ts";
import { decodeSubmission, submissionFee } from "../../shared/src/arbitrum/retryable.ts";
import { depositHash, escrowOf, retryHash, ticketIdOf } from "../../shared/src/arbitrum/transactions.ts";
import { MessageError } from "../../shared/src/messages/message-error.ts";
import deposit from "../../shared/vectors/arbitrum-one/deposit.json" with { type: "json" };
import retryable from "../../shared/vectors/arbitrum-one/retryable.json" with { type: "json" };

const abi = parseAbi([
  "function submitRetryable(bytes32 requestId, uint256 l1BaseFee, uint256 deposit, uint256 callvalue, uint256 gasFeeCap, uint64 gasLimit, uint256 maxSubmissionFee, address feeRefundAddress, address beneficiary, address retryTo, bytes retryData)",
]);
const ticketId = "0xface0b922e615b16ca20e4d7de668fa9f8010203b5dda69ebe433e7585821cf5";
const attemptHash = "0x0131dbbdfbf4c9b34a9e87373c2011c6bc735fc91050a501a697a5803a188dce";
/** keccak256 of the message, from the bridge's MessageDelivered event on Ethereum. */
const messageDataHash = "0xcc8138ca39766c6de2a78e50df952ab0eaddac71b2fad23257337a164498dff1";

const created = retryable.childTxByHash[ticketId];
const attempt = retryable.childTxByHash[attemptHash];
const [, l1BaseFee, value, callvalue, gasFeeCap, gas, maxSubmissionFee, feeRefund, beneficiary, retryTo, data] =
  decodeFunctionData({ abi, data: created.input as Hex }).args;
const word = (number: bigint) => pad(toHex(number), { size: 32 });
/** As the Inbox packs it. */
const message = concat([
  pad(retryTo, { size: 32 }),
  ...[callvalue, value, maxSubmissionFee].map(word),
  ...[feeRefund, beneficiary].map((account) => pad(account, { size: 32 })),
  ...[gas, gasFeeCap, BigInt(size(data))].map(word),
  data,
]);
const delivered = { index: 0x5026n, sender: created.from as Address, l1BaseFee, data: message };

describe("Arbitrum's own transactions, against those of Arbitrum One", () => {
  it("hashes a deposit", () => {
    const [transaction] = Object.values(deposit.childTxByHash);
    assert.ok(transaction);
    const { requestId, from, to } = transaction as { requestId: Hex; from: Address; to: Address };
    const ether = BigInt(transaction.value);
    assert.equal(
      depositHash(42_161, { requestId, from, to, value: ether }),
      "0x6071e5f7d054487a4c9498dc4b7bc30c62d52b630ec4e46936899d470b64b943",
    );
  });

  it("reads a ticket from the bytes that the bridge hashed, and computes its id", () => {
    assert.equal(keccak256(message), messageDataHash);
    assert.equal(ticketIdOf(42_161, decodeSubmission(delivered)), ticketId);
  });

  it("hashes the first attempt of a ticket", () => {
    const hash = retryHash(42_161, {
      nonce: 0n,
      from: attempt.from as Address,
      gasFeeCap: 100_000_000n,
      gas: 96_298n,
      to: attempt.to as Address,
      value: 0n,
      data,
      ticketId,
      refundTo: "0x036e1cea9772e2584e0a1d4c11abea2aeb9b188c",
      maxRefund: 70_017_058_051_920n,
      submissionFeeRefund: 60_387_258_051_920n,
    });
    assert.equal(hash, attemptHash);
  });

  it("computes the submission fee of the event: (1,400 + 6 × 740 bytes) × 10,340,283,913 wei", () => {
    assert.equal(submissionFee(size(data), l1BaseFee), 60_387_258_051_920n);
  });

  it("refuses a message that is shorter or longer than it says", () => {
    const refused = (bytes: Hex) => () => decodeSubmission({ ...delivered, data: bytes });
    const badLength = (error: unknown) => error instanceof MessageError && error.code === "Retryable_BadLength";
    assert.throws(refused("0x1234"), badLength);
    assert.throws(refused(concat([message, "0x00"])), badLength);
    assert.throws(refused(message.slice(0, -2) as Hex), badLength);
  });

  it('puts a ticket\'s value where Nitro does: keccak256("retryable escrow" ‖ id)', () => {
    assert.equal(escrowOf(ticketId), `0x${keccak256(concat([toHex("retryable escrow"), ticketId])).slice(26)}`);
  });

  it("aliases senders, around the end of the address space too", () => {
    const alias = "0x1111000000000000000000000000000000001112";
    assert.equal(toL2Alias("0x0000000000000000000000000000000000000001"), alias);
    assert.equal(fromL2Alias(alias), "0x0000000000000000000000000000000000000001");
    assert.equal(toL2Alias("0xFFFFffffFFFFffffFFFFffffFFFFffffFFFFffff"), "0x1111000000000000000000000000000000001110");
    assert.equal(
      fromL2Alias("0x1111000000000000000000000000000000001110"),
      "0xFFfFfFffFFfffFFfFFfFFFFFffFFFffffFfFFFfF",
    );
  });
});
