import { devMnemonic, fundedEther } from "./accounts.ts";
import type { Devnet } from "./types.ts";

/** What a program needs to use a running devnet, as plain values. */
export function describeDevnet({
  restored,
  l1,
  beacon,
  op,
  arbitrum,
  layerZero,
  systemContracts,
  accounts,
  clock,
}: Devnet) {
  return {
    restored,
    speed: clock.speed,
    l1: { chainId: l1.chainId, rpcUrl: l1.rpcUrl, pid: l1.pid },
    beacon: { url: beacon.url, genesisTime: beacon.genesisTime },
    op: { chainId: op.chainId, rpcUrl: op.rpcUrl, pid: op.pid, addresses: op.addresses, delays: op.delays },
    arbitrum: {
      chainId: arbitrum.chainId,
      rpcUrl: arbitrum.rpcUrl,
      webSocketUrl: arbitrum.webSocketUrl,
      pid: arbitrum.pid,
      addresses: arbitrum.addresses,
      delays: arbitrum.delays,
    },
    layerZero: { addresses: layerZero.addresses, eids: layerZero.eids },
    systemContracts,
    mnemonic: devMnemonic,
    accounts,
  };
}

/** The same for people. */
export function devnetTable(devnet: Devnet): string {
  const { l1, beacon, op, arbitrum, layerZero, systemContracts, accounts } = devnet;
  const { verifiers, ...layerZeroContracts } = layerZero.addresses;
  const named = Object.fromEntries(verifiers.map(({ address }, index) => [`verifier ${index + 1}`, address]));
  const rows = (values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([name, value]) => `  ${name.padEnd(24)} ${value}`);
  return [
    `L1        chain ${l1.chainId}      ${l1.rpcUrl}`,
    `Beacon    REST API       ${beacon.url}`,
    `OP        chain ${op.chainId}      ${op.rpcUrl}`,
    `Arbitrum  chain ${arbitrum.chainId}   ${arbitrum.rpcUrl}  ${arbitrum.webSocketUrl}`,
    ...["", "System contracts on L1", ...rows(systemContracts)],
    ...["", "OP-stack bridge on L1", ...rows(op.addresses.l1)],
    ...["", "OP-stack bridge on L2", ...rows(op.addresses.l2)],
    ...["", "Arbitrum's bridge on L1", ...rows(arbitrum.addresses)],
    ...["", "LayerZero V2 on each chain", ...rows({ ...layerZeroContracts, ...named })],
    ...[
      "",
      `Accounts with ${fundedEther.toLocaleString("en")} ether on L1 and Arbitrum, 10,000 on OP, of "${devMnemonic}" (public: never use them elsewhere)`,
    ],
    ...accounts
      .slice(0, 10)
      .map(({ index, address, privateKey }) => `  ${String(index).padStart(2)}  ${address}  ${privateKey}`),
  ].join("\n");
}
