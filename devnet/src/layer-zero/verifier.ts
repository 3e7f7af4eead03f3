import { concat, encodeFunctionData, encodePacked, keccak256, maxUint64 } from "viem";
import { type Packet, packetHeader, packetPayloadHash } from "../../../shared/src/layer-zero/packet.ts";
import { hdAccount } from "../accounts.ts";
import { ulnAbi, verifierAbi } from "./abi.ts";
import { contractAt, type Verifier } from "./addresses.ts";
import type { WorkerChain } from "./chain.ts";

const executeGas = 400_000n;
/** What it says never expires: the library keeps it until it is committed. */
const expiration = maxUint64;

/** Has a verifier say, by its own key and from its own account, that it saw this packet under so many blocks. */
export async function vouch(
  { account, address }: Verifier,
  { packet, confirmations, to }: { packet: Packet; confirmations: bigint; to: WorkerChain },
): Promise<void> {
  const signer = hdAccount(account);
  const target = contractAt("receiveLibrary");
  const callData = encodeFunctionData({
    abi: ulnAbi,
    functionName: "verify",
    args: [packetHeader(packet), packetPayloadHash(packet), confirmations],
  });
  const vid = to.eid % 30_000;
  const said = encodePacked(["uint32", "address", "uint256", "bytes"], [vid, target, expiration, callData]);
  const signature = await signer.signMessage({ message: { raw: keccak256(said) } });
  const data = encodeFunctionData({
    abi: verifierAbi,
    functionName: "execute",
    args: [[{ vid, target, callData, expiration, signatures: concat([signature]) }]],
  });
  await to.senderOf(signer).send({ to: address, data, gas: executeGas });
}
