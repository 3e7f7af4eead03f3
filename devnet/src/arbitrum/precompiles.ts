import { type Address, type Hex, parseAbi } from "viem";
import code from "../../assets/precompiles.json" with { type: "json" };

export const precompiles = {
  arbSys: "0x0000000000000000000000000000000000000064",
  arbInfo: "0x0000000000000000000000000000000000000065",
  arbGasInfo: "0x000000000000000000000000000000000000006C",
  arbAggregator: "0x000000000000000000000000000000000000006D",
  arbRetryableTx: "0x000000000000000000000000000000000000006E",
} as const satisfies Record<string, Address>;

/** No contract: the node itself answers calls to it. */
export const nodeInterface: Address = "0x00000000000000000000000000000000000000C8";
/** Sender of the transactions that ArbOS makes by itself. */
export const arbosAccount: Address = "0x00000000000000000000000000000000000A4B05";
/** Where Nitro keeps ArbOS's state; here it holds what `ArbosState.sol` says. */
export const arbosState: Address = "0xA4b05FffffFffFFFFfFFfffFfffFFfffFfFfFFFf";
/** Receives gas fees and pays what is refunded of them. */
export const networkFeeAccount: Address = "0xa4B00000000000000000000000000000000000F6";

/** Runtime code of `devnet/contracts`, written by `npm run generate`. */
export const precompileCode: Readonly<Record<Address, Hex>> = {
  [precompiles.arbSys]: code.ArbSys as Hex,
  [precompiles.arbInfo]: code.ArbInfo as Hex,
  [precompiles.arbGasInfo]: code.ArbGasInfo as Hex,
  [precompiles.arbAggregator]: code.ArbAggregator as Hex,
  [precompiles.arbRetryableTx]: code.ArbRetryableTx as Hex,
  [arbosState]: code.ArbosState as Hex,
};

export const arbSysAbi = parseAbi([
  "event L2ToL1Tx(address caller, address indexed destination, uint256 indexed hash, uint256 indexed position, uint256 arbBlockNum, uint256 ethBlockNum, uint256 timestamp, uint256 callvalue, bytes data)",
]);

export const arbRetryableTxAbi = parseAbi([
  "struct Ticket { address from; address to; address beneficiary; uint64 tries; uint64 timeout; uint256 callvalue; bytes data; }",
  "struct FirstTry { bytes32 transactionHash; uint64 gas; address refundTo; uint256 maxRefund; uint256 submissionFeeRefund; }",
  "event TicketCreated(bytes32 indexed ticketId)",
  "event LifetimeExtended(bytes32 indexed ticketId, uint256 newTimeout)",
  "event RedeemScheduled(bytes32 indexed ticketId, bytes32 indexed retryTxHash, uint64 indexed sequenceNum, uint64 donatedGas, address gasDonor, uint256 maxRefund, uint256 submissionFeeRefund)",
  "event Canceled(bytes32 indexed ticketId)",
  "function redeem(bytes32 ticketId) returns (bytes32)",
  "function create(bytes32 ticketId, Ticket ticket, FirstTry firstTry)",
  "function fail() view",
  "function ticketOf(bytes32 ticketId) view returns (Ticket)",
  "function submitRetryable(bytes32 requestId, uint256 l1BaseFee, uint256 deposit, uint256 callvalue, uint256 gasFeeCap, uint64 gasLimit, uint256 maxSubmissionFee, address feeRefundAddress, address beneficiary, address retryTo, bytes retryData)",
]);

/** Storage of `ArbRetryableTx.sol` that the sequencer writes. */
export const retryableSlots = { currentTicket: 0, currentRedeemer: 1, lifetime: 2, tickets: 3 } as const;
/** Position of `timeout` in the contract's `Ticket`. */
export const ticketTimeoutOffset = 3n;
