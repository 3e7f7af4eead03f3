import type { Devnet } from "@cseth/devnet/types";
import type { FastSettings, LaneSettings, LayerZeroEnd } from "../../deploy/settings.ts";
import { arbitrumPassage, opStackPassage, type Passage } from "./passages.ts";

/** One lane of the scenario: what it runs on, and who stakes over it. */
export type ScenarioLane = Readonly<{
  laneId: number;
  name: string;
  kind: LaneSettings["kind"];
  /** Account that deposits on L1 meanwhile, so that the forwarded unstake meets other people's ether. */
  depositor: number;
  rollup: (devnet: Devnet) => Devnet["op"] | Devnet["arbitrum"];
  settings: (devnet: Devnet) => LaneSettings;
  passage: Passage;
}>;

/** Blocks of each chain until L1 has made one final: of L1 itself 8, of OP 3 a slot, of Arbitrum one once it is posted. */
const confirmations = { l1: 8, op: 27, arbitrum: 10 } as const;

function fastOf(devnet: Devnet, l2: "op" | "arbitrum"): FastSettings {
  const { addresses, eids } = devnet.layerZero;
  const verifiers = addresses.verifiers.map(({ address, signer }) => ({ address, quorum: 1, signers: [signer] }));
  const end = (chain: "l1" | "op" | "arbitrum"): LayerZeroEnd => ({
    endpoint: addresses.endpoint,
    eid: eids[chain],
    sendLibrary: addresses.sendLibrary,
    receiveLibrary: addresses.receiveLibrary,
    executor: addresses.executor,
    verifiers,
    confirmations: confirmations[chain],
  });
  return { l1: end("l1"), l2: end(l2) };
}

const opStack: ScenarioLane = {
  laneId: 1,
  name: "OP-stack",
  kind: "op-stack",
  depositor: 3,
  rollup: ({ op }) => op,
  settings: (devnet) => ({
    laneId: 1,
    kind: "op-stack",
    chainId: devnet.op.chainId,
    l1Messenger: devnet.op.addresses.l1.l1CrossDomainMessenger,
    fast: fastOf(devnet, "op"),
  }),
  passage: opStackPassage,
};

const arbitrum: ScenarioLane = {
  laneId: 2,
  name: "Arbitrum",
  kind: "arbitrum",
  depositor: 6,
  rollup: (devnet) => devnet.arbitrum,
  settings: (devnet) => ({
    laneId: 2,
    kind: "arbitrum",
    chainId: devnet.arbitrum.chainId,
    inbox: devnet.arbitrum.addresses.inbox,
    fast: fastOf(devnet, "arbitrum"),
  }),
  passage: arbitrumPassage,
};

/** Played side by side. */
export const LANES: readonly ScenarioLane[] = [opStack, arbitrum];
/** The one whose parts `--break` breaks, and whose figures stand at the top of the summary. */
export const FIRST_LANE = opStack.laneId;
