import {
  type Address,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  toHex,
  zeroAddress,
} from "viem";
import { hdAccount, infrastructure } from "../accounts.ts";
import { DevnetError } from "../errors.ts";
import type { JsonRpc } from "../json-rpc.ts";
import { l1ChainId } from "../op/genesis.ts";
import type { NitroAddresses } from "../types.ts";
import { type Artifact, blobReaderBytecode, nitroArtifact, proxyArtifact } from "./artifacts.ts";
import { bufferConfig, maxDataSize, maxTimeVariation, rollupConfig } from "./config.ts";

const deployGas = 12_000_000n;
const callGas = 5_000_000n;
const bridgeBalance = 10n ** 24n;
/** Stands where the challenge manager would: it is called only when an assertion has a rival. */
const challengeManager: Address = "0x00000000000000000000000000000000000c4a11";

export type NitroDeployment = { addresses: NitroAddresses; transactions: readonly Hex[] };

/** Puts all transactions that deploy Nitro's L1 side into the pool, without waiting: addresses follow from nonces. */
export async function sendNitroDeployment(l1: JsonRpc): Promise<NitroDeployment> {
  const owner = hdAccount(infrastructure.nitroOwner);
  const at = (role: keyof typeof infrastructure) => hdAccount(infrastructure[role]).address;
  const transactions: Hex[] = [];

  async function send(to: Address | undefined, data: Hex): Promise<Address> {
    const nonce = transactions.length;
    const fees = { maxFeePerGas: 100n * 10n ** 9n, maxPriorityFeePerGas: 10n ** 9n };
    const gas = to === undefined ? deployGas : callGas;
    const raw = await owner.signTransaction({ chainId: l1ChainId, ...(to ? { to } : {}), data, nonce, gas, ...fees });
    transactions.push(await l1.request<Hex>("eth_sendRawTransaction", raw));
    return getContractAddress({ from: owner.address, nonce: BigInt(nonce) });
  }
  const deploy = ({ abi, bytecode }: Artifact, args: readonly unknown[] = []) =>
    send(undefined, encodeDeployData({ abi, bytecode, args }));
  const call = (to: Address, { abi }: Artifact, functionName: string, args: readonly unknown[]) =>
    send(to, encodeFunctionData({ abi, functionName, args }));

  const [bridgeCode, inboxCode, outboxCode, sequencerInboxCode] = [
    nitroArtifact("bridge/Bridge"),
    nitroArtifact("bridge/Inbox"),
    nitroArtifact("bridge/Outbox"),
    nitroArtifact("bridge/SequencerInbox"),
  ];
  const [eventInboxCode, adminCode, rollupCode] = [
    nitroArtifact("rollup/RollupEventInbox"),
    nitroArtifact("rollup/RollupAdminLogic"),
    nitroArtifact("rollup/RollupProxy"),
  ];
  const proxyAdmin = await deploy(proxyArtifact("proxy/transparent/ProxyAdmin"));
  const blobReader = await send(undefined, blobReaderBytecode());
  const proxied = async (code: Artifact, args: readonly unknown[] = []) => {
    const logic = await deploy(code, args);
    return deploy(proxyArtifact("proxy/transparent/TransparentUpgradeableProxy"), [logic, proxyAdmin, "0x"]);
  };
  const bridge = await proxied(bridgeCode);
  const inbox = await proxied(inboxCode, [maxDataSize]);
  const outbox = await proxied(outboxCode);
  const sequencerInbox = await proxied(sequencerInboxCode, [maxDataSize, blobReader, false, false]);
  const rollupEventInbox = await proxied(eventInboxCode);
  const rollupAdminLogic = await deploy(adminCode);
  const rollupUserLogic = await deploy(nitroArtifact("rollup/RollupUserLogic"));
  const stakeToken = await deploy(nitroArtifact("mocks/TestWETH9"), ["Wrapped Ether", "WETH"]);
  const rollup = await deploy(rollupCode);

  await call(bridge, bridgeCode, "initialize", [rollup]);
  await call(sequencerInbox, sequencerInboxCode, "initialize", [bridge, maxTimeVariation, bufferConfig, zeroAddress]);
  await call(inbox, inboxCode, "initialize", [bridge, sequencerInbox]);
  await call(rollupEventInbox, eventInboxCode, "initialize", [bridge]);
  await call(outbox, outboxCode, "initialize", [bridge]);
  const config = rollupConfig({ owner: owner.address, fastConfirmer: at("nitroFastConfirmer"), stakeToken });
  const contracts = {
    bridge,
    sequencerInbox,
    inbox,
    outbox,
    rollupEventInbox,
    challengeManager,
    rollupAdminLogic,
    rollupUserLogic,
    validatorWalletCreator: owner.address,
  };
  await call(rollup, rollupCode, "initializeProxy", [config, contracts]);
  await call(sequencerInbox, sequencerInboxCode, "setIsBatchPoster", [at("nitroBatchPoster"), true]);
  await call(rollup, adminCode, "setValidator", [[at("nitroValidator")], [true]]);
  // Ether that exists on L2 from its genesis has to be backed like any other.
  await l1.request("anvil_setBalance", bridge, toHex(bridgeBalance));

  const addresses = { bridge, inbox, outbox, sequencerInbox, rollupEventInbox, rollup, stakeToken, proxyAdmin };
  return { addresses, transactions };
}

/** @throws DevnetError CONTRACT_FAILED naming the first transaction that is missing or failed */
export async function confirmNitroDeployment(l1: JsonRpc, { transactions }: NitroDeployment): Promise<void> {
  for (const [index, transaction] of transactions.entries()) {
    const receipt = await l1.request<{ status: Hex } | null>("eth_getTransactionReceipt", transaction);
    if (receipt?.status !== "0x1") {
      const reason = receipt === null ? "is in no block" : "failed";
      throw new DevnetError("CONTRACT_FAILED", `transaction ${index} of Nitro's deployment ${reason}`, { transaction });
    }
  }
}
