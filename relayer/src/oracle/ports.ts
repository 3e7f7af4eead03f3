import type { Abi, Address, Hex } from "viem";

/** Pursues one call until its effect stands on the chain, whoever brought it about, or the signal aborts. */
export type StatelessSend = (options: {
  intent: { key: string; to: Address; data: Hex; abi?: Abi };
  done: () => Promise<boolean>;
  signal: AbortSignal;
}) => Promise<void>;
