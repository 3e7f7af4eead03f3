import {
  type Abi,
  type Address,
  concat,
  encodeAbiParameters,
  encodeDeployData,
  encodeFunctionData,
  type Hex,
} from "viem";
import { artifacts, type DeployEnvironment } from "../rocketh/deploy.ts";
import { deployAt, recordOf } from "./create3.ts";
import { saltOf } from "./plan.ts";

type Artifact = { readonly abi: Abi; readonly bytecode: Hex };

/** A contract of the plan: its saved name, its address, and the lane its salt carries (0 for L1's own). */
export type Planned = Readonly<{ instance: string; side: "L1" | "L2"; name: string; laneId: number; address: Address }>;

const saltFor = ({ instance, side, name, laneId }: Planned) => saltOf({ instance, name: `${side}:${name}`, laneId });

/** Deploys a contract without proxy at its planned address. */
export async function deployPlain(
  env: DeployEnvironment,
  options: {
    planned: Planned;
    saveAs?: string;
    artifact: Artifact;
    args: readonly unknown[];
    about?: Record<string, unknown>;
  },
): Promise<void> {
  const { planned, saveAs = planned.name, artifact, args, about } = options;
  const creationCode = encodeDeployData({ abi: artifact.abi, bytecode: artifact.bytecode, args });
  await deployAt(env, {
    name: saveAs,
    address: planned.address,
    salt: saltFor(planned),
    creationCode,
    artifact: recordOf(artifact),
    ...(about === undefined ? {} : { about }),
  });
}

/**
 * Deploys implementation (CREATE2, so that unchanged code is never deployed twice) and UUPS proxy (CREATE3, at its
 * planned address), initialized in the same transaction: nobody can initialize it first (T-72).
 * An existing proxy is never touched: upgrades are the timelock's.
 */
export async function deployUups(
  env: DeployEnvironment,
  options: {
    planned: Planned;
    artifact: Artifact;
    constructorArgs?: readonly unknown[];
    initialize: { functionName?: string; args: readonly unknown[] };
    /** Wei the address must hold before it is created. */
    prefund?: bigint;
  },
): Promise<void> {
  const { planned, artifact, constructorArgs = [], initialize, prefund = 0n } = options;
  const implementation = await env.deploy(
    `${planned.name}_Implementation`,
    { account: env.namedAccounts.deployer, artifact: recordOf(artifact), args: constructorArgs as never },
    // By chain state, not by an old record: the code is looked for at its address.
    { deterministic: true, alwaysOverride: true },
  );
  const call = encodeFunctionData({
    abi: artifact.abi,
    functionName: initialize.functionName ?? "initialize",
    args: initialize.args,
  });
  const creationCode = concat([
    artifacts.ERC1967Proxy.bytecode,
    encodeAbiParameters([{ type: "address" }, { type: "bytes" }], [implementation.address, call]),
  ]);
  await deployAt(env, {
    name: planned.name,
    address: planned.address,
    salt: saltFor(planned),
    creationCode,
    artifact: recordOf(artifact),
    prefund,
  });
}
