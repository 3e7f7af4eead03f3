import {
  type Address,
  concat,
  createPublicClient,
  createWalletClient,
  type Hash,
  type Hex,
  http,
  pad,
  parseAbi,
  parseEventLogs,
  toHex,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { layerZeroEids } from "../../../devnet/src/layer-zero/addresses.ts";
import type { Devnet, LayerZeroChain } from "../../../devnet/src/types.ts";
import { decodePacket, type Packet } from "../../../shared/src/layer-zero/packet.ts";

export const lzAbi = parseAbi([
  "struct MessagingParams { uint32 dstEid; bytes32 receiver; bytes message; bytes options; bool payInLzToken; }",
  "struct MessagingFee { uint256 nativeFee; uint256 lzTokenFee; }",
  "struct Origin { uint32 srcEid; bytes32 sender; uint64 nonce; }",
  "function eid() view returns (uint32)",
  "function quote(MessagingParams params, address sender) view returns (MessagingFee fee)",
  "function verifiable(Origin origin, address receiver) view returns (bool)",
  "function send(MessagingParams params, address refundAddress) payable",
  "function lzReceive(Origin origin, address receiver, bytes32 guid, bytes message, bytes extraData) payable",
  "event PacketSent(bytes encodedPayload, bytes options, address sendLibrary)",
  "event PacketVerified(Origin origin, address receiver, bytes32 payloadHash)",
  "event PacketDelivered(Origin origin, address receiver)",
  "event LzReceiveAlert(address indexed receiver, address indexed executor, Origin origin, bytes32 guid, uint256 gas, uint256 value, bytes message, bytes extraData, bytes reason)",
  "event PayloadVerified(address dvn, bytes header, uint256 confirmations, bytes32 proofHash)",
]);

/** Returns 1 whatever it is asked: accepts every channel and every packet. */
export const accepting: Hex = "0x60015f5260205ff3";
/** Accepts every channel, and no packet: `allowInitializePath(Origin)` returns 1, all else reverts. */
export const refusing: Hex = "0x5f3560e01c63ff7bd03d146011575f5ffd5b60015f5260205ff3";

const type3 = (gas: bigint): Hex => concat(["0x0003", "0x01", "0x0011", "0x01", toHex(gas, { size: 16 })]);

export type LzSide = ReturnType<typeof createLzSide>;

/** One chain of the devnet, for an account that sends and watches packets there. */
export function createLzSide(devnet: Devnet, name: LayerZeroChain, index: number) {
  const { chain, rpcUrl } = devnet[name];
  const account = privateKeyToAccount(devnet.accounts[index]?.privateKey ?? "0x");
  const client = createPublicClient({ chain, transport: http(rpcUrl), cacheTime: 0 });
  const wallet = createWalletClient({ account, chain, transport: http(rpcUrl) });
  const { endpoint, receiveLibrary } = devnet.layerZero.addresses;

  async function logs<Name extends "PacketVerified" | "PacketDelivered" | "LzReceiveAlert" | "PayloadVerified">(
    eventName: Name,
    fromBlock: bigint,
  ) {
    const address = eventName === "PayloadVerified" ? receiveLibrary : endpoint;
    return parseEventLogs({ abi: lzAbi, eventName, logs: await client.getLogs({ address, fromBlock }) });
  }

  return {
    name,
    client,
    wallet,
    account,
    logs,

    async plant(address: Address, code: Hex): Promise<void> {
      await client.request({ method: "anvil_setCode", params: [address, code] } as never);
    },

    /** Sends, and runs the slot that includes it. */
    async send(to: LayerZeroChain, receiver: Address, message: Hex): Promise<{ packet: Packet; hash: Hash }> {
      const params = {
        dstEid: layerZeroEids[to],
        receiver: pad(receiver),
        message,
        options: type3(100_000n),
        payInLzToken: false,
      };
      const call = { address: endpoint, abi: lzAbi } as const;
      const quoted = await client.readContract({ ...call, functionName: "quote", args: [params, account.address] });
      const hash = await wallet.writeContract({
        ...call,
        functionName: "send",
        args: [params, account.address],
        value: quoted.nativeFee,
      });
      await devnet.mineSlots(1);
      const receipt = await client.getTransactionReceipt({ hash });
      const [event] = parseEventLogs({ abi: lzAbi, eventName: "PacketSent", logs: receipt.logs });
      if (!event) throw new TypeError("nothing was sent");
      return { packet: decodePacket(event.args.encodedPayload), hash };
    },
  };
}

/** Runs slots until `done`. @throws if it is not within `slots` */
export async function slotsUntil(devnet: Devnet, done: () => Promise<boolean>, slots = 60): Promise<void> {
  for (let mined = 0; !(await done()); mined += 1) {
    if (mined === slots) throw new TypeError(`not within ${slots} slots`);
    await devnet.mineSlots(1);
  }
}
