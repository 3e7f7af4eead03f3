import { devMnemonic } from "@cseth/devnet/accounts";
import { parts } from "./configs.ts";
import type { World } from "./world.ts";

/** What a user can do with everything up, as commands to copy. */
export function welcome({ devnet, plan, folder, lanes }: World): string {
  const { l1, beacon } = devnet;
  const user = devnet.accounts[parts.user];
  const onL1 = (["LiquidStakingCore", "LaneHub", "ReportOracle", "OperatorRegistry"] as const).map(
    (name) => `  L1  ${name.padEnd(18)} ${plan.l1(name)}`,
  );
  const onL2 = lanes.flatMap(({ laneId, name, chainId, rpcUrl }) => [
    `  lane ${laneId}  chain ${chainId}  ${rpcUrl}  ${name}`,
    ...(["L2StakingPool", "L2Hub", "NodeDesk"] as const).map(
      (contract) => `      ${contract.padEnd(18)} ${plan.l2(contract, laneId)}`,
    ),
  ]);
  const laneOptions = lanes.map(({ laneId, rpcUrl }) => `--lane ${laneId}=${rpcUrl}`).join(" ");
  return [
    "",
    "Everything stays up for use; Ctrl-C ends it.",
    "",
    `  L1  chain ${l1.chainId}  ${l1.rpcUrl}`,
    `      beacon API ${beacon.url}`,
    ...onL1,
    ...onL2,
    "",
    `  Account ${parts.user} of "${devMnemonic}" is yours, with ether on every chain`,
    `  (known to everyone: never use it elsewhere)  ${user?.address}  ${user?.privateKey}`,
    "",
    "In another terminal:",
    `  npm run cseth -- relayer status --config ${folder}/relayer.json`,
    `  npm run cseth -- relayer explain 1 --config ${folder}/relayer.json`,
    `  npm run cseth -- oracle verify --config ${folder}/oracle-1.json`,
    `  npm run verify-deployment -- --deployments ${folder}/deployments --l1 ${l1.rpcUrl} ${laneOptions}`,
  ].join("\n");
}
