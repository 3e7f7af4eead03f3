import {
  decodeFunctionData,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  numberToHex,
  size,
  toFunctionSelector,
  zeroAddress,
} from "viem";
import { l2BaseFee } from "../config.ts";
import type { L1Record } from "../l1-record.ts";
import type { Ledger } from "../ledger.ts";
import { arbRetryableTxAbi, nodeInterface as nodeInterfaceAddress, precompiles } from "../precompiles.ts";
import { type Answer, type CallRequest, type Forward, inputOf, type RpcParams, refuse, rpcCodes } from "./answer.ts";
import { createNodeInterface, isAt } from "./node-interface.ts";
import type { Rewrite } from "./rewrite.ts";

const redeemSelector = toFunctionSelector("redeem(bytes32)");
/** Of `redeem` around the attempt: reading the ticket, hashing it, the event. */
const redeemGas = 120_000n;
const redeemGasPerByte = 130n;

const byHash = ["eth_getTransactionReceipt", "eth_getTransactionByHash", "eth_getRawTransactionByHash"];
const tracing = ["debug_traceTransaction", "trace_transaction"];
const hashMethods = new Set([...byHash, ...tracing]);
const filterMethods = new Set(["eth_getLogs", "eth_newFilter"]);
/** Blocks are made of L1's, so nobody else may make or unmake them. */
const timeMethods = new Set([
  ...["evm_mine", "anvil_mine", "evm_mine_detailed", "anvil_mine_detailed", "anvil_rollback", "anvil_reorg"],
  ...["evm_increaseTime", "anvil_increaseTime", "evm_setNextBlockTimestamp", "anvil_setNextBlockTimestamp"],
  ...["evm_snapshot", "evm_revert", "anvil_snapshot", "anvil_revert", "evm_setAutomine", "evm_setIntervalMining"],
]);

export type Methods = (method: string, params: RpcParams) => Promise<Answer>;

export type MethodsOptions = { forward: Forward; ledger: Ledger; record: L1Record; rewrite: Rewrite };

/** The JSON-RPC of a Nitro node, out of that of anvil. */
export function createMethods({ forward, ledger, record, rewrite }: MethodsOptions): Methods {
  const nodeInterface = createNodeInterface({ forward, ledger, record });

  /** The last L2 block whose batch is in an L1 block of that standing. */
  async function taggedBlock(tag: "safe" | "finalized"): Promise<Hex> {
    const posted = await record.postedBy(tag);
    return numberToHex(Math.min(posted?.lastL2Block ?? 0, ledger.blocks.length - 1));
  }

  async function withoutTags(value: unknown): Promise<unknown> {
    return value === "safe" || value === "finalized" ? taggedBlock(value) : value;
  }

  async function translated(method: string, params: RpcParams): Promise<RpcParams> {
    const [first, ...rest] = params;
    if (hashMethods.has(method)) return [rewrite.nodeHash(first), ...rest];
    if (filterMethods.has(method) && typeof first === "object" && first !== null) {
      const entries = await Promise.all(
        Object.entries(first).map(async ([key, value]) => [key, await withoutTags(value)]),
      );
      return [Object.fromEntries(entries), ...rest];
    }
    return Promise.all(params.map(withoutTags));
  }

  async function pass(method: string, params: RpcParams): Promise<Answer> {
    const answer = await forward(method, await translated(method, params));
    return "result" in answer ? { result: rewrite.answer(method, answer.result) } : answer;
  }

  /** A call of `redeem` needs the gas of the attempt, which the node does not see. */
  async function estimateRedeem(request: CallRequest): Promise<Answer> {
    const { args } = decodeFunctionData({ abi: arbRetryableTxAbi, data: inputOf(request) });
    const ticketId = args?.[0] as Hex;
    const open = ledger.tickets().get(ticketId);
    const data = encodeFunctionData({ abi: arbRetryableTxAbi, functionName: "ticketOf", args: [ticketId] });
    const ticket = open && (await forward("eth_call", [{ to: precompiles.arbRetryableTx, data }, "latest"]));
    // The node says best why it can't be redeemed.
    if (!open || !ticket || "error" in ticket) return forward("eth_estimateGas", [request]);
    const {
      from,
      to,
      callvalue,
      data: input,
    } = decodeFunctionResult({ abi: arbRetryableTxAbi, functionName: "ticketOf", data: ticket.result as Hex });
    const attempt = { from, ...(to === zeroAddress ? {} : { to }), value: numberToHex(callvalue), data: input };
    const rich = { [from]: { balance: numberToHex(2n ** 96n) } };
    const gas = await forward("eth_estimateGas", [attempt, "latest", rich]);
    if ("error" in gas) return gas;
    const around = redeemGas + redeemGasPerByte * BigInt(size(input));
    return { result: numberToHex((BigInt(gas.result as Hex) * 64n) / 63n + around) };
  }

  return async (method, params) => {
    const request = params[0] as CallRequest | undefined;
    if (timeMethods.has(method)) return refuse(`${method}: blocks and time of this chain follow L1's`);
    switch (method) {
      case "eth_gasPrice":
        return { result: numberToHex(l2BaseFee) };
      case "eth_maxPriorityFeePerGas":
        return { result: "0x0" };
      case "web3_clientVersion":
        return { result: "nitro-devnet/anvil" };
      case "eth_fillTransaction":
        // viem would take anvil's own idea of a tip from it; Nitro has no such method.
        return refuse(`the method ${method} does not exist/is not available`, rpcCodes.methodNotFound);
      case "eth_call":
        return isAt(request, nodeInterfaceAddress) ? nodeInterface.call(request) : pass(method, params);
      case "eth_estimateGas":
        if (isAt(request, nodeInterfaceAddress)) return nodeInterface.estimateGas(request);
        if (isAt(request, precompiles.arbRetryableTx) && inputOf(request).startsWith(redeemSelector)) {
          return estimateRedeem(request);
        }
        return pass(method, params);
      default:
        return pass(method, params);
    }
  };
}
