// A view of a contract, and the model's values of the words it returns.
import { type Address, toFunctionSelector } from "viem";
import type { View } from "../chain/chain.ts";
import type { World } from "./world.ts";

export type Part = Readonly<{
  view: View;
  /** One name per word the view returns. */
  names: readonly string[];
  of: (world: World) => readonly bigint[];
  /** What fast messages may change; all else they may not (LANE-4). */
  isFast?: boolean;
}>;

export function view(target: Address, signature: string, argument: bigint | Address = 0n): View {
  return { target, selector: toFunctionSelector(signature), argument: BigInt(argument) };
}

export function one(name: string, where: View, of: (world: World) => bigint): Part {
  return { view: where, names: [name], of: (world) => [of(world)] };
}
