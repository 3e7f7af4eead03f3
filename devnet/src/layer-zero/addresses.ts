import { type Address, getContractAddress } from "viem";
import { hdAccount, infrastructure, layerZeroVerifiers } from "../accounts.ts";
import type { LayerZeroAddresses, LayerZeroChain } from "../types.ts";

/** LayerZero's ids of the chains: of the range of mainnets, where it has none of these. */
export const layerZeroEids: Readonly<Record<LayerZeroChain, number>> = { l1: 30_900, op: 30_901, arbitrum: 30_902 };

/** In the order in which their owner creates them: its nonces, from 0, are their addresses. */
const created = [
  "endpoint",
  "sendLibrary",
  "receiveLibrary",
  "priceFeed",
  "executorFees",
  "executor",
  "verifierFees",
] as const;

export type LayerZeroContract = (typeof created)[number];

/** A verifier's contract, and the account that alone signs what it says. */
export type Verifier = Readonly<{ account: number; address: Address }>;

export function contractAt(name: LayerZeroContract): Address {
  return addressOf(created.indexOf(name));
}

/** Ascending by address, as LayerZero's libraries want them. */
export function verifiersByAddress(): readonly Verifier[] {
  return layerZeroVerifiers
    .map((account, index) => ({ account, address: addressOf(created.length + index) }))
    .sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1));
}

/** The same on every chain, because the same account creates them with the same nonces. */
export function layerZeroAddresses(): LayerZeroAddresses {
  return {
    endpoint: contractAt("endpoint"),
    sendLibrary: contractAt("sendLibrary"),
    receiveLibrary: contractAt("receiveLibrary"),
    executor: contractAt("executor"),
    priceFeed: contractAt("priceFeed"),
    verifiers: verifiersByAddress().map(({ account, address }) => ({ address, signer: hdAccount(account).address })),
  };
}

function addressOf(nonce: number): Address {
  return getContractAddress({ from: hdAccount(infrastructure.layerZeroOwner).address, nonce: BigInt(nonce) });
}
