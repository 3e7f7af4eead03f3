import { type Address, encodeFunctionData, type Hex, toHex, zeroAddress } from "viem";
import { DevnetError } from "../errors.ts";
import type { JsonRpc } from "../json-rpc.ts";
import type { OpAddresses, OpRollup } from "../types.ts";
import { anchorStateRegistryAbi, superchainConfigAbi } from "./contracts.ts";

type GuardianOptions = { l1: JsonRpc; addresses: OpAddresses; runSlot: (send: () => Promise<void>) => Promise<void> };

const allChains = zeroAddress;
const gasMoney = toHex(10n ** 20n);

/** The guardian's account has no known key: anvil lets us act as it. */
export function createGuardian({ l1, addresses, runSlot }: GuardianOptions): OpRollup["guardian"] {
  const { guardian, anchorStateRegistry, superchainConfig } = addresses.l1;

  async function act(to: Address, data: Hex): Promise<void> {
    let transaction: Hex | undefined;
    await runSlot(async () => {
      await l1.request("anvil_setBalance", guardian, gasMoney);
      await l1.request("anvil_impersonateAccount", guardian);
      transaction = await l1.request<Hex>("eth_sendTransaction", { from: guardian, to, data, gas: toHex(1_000_000) });
      await l1.request("anvil_stopImpersonatingAccount", guardian);
    });
    const receipt = await l1.request<{ status: Hex } | null>("eth_getTransactionReceipt", transaction);
    if (receipt?.status !== "0x1") {
      throw new DevnetError("CONTRACT_FAILED", `the guardian's transaction ${transaction} failed`, { transaction, to });
    }
  }

  return {
    blacklist: (game) =>
      act(
        anchorStateRegistry,
        encodeFunctionData({ abi: anchorStateRegistryAbi, functionName: "blacklistDisputeGame", args: [game] }),
      ),
    retireGames: () =>
      act(
        anchorStateRegistry,
        encodeFunctionData({ abi: anchorStateRegistryAbi, functionName: "updateRetirementTimestamp" }),
      ),
    pause: () =>
      act(superchainConfig, encodeFunctionData({ abi: superchainConfigAbi, functionName: "pause", args: [allChains] })),
    unpause: () =>
      act(
        superchainConfig,
        encodeFunctionData({ abi: superchainConfigAbi, functionName: "unpause", args: [allChains] }),
      ),
  };
}
