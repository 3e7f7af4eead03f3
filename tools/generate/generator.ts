/** A file to be written, as a path from the root. */
export type GeneratedFile = Readonly<{ path: string; content: string }>;

export type Generator = Readonly<{
  name: string;
  /** Reads compiled contracts; these run after the others, which may write Solidity. */
  needsArtifacts: boolean;
  /** Folders that hold only what this generator writes: anything else there is removed. */
  ownedFolders: readonly string[];
  generate: (root: string) => GeneratedFile[];
}>;
