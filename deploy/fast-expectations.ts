import { iFastLinkAbi } from "@cseth/shared/abi/IFastLink";
import { iFastNotesAbi } from "@cseth/shared/abi/IFastNotes";
import { l1LayerZeroGatewayAbi } from "@cseth/shared/abi/L1LayerZeroGateway";
import { endpointAbi, ulnAbi, verifierAbi } from "@cseth/shared/layer-zero/abi";
import { type Address, pad } from "viem";
import type { DeployContext } from "./context.ts";
import { type Expectation, NOBODY, rowsOf } from "./expectation.ts";
import { layerZeroSettings } from "./fast.ts";
import type { FastSettings, LaneSettings } from "./settings.ts";

/** "None": 0 would mean LayerZero's default, which LayerZero may change. */
const NO_OPTIONAL_VERIFIERS = 255;

/** That L1's hub takes a lane's fast messages from its gateway, or from nobody. */
export function expectationsOfFastL1(context: DeployContext, lane: LaneSettings): Expectation[] {
  const { plan } = context;
  const gateway = plan.l1("L1FastGateway", lane.laneId);
  const row = { functionName: "fastLane", args: [lane.laneId], pick: "gateway" };
  return [
    ...rowsOf("LaneHub", plan.l1("LaneHub"), iFastNotesAbi, [{ ...row, expected: lane.fast ? gateway : NOBODY }]),
    ...(lane.fast ? expectationsOfEnd({ context, lane, fast: lane.fast, end: "l1", gateway }) : []),
  ];
}

export function expectationsOfFastL2(context: DeployContext, lane: LaneSettings): Expectation[] {
  const { plan } = context;
  const gateway = plan.l2("L2FastGateway", lane.laneId);
  const row = { functionName: "fastLink", pick: 0 };
  return [
    ...rowsOf("L2Hub", plan.l2("L2Hub", lane.laneId), iFastLinkAbi, [
      { ...row, expected: lane.fast ? gateway : NOBODY },
    ]),
    ...(lane.fast ? expectationsOfEnd({ context, lane, fast: lane.fast, end: "l2", gateway }) : []),
  ];
}

/** All that keeps LayerZero's word from drifting (T-65): what the gateway pinned, and who speaks for its verifiers. */
function expectationsOfEnd(ends: {
  context: DeployContext;
  lane: LaneSettings;
  fast: FastSettings;
  end: "l1" | "l2";
  gateway: Address;
}): Expectation[] {
  const { lane, fast, end, gateway } = ends;
  const pinned = layerZeroSettings(ends);
  const { peerEid, verifiers, sendConfirmations, receiveConfirmations } = pinned;
  const of = (name: string) => `${name} of lane ${lane.laneId}'s ${end === "l1" ? "L1" : "L2"}FastGateway`;
  const path = [gateway, peerEid];
  const uln = (confirmations: bigint) =>
    Object.entries({
      confirmations,
      requiredDVNCount: verifiers.length,
      requiredDVNs: verifiers,
      optionalDVNCount: NO_OPTIONAL_VERIFIERS,
    }).map(([pick, expected]) => ({ functionName: "getAppUlnConfig", args: path, pick, expected }));
  return [
    ...rowsOf(of("gateway"), gateway, l1LayerZeroGatewayAbi, [
      { functionName: "owner", expected: NOBODY },
      { functionName: "endpoint", expected: pinned.endpoint },
      { functionName: "peers", args: [peerEid], expected: pad(pinned.peer) },
      { functionName: "PEER", expected: pinned.peer },
      { functionName: "PEER_EID", expected: peerEid },
      { functionName: "PEER_CHAIN_ID", expected: pinned.peerChainId },
      { functionName: "HUB", expected: pinned.hub },
    ]),
    ...rowsOf(of("endpoint"), pinned.endpoint, endpointAbi, [
      { functionName: "delegates", args: [gateway], expected: gateway },
      { functionName: "getSendLibrary", args: path, expected: pinned.sendLibrary },
      { functionName: "isDefaultSendLibrary", args: path, expected: false },
      { functionName: "getReceiveLibrary", args: path, expected: [pinned.receiveLibrary, false] },
    ]),
    ...rowsOf(of("send library"), pinned.sendLibrary, ulnAbi, [
      ...uln(sendConfirmations),
      { functionName: "executorConfigs", args: path, expected: [pinned.maxMessageSize, pinned.executor] },
    ]),
    ...rowsOf(of("receive library"), pinned.receiveLibrary, ulnAbi, uln(receiveConfirmations)),
    ...fast[end].verifiers.flatMap(({ address, quorum, signers }, index) =>
      rowsOf(of(`verifier ${index + 1}`), address, verifierAbi, [
        { functionName: "quorum", expected: quorum },
        { functionName: "getSigners", expected: signers },
      ]),
    ),
  ];
}
