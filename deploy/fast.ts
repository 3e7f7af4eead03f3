import { artifacts, type DeployEnvironment } from "../rocketh/deploy.ts";
import type { DeployContext } from "./context.ts";
import { DeployError } from "./create3.ts";
import { deployPlain, type Planned } from "./proxy.ts";
import type { FastSettings, LaneSettings } from "./settings.ts";

/** Bytes: hub, hub, envelope and the longer body of the two fast messages make 92. */
export const FAST_MESSAGE_BYTES = 128;

type Ends = Readonly<{ context: DeployContext; lane: LaneSettings; fast: FastSettings; end: "l1" | "l2" }>;

/** A gateway's constructor argument: everything of LayerZero that it pins, and its peer. */
export function layerZeroSettings({ context: { settings, plan }, lane, fast, end }: Ends) {
  const { laneId } = lane;
  const [own, other] = end === "l1" ? [fast.l1, fast.l2] : [fast.l2, fast.l1];
  const [l1, l2] = [plan.l1("L1FastGateway", laneId), plan.l2("L2FastGateway", laneId)];
  return {
    endpoint: own.endpoint,
    peerEid: other.eid,
    sendConfirmations: BigInt(own.confirmations),
    receiveConfirmations: BigInt(other.confirmations),
    maxMessageSize: FAST_MESSAGE_BYTES,
    peer: end === "l1" ? l2 : l1,
    hub: end === "l1" ? plan.l1("LaneHub") : plan.l2("L2Hub", laneId),
    peerChainId: BigInt(end === "l1" ? lane.chainId : settings.l1ChainId),
    sendLibrary: own.sendLibrary,
    receiveLibrary: own.receiveLibrary,
    executor: own.executor,
    verifiers: own.verifiers.map(({ address }) => address),
  };
}

/** Records beside the address who its verifiers were when it was deployed: a relayer compares (T-65). */
export async function deployFastGateway(
  env: DeployEnvironment,
  { planned, ...ends }: Ends & { planned: Planned },
): Promise<void> {
  requireSound(ends);
  const { lane, fast, end } = ends;
  await deployPlain(env, {
    planned,
    ...(end === "l1" ? { saveAs: `L1FastGateway_${lane.laneId}` } : {}),
    artifact: end === "l1" ? artifacts.L1LayerZeroGateway : artifacts.L2LayerZeroGateway,
    args: [layerZeroSettings(ends)],
    about: { verifiers: fast[end].verifiers },
  });
}

/** What the gateways cannot check, because each sees one chain alone. @throws DeployError */
function requireSound({ lane: { laneId }, fast }: Ends): void {
  const [down, up] = [fast.l1.verifiers.length, fast.l2.verifiers.length];
  if (down !== up)
    throw new DeployError(`Lane ${laneId} names ${down} verifiers on L1 and ${up} on its L2: name the same operators.`);
  for (const { verifiers } of [fast.l1, fast.l2]) {
    const signers = verifiers.flatMap((verifier) => verifier.signers.map((signer) => signer.toLowerCase()));
    const shared = signers.find((signer, index) => signers.indexOf(signer) !== index);
    if (shared !== undefined)
      throw new DeployError(`Lane ${laneId}: ${shared} signs for two verifiers: choose independent ones.`);
  }
}
