import { depositDataRoot } from "@cseth/devnet/beacon/deposit-data";
import { type Hex, pad, parseAbi, parseEther } from "viem";
import { genesisForkVersion } from "./consensus.ts";
import { succeeded } from "./lane-round.ts";
import { keyWith } from "./operator.ts";
import type { LaneWorld, World } from "./world.ts";

const depositAbi = parseAbi([
  "function deposit(bytes pubkey, bytes withdrawal_credentials, bytes signature, bytes32 deposit_data_root) payable",
]);

/** The lane's operator deposits for its key with credentials of its own, before the protocol does (T-31). */
export async function frontRun({ l1, lanes, devnet }: World, laneId: number): Promise<void> {
  const { operator, depositorWallet } = lanes.find((lane) => lane.laneId === laneId) as LaneWorld;
  const credentials: Hex = `0x02${pad(operator.account.address, { size: 31 }).slice(2)}`;
  const data = keyWith({ laneId, credentials, forkVersion: await genesisForkVersion(devnet) });
  const deposit = await depositorWallet.writeContract({
    address: devnet.systemContracts.depositContract,
    abi: depositAbi,
    functionName: "deposit",
    args: [data.pubkey, credentials, data.signature, depositDataRoot(data)],
    value: parseEther("1"),
  });
  await succeeded(l1, deposit);
}
