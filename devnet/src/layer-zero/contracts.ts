import { type Address, encodeDeployData, encodeFunctionData, type Hex, zeroAddress } from "viem";
import { hdAccount, infrastructure, layerZeroVerifiers } from "../accounts.ts";
import type { LayerZeroChain } from "../types.ts";
import { contractAt, layerZeroEids, verifiersByAddress } from "./addresses.ts";
import { layerZeroArtifacts } from "./artifacts.ts";

/** A transaction of the owner; without `to` it creates a contract. */
type DeploymentCall = Readonly<{ to?: Address; data: Hex }>;

/** As on LayerZero's public deployments. */
const weiPerEther = 10n ** 18n;
const treasuryGas = 100_000n;
const defaultMessageSize = 10_000;
/** Of PriceFeed: what a ratio of 1 is. */
const priceUnit = 10n ** 20n;
/** Of a destination's gas, in the source's ether: one ether is one ether on all three. */
const price = { priceRatio: priceUnit, gasPriceInUnit: 10n ** 9n, gasPerByte: 16 };
/** Gas a worker's transaction needs around the receiver's own; sets its fee. */
const executorBaseGas = 80_000n;
const verifierGas = 120_000n;
const multiplierBps = 12_000;
/** Most wei a sender may have delivered: none of ours asks for any. */
const nativeCap = 10n ** 17n;
const noFloor = 0n;

/**
 * Everything that makes LayerZero V2 run on one chain, in order: libraries are registered, then get their settings for
 * each other chain, and only then become defaults, because the endpoint refuses one that does not know the chain.
 */
export function layerZeroDeployment(chain: LayerZeroChain): readonly DeploymentCall[] {
  const contracts = layerZeroArtifacts();
  const owner = hdAccount(infrastructure.layerZeroOwner).address;
  const eid = layerZeroEids[chain];
  const peers = Object.values(layerZeroEids).filter((other) => other !== eid);
  const [endpoint, priceFeed, executor] = [contractAt("endpoint"), contractAt("priceFeed"), contractAt("executor")];
  const [sendLibrary, receiveLibrary] = [contractAt("sendLibrary"), contractAt("receiveLibrary")];
  const verifiers = verifiersByAddress();

  const create = (name: keyof typeof contracts, args: readonly unknown[] = []): DeploymentCall => {
    const { abi, bytecode } = contracts[name];
    return { data: encodeDeployData({ abi, bytecode, args }) };
  };
  const call = (to: Address, name: keyof typeof contracts, functionName: string, args: readonly unknown[]) => ({
    to,
    data: encodeFunctionData({ abi: contracts[name].abi, functionName, args }),
  });
  const onEndpoint = (functionName: string, args: readonly unknown[]) => call(endpoint, "endpoint", functionName, args);
  const onExecutor = (functionName: string, args: readonly unknown[]) => call(executor, "executor", functionName, args);

  // Weaker than what a careful application sets for itself: whoever relies on defaults gets this.
  const defaults = {
    confirmations: 1n,
    requiredDVNCount: 2,
    optionalDVNCount: 0,
    optionalDVNThreshold: 0,
    requiredDVNs: verifiers.slice(0, 2).map(({ address }) => address),
    optionalDVNs: [],
  };
  const defaultUln = peers.map((peer) => ({ eid: peer, config: defaults }));
  const defaultExecutor = peers.map((peer) => ({
    eid: peer,
    config: { maxMessageSize: defaultMessageSize, executor },
  }));
  const executorPrices = peers.map((dstEid) => ({
    dstEid,
    lzReceiveBaseGas: executorBaseGas,
    lzComposeBaseGas: 0n,
    multiplierBps,
    floorMarginUSD: noFloor,
    nativeCap,
  }));
  const verifierPrices = peers.map((dstEid) => ({
    dstEid,
    gas: verifierGas,
    multiplierBps,
    floorMarginUSD: noFloor,
  }));
  return [
    create("endpoint", [eid, owner]),
    create("sendLibrary", [endpoint, treasuryGas, 0n]),
    create("receiveLibrary", [endpoint]),
    create("priceFeed"),
    create("executorFees", [eid, weiPerEther]),
    create("executor"),
    create("verifierFees", [eid, weiPerEther]),
    ...layerZeroVerifiers.map((account) => {
      const { address } = hdAccount(account);
      // Of one signer each: what operators share could be taken from all of them at once. The owner sets fees, no more:
      // what a verifier says needs its signer's word, whoever brings it.
      return create("verifier", [eid, eid % 30_000, [sendLibrary], priceFeed, [address], 1n, [address, owner]]);
    }),
    call(priceFeed, "priceFeed", "initialize", [owner]),
    call(priceFeed, "priceFeed", "setPrice", [peers.map((peer) => ({ eid: peer % 30_000, price }))]),
    onExecutor("initialize", [
      endpoint,
      zeroAddress,
      [sendLibrary],
      priceFeed,
      owner,
      [owner, hdAccount(infrastructure.layerZeroExecutor).address],
    ]),
    onExecutor("setWorkerFeeLib", [contractAt("executorFees")]),
    onExecutor("setDstConfig", [executorPrices]),
    ...verifiers.flatMap(({ address }) => [
      call(address, "verifier", "setWorkerFeeLib", [contractAt("verifierFees")]),
      call(address, "verifier", "setDstConfig", [verifierPrices]),
    ]),
    onEndpoint("registerLibrary", [sendLibrary]),
    onEndpoint("registerLibrary", [receiveLibrary]),
    call(sendLibrary, "sendLibrary", "setDefaultExecutorConfigs", [defaultExecutor]),
    call(sendLibrary, "sendLibrary", "setDefaultUlnConfigs", [defaultUln]),
    call(receiveLibrary, "receiveLibrary", "setDefaultUlnConfigs", [defaultUln]),
    ...peers.flatMap((peer) => [
      onEndpoint("setDefaultSendLibrary", [peer, sendLibrary]),
      onEndpoint("setDefaultReceiveLibrary", [peer, receiveLibrary, 0n]),
    ]),
  ];
}
