import { createPublicClient, encodeFunctionData, http, parseAbi, parseEventLogs } from "viem";
import { BenchError } from "../errors.ts";
import type { Carried, Carrier, L1End, Sent } from "./l1-end.ts";

const nodeInterface = "0x00000000000000000000000000000000000000C8";
const nitroAbi = parseAbi([
  "event L2ToL1Tx(address caller, address indexed destination, uint256 indexed hash, uint256 indexed position, uint256 arbBlockNum, uint256 ethBlockNum, uint256 timestamp, uint256 callvalue, bytes data)",
  "function constructOutboxProof(uint64 size, uint64 leaf) view returns (bytes32 send, bytes32 root, bytes32[] proof)",
  "function executeTransaction(bytes32[] proof, uint256 index, address l2Sender, address to, uint256 l2Block, uint256 l1Block, uint256 l2Timestamp, uint256 value, bytes data)",
]);

/**
 * Has an assertion confirmed that covers all batches, and the outbox execute them in their order. Proving is part of
 * that one call; what the rollup's validators pay for assertions is theirs.
 */
export function createArbitrumCarrier({ devnet, send }: L1End): Carrier {
  const l2 = createPublicClient({ chain: devnet.arbitrum.chain, transport: http() });

  return async (batches) => {
    const messages = batches.map(messageOf);
    const size = (messages.at(-1)?.position ?? 0n) + 1n;
    await devnet.arbitrum.confirm();
    const carried: Carried[] = [];
    for (const { batchNonce, ...message } of messages) {
      const [, , proof] = await l2.readContract({
        address: nodeInterface,
        abi: nitroAbi,
        functionName: "constructOutboxProof",
        args: [size, message.position],
      });
      const { position, caller, destination, arbBlockNum, ethBlockNum, timestamp, callvalue, data } = message;
      const args = [
        ...([proof, position, caller, destination] as const),
        ...([arbBlockNum, ethBlockNum, timestamp, callvalue, data] as const),
      ] as const;
      const call = encodeFunctionData({ abi: nitroAbi, functionName: "executeTransaction", args });
      const { gasUsed } = await send(devnet.arbitrum.addresses.outbox, call);
      carried.push({ batchNonce, prove: 0, finalize: Number(gasUsed) });
    }
    return carried;
  };
}

function messageOf({ receipt, batchNonce }: Sent) {
  const [sent] = parseEventLogs({ abi: nitroAbi, eventName: "L2ToL1Tx", logs: receipt.logs });
  if (sent === undefined) throw new BenchError("BENCH_NOT_READY", `Batch ${batchNonce} left no message for L1.`);
  return { batchNonce, ...sent.args };
}
