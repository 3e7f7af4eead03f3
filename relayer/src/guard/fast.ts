import { l1LayerZeroGatewayAbi } from "@cseth/shared/abi/L1LayerZeroGateway";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { endpointAbi, ulnAbi, verifierAbi } from "@cseth/shared/layer-zero/abi";
import { params } from "@cseth/shared/params";
import { type Address, isAddressEqual, keccak256 } from "viem";
import type { ChainClient } from "../chain/client.ts";
import { readHeads } from "../chain/heads.ts";
import type { FastGateway, L1Addresses, L2Addresses } from "../config/deployments.ts";
import type { FinalityConfig } from "../config/schema.ts";
import type { IncidentCode } from "../domain/incident.ts";
import type { Incident } from "../store/incidents.ts";
import type { MessageStore } from "../store/messages.ts";

type Chain<Addresses> = { client: ChainClient; addresses: Addresses; finality: FinalityConfig };

export type FastGuard = {
  check: () => Promise<void>;
  /** False until the first look, and while anything is wrong: then we send and carry nothing fast. */
  mayHurry: () => boolean;
};

/** Notes that are looked at, above the last batch that has landed. A forged one far above waits ten days, and freezes. */
const NOTES_LOOKED_AT = 8n;

/**
 * Watches the fast way of one lane: who speaks for LayerZero to our gateways (T-65), and whether what it told L1 is
 * what the L2 has sent (T-93). No ether depends on it; what the fast way can do at worst, docs/fast.md says.
 */
export function createFastGuard(lane: {
  laneId: number;
  l1: Chain<L1Addresses>;
  l2: Chain<L2Addresses>;
  messages: Pick<MessageStore, "find">;
  incidents: {
    open: (incident: Incident) => Promise<void>;
    close: (incident: Pick<Incident, "code" | "subject">) => Promise<void>;
  };
}): FastGuard {
  const { laneId, l1, l2, incidents } = lane;
  const subject = `lane-${laneId}`;
  let isSound = false;

  async function judge(code: IncidentCode, reason: string | undefined): Promise<boolean> {
    if (reason === undefined) await incidents.close({ code, subject });
    else
      await incidents.open({
        code,
        subject,
        severity: code === "FAST_FORGED" ? "critical" : "high",
        detail: { reason },
      });
    return reason === undefined;
  }

  return {
    async check() {
      const gateways = [
        { client: l1.client, gateway: l1.addresses.fastGateways.get(laneId) },
        { client: l2.client, gateway: l2.addresses.fastGateway },
      ];
      const drifts = await Promise.all(
        gateways.map(({ client, gateway }) => (gateway ? findDrift(client, gateway) : undefined)),
      );
      const verdicts = [
        await judge(
          "FAST_DRIFT",
          drifts.find((drift) => drift !== undefined),
        ),
        await judge("FAST_FORGED", await findForgery(lane)),
        await judge("FAST_FROZEN", await findFreeze(lane)),
      ];
      isSound = verdicts.every((verdict) => verdict);
    },
    mayHurry: () => isSound,
  };
}

/** What the gateway has pinned cannot change; it is read all the same, and so is who speaks for each verifier. */
async function findDrift({ name, viem }: ChainClient, gateway: FastGateway): Promise<string | undefined> {
  const own = { address: gateway.address, abi: l1LayerZeroGatewayAbi } as const;
  const [endpoint, peerEid] = await Promise.all([
    viem.readContract({ ...own, functionName: "endpoint" }),
    viem.readContract({ ...own, functionName: "PEER_EID" }),
  ]);
  const path = [gateway.address, peerEid] as const;
  const atEndpoint = { address: endpoint, abi: endpointAbi } as const;
  const [[receiveLibrary, isDefault], delegate] = await Promise.all([
    viem.readContract({ ...atEndpoint, functionName: "getReceiveLibrary", args: path }),
    viem.readContract({ ...atEndpoint, functionName: "delegates", args: [gateway.address] }),
  ]);
  if (isDefault) return `${name}: the fast gateway takes whatever library LayerZero makes its default`;
  if (!isAddressEqual(delegate, gateway.address)) return `${name}: ${delegate} may change the fast gateway's settings`;
  const uln = { address: receiveLibrary, abi: ulnAbi, functionName: "getUlnConfig", args: path } as const;
  const { requiredDVNs } = await viem.readContract(uln);
  const recorded = gateway.verifiers.map(({ address }) => address);
  if (requiredDVNs.length < Number(params.mainnet.fastVerifiersMin) || !isSameList(requiredDVNs, recorded))
    return `${name}: verifiers are ${requiredDVNs.join(", ")}, recorded ${recorded.join(", ")}`;
  for (const { address, quorum, signers } of gateway.verifiers) {
    const verifier = { address, abi: verifierAbi } as const;
    const [needed, speakers] = await Promise.all([
      viem.readContract({ ...verifier, functionName: "quorum" }),
      viem.readContract({ ...verifier, functionName: "getSigners" }),
    ]);
    if (Number(needed) !== quorum || !isSameList(speakers, signers))
      return `${name}: ${needed} of ${speakers.join(", ")} speak for verifier ${address}, recorded ${quorum} of ${signers.join(", ")}`;
  }
  return undefined;
}

/** A note on L1 of a batch that the L2 has not closed, or closed with other contents, both in final blocks. */
async function findForgery({
  laneId,
  l1,
  l2,
  messages,
}: Parameters<typeof createFastGuard>[0]): Promise<string | undefined> {
  const { viem } = l1.client;
  const blockNumber = (await readHeads(l1)).finalized.number;
  const hub = { address: l1.addresses.laneHub, abi: laneHubAbi, blockNumber } as const;
  const { landedNonce } = await viem.readContract({ ...hub, functionName: "laneConfig", args: [laneId] });
  const nonces = Array.from({ length: Number(NOTES_LOOKED_AT) }, (_, index) => landedNonce + 1n + BigInt(index));
  const notes = await Promise.all(
    nonces.map((nonce) => viem.readContract({ ...hub, functionName: "fastNote", args: [laneId, nonce] })),
  );
  for (const [index, { digest }] of notes.entries()) {
    if (BigInt(digest) === 0n) continue;
    const nonce = nonces[index] as bigint;
    const sent = await messages.find(`lane-${laneId}/batch`, nonce);
    if (sent && keccak256(sent.payload) !== digest)
      return `the note of batch ${nonce} is ${digest}, but the L2 has closed it as ${keccak256(sent.payload)}`;
    if (!sent && (await isBeyond(l2, nonce))) return `the note of batch ${nonce} is of none that the L2 has closed`;
  }
  return undefined;
}

/** Asked after the note was read: whatever L1 was told truly, the L2 had closed before. */
async function isBeyond({ client, addresses }: Chain<L2Addresses>, nonce: bigint): Promise<boolean> {
  const call = { address: addresses.hub, abi: l2HubAbi, functionName: "openBatchNonce" } as const;
  return (await client.viem.readContract(call)) <= nonce;
}

async function findFreeze({ laneId, l1 }: Parameters<typeof createFastGuard>[0]): Promise<string | undefined> {
  const call = { address: l1.addresses.laneHub, abi: laneHubAbi, functionName: "fastLane", args: [laneId] } as const;
  const { frozen } = await l1.client.viem.readContract(call);
  return frozen ? "the fast way told L1 another story than the canonical bridge; L1 takes no more notes" : undefined;
}

function isSameList(one: readonly Address[], other: readonly Address[]): boolean {
  return one.length === other.length && one.every((address, index) => isAddressEqual(address, other[index] as Address));
}
