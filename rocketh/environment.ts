import { setupEnvironmentFromFiles } from "@rocketh/node";
import { setupHardhatDeploy } from "hardhat-deploy/helpers";
import { type Accounts, type Data, type Extensions, extensions } from "./config.ts";

/** Runs the scripts of `deploy/` against any EIP-1193 provider: devnet, tests' in-process chains. */
export const { loadAndExecuteDeploymentsFromFiles } = setupEnvironmentFromFiles<Extensions, Accounts, Data>(extensions);

/** Reads what is deployed, from a Hardhat connection. */
export const { loadEnvironmentFromHardhat } = setupHardhatDeploy<Extensions, Accounts, Data>(extensions);
