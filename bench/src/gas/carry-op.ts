import { hdAccount } from "@cseth/devnet/accounts";
import { createPublicClient, createWalletClient, http } from "viem";
import { getWithdrawals, publicActionsL1, publicActionsL2, walletActionsL1 } from "viem/op-stack";
import { BenchError } from "../errors.ts";
import { parts } from "../instance.ts";
import { type Carried, type Carrier, type L1End, mined, POLLING, type Sent, TX_GAS } from "./l1-end.ts";

/** Proves all batches against one dispute game, waits, and finalizes them in their order. */
export function createOpCarrier({ devnet, client, runUntil }: L1End): Carrier {
  const targetChain = devnet.op.chain;
  const l1 = createPublicClient({ chain: devnet.l1.chain, transport: http(), ...POLLING }).extend(publicActionsL1());
  const l2 = createPublicClient({ chain: targetChain, transport: http(), ...POLLING }).extend(publicActionsL2());
  const account = hdAccount(parts.relayer);
  const wallet = createWalletClient({ account, chain: devnet.l1.chain, transport: http() }).extend(walletActionsL1());

  return async (batches) => {
    await devnet.op.propose();
    await devnet.mineSlots(1);
    const l2BlockNumber = batches.at(-1)?.receipt.blockNumber ?? 0n;
    const [game] = await l1.getGames({ targetChain, l2BlockNumber });
    if (game === undefined) throw new BenchError("BENCH_NOT_READY", "No dispute game covers the batches.");
    const proven: { batch: Sent; withdrawal: ReturnType<typeof withdrawalOf>; prove: number }[] = [];
    for (const batch of batches) {
      const withdrawal = withdrawalOf(batch);
      const args = await l2.buildProveWithdrawal({ account, game, withdrawal });
      const hash = await wallet.proveWithdrawal({ ...args, account, targetChain, gas: TX_GAS });
      proven.push({ batch, withdrawal, prove: Number((await mined({ devnet, client, hash })).gasUsed) });
    }
    const carried: Carried[] = [];
    for (const { batch, withdrawal, prove } of proven) {
      await runUntil(`batch ${batch.batchNonce} finalizable`, async () => {
        const status = await l1.getWithdrawalStatus({ receipt: batch.receipt as never, targetChain });
        return status === "ready-to-finalize";
      });
      const hash = await wallet.finalizeWithdrawal({ account, targetChain, withdrawal, gas: TX_GAS });
      const receipt = await mined({ devnet, client, hash });
      carried.push({ batchNonce: batch.batchNonce, prove, finalize: Number(receipt.gasUsed) });
    }
    return carried;
  };
}

function withdrawalOf({ receipt, batchNonce }: Sent) {
  const [withdrawal] = getWithdrawals(receipt);
  if (withdrawal === undefined) throw new BenchError("BENCH_NOT_READY", `Batch ${batchNonce} left no withdrawal.`);
  return withdrawal;
}
