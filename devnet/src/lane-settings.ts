// What the deployment of a lane over a rollup of the devnet has to be told.
import type { FastSettings, LaneSettings, LayerZeroEnd } from "../../deploy/settings.ts";
import type { Devnet } from "./types.ts";

export const opStackLane = (devnet: Devnet, laneId: number): LaneSettings => ({
  laneId,
  kind: "op-stack",
  chainId: devnet.op.chainId,
  l1Messenger: devnet.op.addresses.l1.l1CrossDomainMessenger,
  fast: fastOf(devnet, "op"),
});

export const arbitrumLane = (devnet: Devnet, laneId: number): LaneSettings => ({
  laneId,
  kind: "arbitrum",
  chainId: devnet.arbitrum.chainId,
  inbox: devnet.arbitrum.addresses.inbox,
  fast: fastOf(devnet, "arbitrum"),
});

/** Where LayerZero's contracts are, on every chain the same. */
type FastParts = { layerZero: Pick<Devnet["layerZero"], "addresses" | "eids"> };

/** Blocks of each chain until L1 has made one final: of L1 itself 8, of OP 3 a slot, of Arbitrum one once it is posted. */
const confirmations = { l1: 8, op: 27, arbitrum: 10 } as const;

export function fastOf({ layerZero }: FastParts, l2: "op" | "arbitrum"): FastSettings {
  const { addresses, eids } = layerZero;
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
