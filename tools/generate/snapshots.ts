import { type Abi, type AbiEvent, type AbiFunction, toEventSelector, toFunctionSelector } from "viem";
import { formatAbiItem } from "viem/utils";
import { productionContracts, projectArtifacts } from "../contracts/artifacts.ts";
import { type StorageItem, type StorageLayout, storageLayout } from "../contracts/storage-layout.ts";
import type { GeneratedFile } from "./generator.ts";

/**
 * What an upgrade or an integrator can be broken by, one line each, so that a change shows in review: selectors of
 * functions, errors and events, and the storage layout with its ERC-7201 namespaces.
 */
export function generateSnapshots(root: string): GeneratedFile[] {
  return productionContracts(projectArtifacts(root)).flatMap(({ name, abi, definition, nodes }) => [
    { path: `snapshots/${name}.selectors.txt`, content: selectors(abi) },
    { path: `snapshots/${name}.storage.txt`, content: renderLayout(storageLayout(definition, nodes)) },
  ]);
}

export function selectors(abi: Abi): string {
  const lines = abi.flatMap((item) => {
    if (item.type === "function") {
      return [`function ${toFunctionSelector(item)} ${formatAbiItem(item)}${returns(item)} ${item.stateMutability}`];
    }
    // An error is addressed by the same four bytes as a function of its signature.
    if (item.type === "error") {
      const asFunction: AbiFunction = { ...item, type: "function", outputs: [], stateMutability: "pure" };
      return [`error    ${toFunctionSelector(asFunction)} ${formatAbiItem(item)}`];
    }
    if (item.type === "event") return [`event    ${toEventSelector(item)} ${formatAbiItem(item)}${indexed(item)}`];
    if (item.type === "constructor") return [`constructor (${item.inputs.map(({ type }) => type).join(",")})`];
    return [item.type];
  });
  return `${lines.sort().join("\n")}\n`;
}

function returns({ outputs }: AbiFunction): string {
  return outputs.length > 0 ? ` returns (${outputs.map(({ type }) => type).join(",")})` : "";
}

function indexed({ inputs }: AbiEvent): string {
  const topics = inputs.flatMap((input, position) => (input.indexed ? [position] : []));
  return topics.length > 0 ? ` indexed ${topics.join(",")}` : "";
}

export function renderLayout({ variables, namespaces, structs }: StorageLayout): string {
  const sections = namespaces.map(({ id, struct, baseSlot, items }) =>
    [`erc7201:${id} (${struct}) at ${baseSlot}`, ...items.map(renderItem)].join("\n"),
  );
  for (const { struct, items } of structs) sections.push([`struct ${struct}`, ...items.map(renderItem)].join("\n"));
  if (variables.length > 0) sections.unshift(["variables", ...variables.map(renderItem)].join("\n"));
  return sections.length > 0 ? `${sections.join("\n\n")}\n` : "no storage\n";
}

function renderItem({ label, type, slot, offset, bytes }: StorageItem): string {
  return `  slot ${String(slot).padEnd(3)} offset ${String(offset).padEnd(2)} bytes ${String(bytes).padEnd(4)} ${type} ${label}`;
}
