import { setupDeployScripts } from "rocketh";
import * as artifacts from "../generated/artifacts/index.js";
import { type Accounts, type Data, type Extensions, extensions } from "./config.ts";

export { artifacts };

/** Declares a deploy script: `export default deployScript(async (env) => { … }, { tags: ["core"] })`. */
export const { deployScript } = setupDeployScripts<Extensions, Accounts, Data>(extensions);

/** The environment a deploy script works in: provider, named accounts, records, and the extensions of `config.ts`. */
export type DeployEnvironment = Parameters<Parameters<typeof deployScript>[0]>[0];
