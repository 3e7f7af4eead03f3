import {
  type Address,
  type ContractFunctionName,
  type ContractFunctionReturnType,
  decodeFunctionData,
  encodeFunctionResult,
  type Hex,
  isAddressEqual,
  numberToHex,
  parseAbi,
  zeroAddress,
} from "viem";
import { toL2Alias } from "../../../../shared/src/arbitrum/alias.ts";
import type { RpcBlock } from "../../json-rpc.ts";
import { l2BaseFee } from "../config.ts";
import type { L1Record } from "../l1-record.ts";
import type { Ledger } from "../ledger.ts";
import { type Answer, type CallRequest, type Forward, inputOf, refuse } from "./answer.ts";

const abi = parseAbi([
  "function estimateRetryableTicket(address sender, uint256 deposit, address to, uint256 l2CallValue, address excessFeeRefundAddress, address callValueRefundAddress, bytes data)",
  "function constructOutboxProof(uint64 size, uint64 leaf) view returns (bytes32 send, bytes32 root, bytes32[] proof)",
  "function findBatchContainingBlock(uint64 blockNum) view returns (uint64 batch)",
  "function getL1Confirmations(bytes32 blockHash) view returns (uint64 confirmations)",
  "function gasEstimateComponents(address to, bool contractCreation, bytes data) payable returns (uint64 gasEstimate, uint64 gasEstimateForL1, uint256 baseFee, uint256 l1BaseFeeEstimate)",
  "function gasEstimateL1Component(address to, bool contractCreation, bytes data) payable returns (uint64 gasEstimateForL1, uint256 baseFee, uint256 l1BaseFeeEstimate)",
  "function nitroGenesisBlock() pure returns (uint256 number)",
  "function blockL1Num(uint64 l2BlockNum) view returns (uint64 l1BlockNum)",
  "function l2BlockRangeForL1(uint64 blockNum) view returns (uint64 firstBlock, uint64 lastBlock)",
]);
type Name = ContractFunctionName<typeof abi>;

export type NodeInterface = {
  call(request: CallRequest): Promise<Answer>;
  /** Gas of the ticket that `estimateRetryableTicket` describes. */
  estimateGas(request: CallRequest): Promise<Answer>;
};

export type NodeInterfaceOptions = { forward: Forward; ledger: Ledger; record: L1Record };

/** Answers what on a Nitro chain the node answers in place of a contract at 0xc8. */
export function createNodeInterface({ forward, ledger, record }: NodeInterfaceOptions): NodeInterface {
  function returns<Returned extends Name>(
    functionName: Returned,
    result: ContractFunctionReturnType<typeof abi, "view" | "pure" | "payable" | "nonpayable", Returned>,
  ): Answer {
    return { result: encodeFunctionResult({ abi, functionName, result } as never) };
  }

  const batchOf = (l2Block: bigint) => record.batches().find(({ lastL2Block }) => BigInt(lastL2Block) >= l2Block);

  async function estimate(from: Address, to: Address, value: bigint, data: Hex, balance: bigint): Promise<Answer> {
    const request = { from, ...(to === zeroAddress ? {} : { to }), value: numberToHex(value), data };
    return forward("eth_estimateGas", [request, "latest", { [from]: { balance: numberToHex(balance) } }]);
  }

  async function estimateTicket(request: CallRequest): Promise<Answer> {
    const decoded = decode(request);
    if (decoded?.functionName !== "estimateRetryableTicket") return refuse("cannot estimate virtual contract");
    const [sender, deposit, to, value, , , data] = decoded.args;
    const from = toL2Alias(sender);
    const balance = await forward("eth_getBalance", [from, "latest"]);
    if ("error" in balance) return balance;
    return estimate(from, to, value, data, BigInt(balance.result as Hex) + deposit);
  }

  async function confirmations(blockHash: Hex): Promise<Answer> {
    const block = await forward("eth_getBlockByHash", [blockHash, false]);
    if ("error" in block) return block;
    if (block.result === null) return refuse("unknown block hash");
    const batch = batchOf(BigInt((block.result as RpcBlock).number));
    return returns("getL1Confirmations", batch ? record.head().number - batch.l1Block : 0n);
  }

  async function components(request: CallRequest, to: Address, creates: boolean, data: Hex): Promise<Answer> {
    const call = { from: request.from ?? zeroAddress, ...(creates ? {} : { to }), data, value: request.value ?? "0x0" };
    const gas = await forward("eth_estimateGas", [call]);
    if ("error" in gas) return gas;
    return returns("gasEstimateComponents", [BigInt(gas.result as Hex), 0n, l2BaseFee, record.head().baseFee]);
  }

  return {
    estimateGas: estimateTicket,
    async call(request) {
      const decoded = decode(request);
      switch (decoded?.functionName) {
        case "constructOutboxProof": {
          const [size, leaf] = decoded.args;
          if (leaf >= size || size > BigInt(ledger.sends.length)) return refuse("leaf does not exist");
          const { send, root, proof } = ledger.proveSend(Number(size), Number(leaf));
          return returns("constructOutboxProof", [send, root, proof]);
        }
        case "findBatchContainingBlock": {
          const [number] = decoded.args;
          const batch = batchOf(number);
          const latest = record.batches().at(-1)?.lastL2Block;
          return batch
            ? returns("findBatchContainingBlock", batch.sequenceNumber)
            : refuse(`requested block ${number} is after latest on-chain block ${latest}`);
        }
        case "getL1Confirmations":
          return confirmations(decoded.args[0]);
        case "gasEstimateComponents":
          return components(request, ...decoded.args);
        case "gasEstimateL1Component":
          return returns("gasEstimateL1Component", [0n, l2BaseFee, record.head().baseFee]);
        case "nitroGenesisBlock":
          return returns("nitroGenesisBlock", 0n);
        case "blockL1Num": {
          const block = ledger.blocks[Number(decoded.args[0])];
          return block ? returns("blockL1Num", BigInt(block.l1BlockNumber)) : refuse("unknown block");
        }
        case "l2BlockRangeForL1": {
          const isOf = ({ l1BlockNumber }: { l1BlockNumber: number }) => BigInt(l1BlockNumber) === decoded.args[0];
          const first = ledger.blocks.findIndex(isOf);
          if (first < 0) return refuse("requested L1 block number not found in chain");
          return returns("l2BlockRangeForL1", [BigInt(first), BigInt(ledger.blocks.findLastIndex(isOf))]);
        }
        default:
          return refuse("execution reverted");
      }
    },
  };
}

function decode(request: CallRequest) {
  try {
    return decodeFunctionData({ abi, data: inputOf(request) });
  } catch {
    return undefined;
  }
}

export function isAt(request: CallRequest | undefined, address: Address): request is CallRequest {
  return typeof request?.to === "string" && isAddressEqual(request.to, address);
}
