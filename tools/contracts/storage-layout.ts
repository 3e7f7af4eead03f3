import { encodeAbiParameters, keccak256, toBytes, toHex } from "viem";
import type { ContractDefinition, NodeIndex, StructDefinition, TypeName, VariableDeclaration } from "./ast.ts";

export type StorageItem = Readonly<{ label: string; type: string; slot: bigint; offset: number; bytes: number }>;
export type StorageNamespace = Readonly<{ id: string; struct: string; baseSlot: `0x${string}`; items: StorageItem[] }>;
export type StorageStruct = Readonly<{ struct: string; items: StorageItem[] }>;
export type StorageLayout = Readonly<{
  variables: StorageItem[];
  namespaces: StorageNamespace[];
  /** Every struct that is reached from them, through mappings and arrays too: reordering its members moves data. */
  structs: StorageStruct[];
}>;

const slotBytes = 32;
const locationTag = /@custom:storage-location\s+erc7201:(\S+)/;

/** A type this reader does not know the size of: teach it, never guess a layout. */
export class StorageLayoutError extends Error {
  readonly code = "STORAGE_LAYOUT_UNKNOWN_TYPE";
  override readonly name = "StorageLayoutError";
}

/**
 * Where a contract keeps its state: plain variables of it and its bases, and the ERC-7201 namespaces they declare, which
 * the compiler's own layout leaves out. Packing follows Solidity's "Layout of State Variables in Storage".
 */
export function storageLayout(contract: ContractDefinition, nodes: NodeIndex): StorageLayout {
  const bases = contract.linearizedBaseContracts.map((id) => nodes.get(id) as ContractDefinition);
  const variables = [...bases]
    .reverse()
    .flatMap((base) => base.nodes)
    .filter((node): node is VariableDeclaration => node.nodeType === "VariableDeclaration")
    .filter(({ mutability }) => mutability === undefined || mutability === "mutable");
  const located = bases
    .flatMap((base) => base.nodes)
    .filter((node): node is StructDefinition => node.nodeType === "StructDefinition")
    .flatMap((struct) => {
      const id = struct.documentation?.text.match(locationTag)?.[1];
      return id ? [{ id, struct }] : [];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    variables: place(variables, nodes),
    namespaces: located.map(({ id, struct }) => ({
      id,
      struct: struct.name,
      baseSlot: erc7201Slot(id),
      items: place(struct.members, nodes),
    })),
    structs: reachedStructs([...variables, ...located.flatMap(({ struct }) => struct.members)], nodes),
  };
}

function reachedStructs(members: readonly VariableDeclaration[], nodes: NodeIndex): StorageStruct[] {
  const found = new Map<number, StructDefinition>();
  const visit = (type: TypeName): void => {
    if (type.nodeType === "ArrayTypeName") visit(type.baseType);
    if (type.nodeType === "Mapping") visit(type.valueType);
    if (type.nodeType !== "UserDefinedTypeName") return;
    const declaration = nodes.get(type.referencedDeclaration);
    if (declaration?.nodeType !== "StructDefinition" || found.has(declaration.id)) return;
    found.set(declaration.id, declaration);
    for (const { typeName } of declaration.members) visit(typeName);
  };
  for (const { typeName } of members) visit(typeName);
  return [...found.values()]
    .map((struct) => ({ struct: struct.name, items: place(struct.members, nodes) }))
    .sort((a, b) => (a.struct < b.struct ? -1 : 1));
}

/** ERC-7201: `keccak256(abi.encode(uint256(keccak256(id)) - 1)) & ~bytes32(uint256(0xff))`. */
export function erc7201Slot(id: string): `0x${string}` {
  const inner = BigInt(keccak256(toBytes(id))) - 1n;
  return toHex(BigInt(keccak256(encodeAbiParameters([{ type: "uint256" }], [inner]))) & ~0xffn, { size: slotBytes });
}

function place(members: readonly VariableDeclaration[], nodes: NodeIndex): StorageItem[] {
  let slot = 0n;
  let used = 0;
  return members.map(({ name, typeName, typeDescriptions }) => {
    const { bytes, wholeSlots } = sizeOf(typeName, nodes);
    if (used > 0 && (wholeSlots || used + bytes > slotBytes)) {
      slot += 1n;
      used = 0;
    }
    const item = { label: name, type: typeDescriptions.typeString, slot, offset: used, bytes };
    if (wholeSlots) slot += BigInt(bytes / slotBytes);
    else used += bytes;
    return item;
  });
}

type Size = Readonly<{
  bytes: number /** Begins and ends at slot borders: structs, arrays, mappings. */;
  wholeSlots: boolean;
}>;

function sizeOf(type: TypeName, nodes: NodeIndex): Size {
  switch (type.nodeType) {
    case "Mapping":
      return { bytes: slotBytes, wholeSlots: true };
    case "FunctionTypeName":
      return { bytes: type.visibility === "external" ? 24 : 8, wholeSlots: false };
    case "ElementaryTypeName":
      return elementarySize(type.name);
    case "ArrayTypeName":
      return arraySize(type, nodes);
    case "UserDefinedTypeName":
      return declaredSize(type.referencedDeclaration, nodes);
  }
}

function elementarySize(name: string): Size {
  if (name === "string" || name === "bytes") return { bytes: slotBytes, wholeSlots: true };
  if (name === "bool") return { bytes: 1, wholeSlots: false };
  if (name.startsWith("address")) return { bytes: 20, wholeSlots: false };
  const [, kind, width] = name.match(/^(u?int|bytes)(\d*)$/) ?? [];
  if (kind === "bytes") return { bytes: Number(width), wholeSlots: false };
  if (kind) return { bytes: Number(width || 256) / 8, wholeSlots: false };
  throw new StorageLayoutError(`the size of the type ${name} is not known`);
}

function arraySize(type: Extract<TypeName, { nodeType: "ArrayTypeName" }>, nodes: NodeIndex): Size {
  if (!type.length) return { bytes: slotBytes, wholeSlots: true };
  const length = Number(type.typeDescriptions.typeString.match(/\[(\d+)\](?: storage ref)?$/)?.[1]);
  const element = sizeOf(type.baseType, nodes);
  const slots = element.wholeSlots
    ? length * (element.bytes / slotBytes)
    : Math.ceil(length / Math.floor(slotBytes / element.bytes));
  if (!Number.isSafeInteger(slots)) throw new StorageLayoutError(`no length in ${type.typeDescriptions.typeString}`);
  return { bytes: slots * slotBytes, wholeSlots: true };
}

function declaredSize(id: number, nodes: NodeIndex): Size {
  const declaration = nodes.get(id);
  switch (declaration?.nodeType) {
    case "EnumDefinition":
      return { bytes: 1, wholeSlots: false };
    case "ContractDefinition":
      return { bytes: 20, wholeSlots: false };
    case "UserDefinedValueTypeDefinition":
      return sizeOf(declaration.underlyingType, nodes);
    case "StructDefinition": {
      const last = place(declaration.members, nodes).at(-1);
      const end = last ? Number(last.slot) + Math.ceil((last.offset + last.bytes) / slotBytes) : 0;
      return { bytes: end * slotBytes, wholeSlots: true };
    }
    default:
      throw new StorageLayoutError(`declaration ${id} is no type this reader knows`);
  }
}
