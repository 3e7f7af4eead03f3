import { type Address, encodeFunctionData, encodePacked, type Hex, keccak256, maxUint64 } from "viem";
import { ulnAbi, verifierAbi } from "../../../shared/src/layer-zero/abi.ts";
import { type Packet, packetHeader, packetPayloadHash } from "../../../shared/src/layer-zero/packet.ts";
import { hdAccount } from "../accounts.ts";
import { contractAt, type Verifier } from "./addresses.ts";
import type { WorkerChain } from "./chain.ts";

const executeGas = 400_000n;
/** What it says never expires: the library keeps it until it is committed. */
const expiration = maxUint64;

/** Has a verifier say, by its own key and from its own account, that it saw this packet under so many blocks. */
export async function vouch(
  verifier: Verifier,
  { packet, confirmations, to }: { packet: Packet; confirmations: bigint; to: WorkerChain },
): Promise<void> {
  const target = contractAt("receiveLibrary");
  const callData = encodeFunctionData({
    abi: ulnAbi,
    functionName: "verify",
    args: [packetHeader(packet), packetPayloadHash(packet), confirmations],
  });
  await instruct(verifier, { target, callData, to });
}

/** Has a verifier's contract make a call: what its signer orders, it does. */
export async function instruct(
  { account, address }: Verifier,
  { target, callData, to }: { target: Address; callData: Hex; to: WorkerChain },
): Promise<void> {
  const signer = hdAccount(account);
  const vid = to.eid % 30_000;
  const said = encodePacked(["uint32", "address", "uint256", "bytes"], [vid, target, expiration, callData]);
  const signatures = await signer.signMessage({ message: { raw: keccak256(said) } });
  const data = encodeFunctionData({
    abi: verifierAbi,
    functionName: "execute",
    args: [[{ vid, target, callData, expiration, signatures }]],
  });
  await to.senderOf(signer).send({ to: address, data, gas: executeGas });
}
