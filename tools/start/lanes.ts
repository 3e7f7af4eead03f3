import { arbitrumLane, opStackLane } from "@cseth/devnet/lane-settings";
import type { Devnet } from "@cseth/devnet/types";
import type { LaneSettings } from "../../deploy/settings.ts";
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

const opStack: ScenarioLane = {
  laneId: 1,
  name: "OP-stack",
  kind: "op-stack",
  depositor: 3,
  rollup: ({ op }) => op,
  settings: (devnet) => opStackLane(devnet, 1),
  passage: opStackPassage,
};

const arbitrum: ScenarioLane = {
  laneId: 2,
  name: "Arbitrum",
  kind: "arbitrum",
  depositor: 6,
  rollup: (devnet) => devnet.arbitrum,
  settings: (devnet) => arbitrumLane(devnet, 2),
  passage: arbitrumPassage,
};

/** Played side by side. */
export const LANES: readonly ScenarioLane[] = [opStack, arbitrum];
/** The one whose parts `--break` breaks, if it does not say otherwise, and whose figures stand at the top of the summary. */
export const FIRST_LANE = opStack.laneId;
export const ARBITRUM_LANE = arbitrum.laneId;
