import type { Hash, Hex } from "viem";
import { decodePacket, encodePacket, type Packet, packetGuid } from "../../../shared/src/layer-zero/packet.ts";
import { DevnetError } from "../errors.ts";
import { blockAt, headOf } from "../json-rpc.ts";
import type { Forgery, LayerZeroWork } from "../types.ts";
import { verifiersByAddress } from "./addresses.ts";
import type { WorkerChain } from "./chain.ts";
import { commit, deliver } from "./executor.ts";
import { createScanner, type SentPacket } from "./scanner.ts";
import { vouch } from "./verifier.ts";

/** A packet on its way. Without `block` nobody sent it: its verifiers lie. */
type Job = {
  packet: Packet;
  gas: bigint;
  block: SentPacket["block"] | undefined;
  /** Height of the receiving chain at which something was sent for it last. */
  sentAt: bigint;
  /** An executor is paid for one delivery. */
  delivered: boolean;
  commits: number;
};

/** What a saved state keeps of a packet on its way: what the source chain's own history said is gone there. */
export type SavedJob = Readonly<{ encoded: Hex; gas: string; block?: { number: string; hash: Hex } }>;

const fresh = { sentAt: -1n, delivered: false, commits: 0 };
/** A receiver that does not accept the channel makes each of them revert. */
const commitsMax = 3;

export type Workers = {
  /** Looks at all chains between two slots, and puts into their pools what is due. */
  onSlot(): Promise<void>;
  setWork(work: LayerZeroWork): void;
  forge(forgery: Forgery): Promise<Hash>;
  save(): readonly SavedJob[];
};

/**
 * LayerZero's operators: three verifiers, each with a key and an account of its own, and the executor. What is done
 * they read from the receiving chain, so that one that begins anew repeats nothing that matters.
 */
export async function createWorkers(options: {
  chains: readonly WorkerChain[];
  waiting: readonly SavedJob[];
  log: (line: string) => void;
}): Promise<Workers> {
  const { chains, waiting, log } = options;
  const verifiers = verifiersByAddress();
  const scanners = await Promise.all(
    chains.map(async ({ node }) => createScanner(node, BigInt((await headOf(node)).number))),
  );
  let jobs: Job[] = waiting.map(restored);
  let work: LayerZeroWork = "all";
  const chainOf = (eid: number) => chains.find((chain) => chain.eid === eid);

  function take(found: readonly SentPacket[]): void {
    for (const { packet, gas, block } of found) {
      const again = jobs.find((job) => job.block?.hash === block.hash && packetGuid(job.packet) === packetGuid(packet));
      if (!again) jobs.push({ packet, gas, block, ...fresh });
    }
  }

  /** @returns whether anything is left to do */
  async function advance(job: Job): Promise<boolean> {
    const { packet } = job;
    const [from, to] = [chainOf(packet.srcEid), chainOf(packet.dstEid)];
    if (!from || !to) return false;
    const arrival = await to.arrivalOf(packet);
    if (arrival === "closed") return false;
    const height = BigInt((await headOf(to.node)).number);
    if (height === job.sentAt) return true;
    if (arrival === "committed") {
      if (work !== "all") return true;
      if (job.delivered) {
        log(`LayerZero: ${to.name} refused packet ${packet.nonce} of ${packet.sender}; anyone may try again`);
        return false;
      }
      job.delivered = true;
      await deliver(packet, { gas: job.gas, to });
    } else if (await to.isVerifiable(packet)) {
      if (job.commits === commitsMax) {
        log(`LayerZero: ${to.name} does not take packet ${packet.nonce} of ${packet.sender}: no receiver of it there`);
        return false;
      }
      job.commits += 1;
      await commit(packet, to);
    } else {
      const { requiredDVNs, confirmations } = await from.sendConfig(packet);
      if (job.block && !(await isConfirmed(from, job.block, confirmations))) {
        return (await blockAt(from.node, job.block.number))?.hash === job.block.hash;
      }
      for (const verifier of verifiers) {
        const isAsked = requiredDVNs.includes(verifier.address);
        if (isAsked && !(await to.isVouchedBy(verifier.address, packet)))
          await vouch(verifier, { packet, confirmations, to });
      }
    }
    job.sentAt = height;
    return true;
  }

  return {
    async onSlot() {
      for (const found of await Promise.all(scanners.map((scanner) => scanner.read()))) take(found);
      if (work === "none") return;
      const left: Job[] = [];
      // One after the other: they share senders, whose nonces are read from the pool.
      for (const job of jobs) if (await advance(job)) left.push(job);
      jobs = left;
    },
    setWork(next) {
      work = next;
    },
    async forge({ from, to, nonce, gas, ...path }) {
      const [source, target] = [from, to].map((name) => chains.find((chain) => chain.name === name));
      if (!source || !target) throw new DevnetError("INVALID_OPTION", `there is no way from ${from} to ${to}`);
      const draft = { ...path, nonce: nonce ?? 0n, srcEid: source.eid, dstEid: target.eid };
      const packet = { ...draft, nonce: nonce ?? (await target.nextNonce(draft)) };
      jobs.push({ packet, gas, block: undefined, ...fresh });
      return packetGuid(packet);
    },
    save: () => jobs.map(saved),
  };
}

function saved({ packet, gas, block }: Job): SavedJob {
  const at = block && { block: { number: block.number.toString(), hash: block.hash } };
  return { encoded: encodePacket(packet), gas: gas.toString(), ...at };
}

function restored({ encoded, gas, block }: SavedJob): Job {
  const at = block && { number: BigInt(block.number), hash: block.hash };
  return { packet: decodePacket(encoded), gas: BigInt(gas), block: at, ...fresh };
}

/** As deep as the sender asks, and never before L1 has made it final: a count of blocks alone would miss a slow L1. */
async function isConfirmed(
  { node }: WorkerChain,
  { number, hash }: SentPacket["block"],
  confirmations: bigint,
): Promise<boolean> {
  const [head, finalized, block] = await Promise.all([headOf(node), blockAt(node, "finalized"), blockAt(node, number)]);
  const isDeep = BigInt(head.number) - number + 1n >= confirmations;
  return block?.hash === hash && isDeep && number <= BigInt(finalized?.number ?? 0);
}
