import { generateAbis } from "./abis.ts";
import { generateCallers } from "./callers.ts";
import type { Generator } from "./generator.ts";
import { generateParams } from "./params.ts";
import { generatePrecompiles } from "./precompiles.ts";
import { generateSnapshots } from "./snapshots.ts";
import { generateVectors } from "./vectors.ts";

/** What `npm run generate` writes and `npm run check` compares, in this order. */
export const generators: readonly Generator[] = [
  { name: "parameters", needsArtifacts: false, ownedFolders: [], generate: generateParams },
  { name: "the callers' page", needsArtifacts: false, ownedFolders: [], generate: generateCallers },
  { name: "golden vectors", needsArtifacts: false, ownedFolders: [], generate: generateVectors },
  { name: "typed ABIs", needsArtifacts: true, ownedFolders: ["shared/src/abi"], generate: generateAbis },
  {
    name: "the devnet's precompiles",
    needsArtifacts: true,
    ownedFolders: ["devnet/assets"],
    generate: generatePrecompiles,
  },
  { name: "contract snapshots", needsArtifacts: true, ownedFolders: ["snapshots"], generate: generateSnapshots },
];
