// The part of solc's compact AST that layouts are read from.

type TypeName =
  | { nodeType: "ElementaryTypeName"; name: string }
  | { nodeType: "Mapping"; keyType: TypeName; valueType: TypeName }
  | { nodeType: "FunctionTypeName"; visibility: string }
  | { nodeType: "ArrayTypeName"; baseType: TypeName; length?: { value?: string } | null; typeDescriptions: Described }
  | { nodeType: "UserDefinedTypeName"; referencedDeclaration: number };
type Described = { typeString: string };

export type VariableDeclaration = {
  nodeType: "VariableDeclaration";
  id: number;
  name: string;
  typeName: TypeName;
  typeDescriptions: Described;
  mutability?: string;
  constant?: boolean;
};
export type StructDefinition = {
  nodeType: "StructDefinition";
  id: number;
  name: string;
  members: VariableDeclaration[];
  documentation?: { text: string } | null;
};
export type ContractDefinition = {
  nodeType: "ContractDefinition";
  id: number;
  name: string;
  contractKind: "contract" | "interface" | "library";
  linearizedBaseContracts: number[];
  nodes: AstNode[];
};
type OtherNode =
  | { nodeType: "EnumDefinition"; id: number }
  | { nodeType: "UserDefinedValueTypeDefinition"; id: number; underlyingType: TypeName };
export type AstNode = VariableDeclaration | StructDefinition | ContractDefinition | OtherNode;
export type SourceUnit = { nodeType: "SourceUnit"; nodes: AstNode[] };
export type NodeIndex = ReadonlyMap<number, AstNode>;
export type { TypeName };

/** Declarations by id: of files and of contracts, nothing deeper. */
export function indexNodes(units: readonly SourceUnit[]): NodeIndex {
  const index = new Map<number, AstNode>();
  for (const node of units.flatMap(({ nodes }) => nodes)) {
    index.set(node.id, node);
    if (node.nodeType === "ContractDefinition") for (const inner of node.nodes) index.set(inner.id, inner);
  }
  return index;
}
