// shared/params.json → Solidity constants, TypeScript values per profile, and the page that explains them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GeneratedFile } from "./generator.ts";
import { constantNames, type Parameter, parseParams } from "./params-schema.ts";

const notice = "Generated from shared/params.json by `npm run generate`. Do not edit.";

/** Reads `shared/params.json` under `root`; paths of the result are relative to it. */
export function generateParams(root: string): GeneratedFile[] {
  return renderParams(parseParams(JSON.parse(readFileSync(join(root, "shared/params.json"), "utf8"))));
}

export function renderParams(parameters: readonly Parameter[]): GeneratedFile[] {
  return [
    { path: "shared/contracts/params/Params.sol", content: solidity(parameters) },
    { path: "shared/src/params.ts", content: typescript(parameters) },
    { path: "docs/parameters.md", content: markdown(parameters) },
  ];
}

function solidity(parameters: readonly Parameter[]): string {
  const groups = grouped(parameters).map(([group, list]) =>
    [`    // ${group}`, ...list.flatMap(solidityConstants)].join("\n"),
  );
  return `// SPDX-License-Identifier: MIT
// ${notice}
pragma solidity 0.8.37;

/// @title Fixed values of the protocol and hard bounds of what governance or a deployment may choose
/// @notice A name without suffix is a value, the same in every profile; for a governed parameter it is the initial
/// value. NAME_MIN and NAME_MAX are bounds that the contract holding the parameter enforces. Values that differ per
/// profile reach contracts at deployment and have only bounds here. All of them: docs/parameters.md.
library Params {
${groups.join("\n\n")}
}
`;
}

function solidityConstants(parameter: Parameter): string[] {
  const amountOf = (name: string) =>
    name === parameter.name ? parameter.mainnet : name.endsWith("_MIN") ? parameter.min : parameter.max;
  return constantNames(parameter).flatMap((name, index) => [
    ...(index === 0 ? [`    /// @notice ${parameter.unit}; ${parameter.description}`] : []),
    `    ${parameter.type} internal constant ${name} = ${grouping(amountOf(name))};`,
  ]);
}

function typescript(parameters: readonly Parameter[]): string {
  const values = (list: readonly Parameter[], of: (parameter: Parameter) => bigint, indent: string) =>
    list.map((parameter) => `${indent}${camelCase(parameter.name)}: ${literal(of(parameter))},`).join("\n");
  const ofDevnet = parameters.filter(({ mainnet, devnet }) => mainnet !== devnet);
  const documented = parameters.map(
    ({ name, unit, description }) => `  /** ${unit}; ${description} */\n  ${camelCase(name)}: bigint;`,
  );
  return `// ${notice}

/** Every parameter of the protocol, in whole numbers of its unit. */
export type Params = Readonly<{
${documented.join("\n")}
}>;

export type Profile = "mainnet" | "devnet";

const mainnet: Params = {
${values(parameters, (parameter) => parameter.mainnet, "  ")}
};

/** Values a deployment of the profile starts with. */
export const params: Readonly<Record<Profile, Params>> = {
  mainnet,
  devnet: {
    ...mainnet,
${values(ofDevnet, (parameter) => parameter.devnet, "    ")}
  },
};

/** Hard bounds, enforced by the contract that holds the parameter; equal where it is fixed. */
export const paramBounds: Readonly<Record<keyof Params, Readonly<{ min: bigint; max: bigint }>>> = {
${parameters.map(({ name, min, max }) => `  ${camelCase(name)}: { min: ${literal(min)}, max: ${literal(max)} },`).join("\n")}
};
`;
}

function markdown(parameters: readonly Parameter[]): string {
  const sections = grouped(parameters).map(([group, list]) =>
    [
      `## ${group}`,
      "",
      "| parameter | unit | mainnet | devnet | bounds | changed by | meaning |",
      "|---|---|---|---|---|---|---|",
      ...list.map(row),
    ].join("\n"),
  );
  return `# Parameters

<!-- ${notice} -->

Every number of the protocol, once. *fixed*: a constant of the code, changed by an upgrade alone. *deployment*: chosen per
profile when a network is deployed, and never again. A function: starts at the value shown; the timelock may change it by
this one inside the bounds, which are constants of the code. *planned*: of the model, in no contract yet. Bounds are the
same in every profile, so they are wide enough for the devnet;
\`npm run verify-deployment\` compares the values of a deployment with its profile.

${sections.join("\n\n")}
`;
}

function row({ name, unit, mainnet, devnet, min, max, change, setter, description }: Parameter): string {
  const bounds = change === "fixed" ? "" : `${readable(min, unit)} … ${readable(max, unit)}`;
  const devnetValue = devnet === mainnet ? "same" : readable(devnet, unit);
  const changedBy = setter ? `\`${setter}\`` : change;
  const cells = [`\`${name}\``, unit, readable(mainnet, unit), devnetValue, bounds, changedBy, description];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function readable(value: bigint, unit: string): string {
  const ether = 10n ** 18n;
  if (unit === "wei" && value > 0n && value % ether === 0n) return `${commas(value / ether)} ether`;
  return commas(value);
}

function grouped(parameters: readonly Parameter[]): [string, Parameter[]][] {
  return [...Map.groupBy(parameters, ({ group }) => group)];
}

const commas = (value: bigint) => value.toString().replace(/\B(?=(\d{3})+$)/g, ",");
const grouping = (value: bigint) => commas(value).replaceAll(",", "_");
const literal = (value: bigint) => `${grouping(value)}n`;
const camelCase = (name: string) => name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
