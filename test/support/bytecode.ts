import { encodeAbiParameters, type Hex, parseAbi, toEventSelector, toFunctionSelector } from "viem";

/** Runtime code small enough to be read by eye; put in place by `anvil_setCode`. */

export const pingAbi = parseAbi(["event Ping(uint256 n)"]);

/** Emits a log whose topic is the first word of its input and whose data is the second. */
export const EMITTER: Hex = "0x6020602060003760003560206000a100";

/** Emits as many logs as the second word of its input says, topic the first, data counting down to 0. */
export const FLOOD: Hex = "0x6020355b801560195760019003805f525f3560205fa16003565b00";

/** Input for EMITTER that makes it emit `Ping(n)`. */
export function pingInput(n: bigint): Hex {
  return `${toEventSelector("Ping(uint256)")}${encodeAbiParameters([{ type: "uint256" }], [n]).slice(2)}`;
}

/** Adds one to slot 0 with every call: how often something took effect. */
export const COUNTER: Hex = "0x5f546001015f5500";

export const refusalAbi = parseAbi(["error Gate_Closed()"]);

/** Reverts with `Gate_Closed()` while slot 0 is zero, else succeeds. */
export const GATE: Hex = `0x5f5460135763${toFunctionSelector("Gate_Closed()").slice(2)}60e01b5f5260045ffd5b00`;
