import { bondsAbi } from "@cseth/shared/abi/Bonds";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { encodeFunctionData } from "viem";
import type { L1Addresses } from "../../config/deployments.ts";
import { EXIT } from "../../telemetry/exitCodes.ts";
import { prepareCall, sendOnce } from "../../tx/sendOnce.ts";
import { confirm } from "../confirm.ts";
import { interruption } from "../interruption.ts";
import { createOutput } from "../output.ts";
import { cseth } from "./amounts.ts";
import { openL1, type Session } from "./session.ts";
import { type SendOptions, transact } from "./transact.ts";

const abi = [...bondsAbi, ...liquidStakingCoreAbi] as const;

/** `cseth operator bond <id> <csETH>`: adds csETH of the account on L1 to an operator's bond. */
export async function bond(operatorId: bigint, shares: bigint, options: SendOptions): Promise<number> {
  const session = await openL1(options);
  const { address } = await session.account();
  const values = { operatorId, shares };
  const text = `bond       ${cseth(shares)} of ${address} for operator ${operatorId}, whose it is from then on`;
  let { yes } = options;
  if ((await allowance(session)) < shares) {
    const both = `${text}\nfirst      allows the bonds to take exactly this much`;
    if (options.dryRun) {
      createOutput(options).answer({ sent: false, ...values }, `${both}\nnothing was sent`);
      return EXIT.ok;
    }
    await confirm(both, options);
    await allow(session, shares);
    yes = true;
  }
  return transact({
    session,
    options: { ...options, yes },
    intent: {
      key: "operator bond",
      to: session.addresses.bonds,
      data: encodeFunctionData({ abi: bondsAbi, functionName: "deposit", args: [operatorId, shares] }),
      abi,
    },
    expected: { values, text },
    outcome: () => ({ values, text: `operator ${operatorId} has ${cseth(shares)} more of a bond` }),
  });
}

async function allowance({ client, addresses, account }: Session<L1Addresses>): Promise<bigint> {
  return client.viem.readContract({
    address: addresses.core,
    abi: liquidStakingCoreAbi,
    functionName: "allowance",
    args: [(await account()).address, addresses.bonds],
  });
}

async function allow(session: Session<L1Addresses>, shares: bigint): Promise<void> {
  const { client, chain, addresses, pause, logger } = session;
  const account = await session.account();
  const args = [addresses.bonds, shares] as const;
  const data = encodeFunctionData({ abi: liquidStakingCoreAbi, functionName: "approve", args });
  const policy = chain.transactions;
  const intent = { key: "operator bond, allowance", to: addresses.core, data, abi };
  const call = await prepareCall({ client, account, policy, intent });
  await sendOnce({ client, account, policy, call, pause, signal: interruption(), logger });
}
