import { chainConfig } from "viem/op-stack";

/** The contracts that stand at the same address on every OP-stack chain, by their names in viem. */
export const predeploys = chainConfig.contracts;
