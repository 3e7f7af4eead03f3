import { devMnemonic } from "@cseth/devnet/accounts";
import { LANE_ID, parts } from "./configs.ts";
import type { World } from "./world.ts";

/** What a user can do with everything up, as commands to copy. */
export function welcome({ devnet, plan, folder }: World): string {
  const { l1, op, beacon } = devnet;
  const user = devnet.accounts[parts.user];
  const onL1 = (["LiquidStakingCore", "LaneHub", "ReportOracle", "OperatorRegistry"] as const).map(
    (name) => `  L1  ${name.padEnd(18)} ${plan.l1(name)}`,
  );
  const onL2 = (["L2StakingPool", "L2Hub", "NodeDesk"] as const).map(
    (name) => `  L2  ${name.padEnd(18)} ${plan.l2(name, LANE_ID)}`,
  );
  return [
    "",
    "Everything stays up for use; Ctrl-C ends it.",
    "",
    `  L1  chain ${l1.chainId}  ${l1.rpcUrl}`,
    `  L2  chain ${op.chainId}  ${op.rpcUrl}`,
    `      beacon API ${beacon.url}`,
    ...onL1,
    ...onL2,
    "",
    `  Account ${parts.user} of "${devMnemonic}" is yours, with ether on both chains`,
    `  (known to everyone: never use it elsewhere)  ${user?.address}  ${user?.privateKey}`,
    "",
    "In another terminal:",
    `  npm run cseth -- relayer status --config ${folder}/relayer.json`,
    `  npm run cseth -- relayer explain 1 --config ${folder}/relayer.json`,
    `  npm run cseth -- oracle verify --config ${folder}/oracle-1.json`,
    `  npm run verify-deployment -- --deployments ${folder}/deployments --l1 ${l1.rpcUrl} --lane ${LANE_ID}=${op.rpcUrl}`,
  ].join("\n");
}
