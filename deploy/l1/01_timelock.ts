import { deployScript } from "../../rocketh/deploy.ts";
import { type DeployContext, l1Planned, requireContext } from "../context.ts";
import { deployTimelock } from "../timelock.ts";

export default deployScript<DeployContext>(async (env, context) => {
  await deployTimelock(env, l1Planned(requireContext(context), "Timelock"));
}, {});
