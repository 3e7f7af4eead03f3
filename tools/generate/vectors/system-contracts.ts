import { systemContractAccounts } from "../../../devnet/src/beacon/predeploys.ts";

/** The genuine contracts of the consensus layer, for Solidity tests that put them where they stand on every network. */
export function systemContractVectors() {
  return Object.entries(systemContractAccounts()).map(([address, { code, storage = {} }]) => ({
    address,
    code,
    slotCount: Object.keys(storage).length,
    slots: Object.keys(storage),
    values: Object.values(storage),
  }));
}
