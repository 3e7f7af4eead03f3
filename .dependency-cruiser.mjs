// Import rules of the TypeScript packages: strictly downward. The Solidity twin is tools/check/solidity-imports.ts.

/** relayer's layers, lowest first; siblings of a layer never meet. */
const relayerLayers = [
  ["domain"],
  ["config", "telemetry"],
  ["store", "chain", "beacon"],
  ["registry"],
  ["rewards"],
  ["bridges", "tx", "oracle"],
  ["indexer", "planner", "guard"],
  ["api", "cli"],
];

/** @param {string} name @param {object} from @param {object} to @param {string} comment */
const forbid = (name, from, to, comment) => ({ name, severity: "error", comment, from, to });

const layerRules = relayerLayers.flatMap((layer, level) =>
  layer.map((folder) => {
    const reachable = [folder, ...relayerLayers.slice(0, level).flat()].join("|");
    return forbid(
      `relayer-layer-${folder}`,
      { path: `^relayer/src/${folder}/` },
      { path: "^relayer/src/", pathNot: `^relayer/src/(${reachable})/` },
      `relayer/src/${folder} may import its own folder and lower layers only`,
    );
  }),
);

const packages = ["shared", "relayer", "devnet", "bench", "deploy", "rocketh", "tools", "test"];
/** What each package may import of the others. */
const allowed = {
  shared: [],
  relayer: ["shared"],
  devnet: ["shared", "rocketh", "deploy"],
  bench: ["shared", "devnet", "relayer", "rocketh", "deploy"],
  rocketh: ["shared"],
  deploy: ["shared", "rocketh"],
};

const packageRules = Object.entries(allowed).map(([name, others]) => {
  const forbidden = packages.filter((other) => other !== name && !others.includes(other)).join("|");
  return forbid(
    `package-${name}`,
    { path: `^${name}/` },
    { path: `^(${forbidden})/` },
    `${name} may import ${[name, ...others].join(", ")} and npm packages only`,
  );
});

export default {
  forbidden: [
    forbid("no-cycles", {}, { circular: true }, "modules that need each other cannot be read alone"),
    forbid("no-unresolvable", {}, { couldNotResolve: true }, "the import leads nowhere"),
    ...packageRules,
    ...layerRules,
    forbid(
      "shared-is-browser-safe",
      { path: "^shared/(src|model)/" },
      { dependencyTypes: ["core"] },
      "shared runs in browsers: no Node built-ins",
    ),
    forbid(
      "adapters-know-the-port-only",
      { path: "^relayer/src/bridges/([^/]+)/" },
      { path: "^relayer/src/bridges/[^/]+/", pathNot: "^relayer/src/bridges/$1/" },
      "a bridge adapter never imports another",
    ),
    forbid(
      "relayer-without-test-oracles",
      { path: "^relayer/" },
      { path: "node_modules/(@eth-optimism/sdk|@arbitrum/sdk|supersim|hardhat|ethers)/" },
      "vendors' SDKs are test oracles and devnet parts, never at run time in the relayer",
    ),
    forbid(
      "setup-needs-nothing-installed",
      { path: "^tools/setup" },
      { pathNot: "^tools/setup", dependencyTypesNot: ["core"] },
      "the bootstrap runs before anything is installed",
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(generated|artifacts|cache)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "types", "default"] },
  },
};
