import { z } from "zod";

const ether = 10n ** 18n;

/** An amount in params.json: `12`, `"1e15"` or `"100 ether"`; always a whole number of the parameter's unit. */
const amount = z
  .union([z.int().nonnegative(), z.string().regex(/^\d+(e\d+)?( ether)?$/, 'write 12, "1e15" or "100 ether"')])
  .transform(parseAmount);

const parameter = z
  .strictObject({
    name: z.string().regex(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/, "write CAPITALS_WITH_UNDERSCORES"),
    group: z.string().min(1),
    unit: z.string().min(1),
    type: z.enum(["uint8", "uint16", "uint32", "uint56", "uint64", "uint96", "uint256"]).default("uint256"),
    change: z.enum(["fixed", "deployment", "governance", "planned"]),
    setter: z
      .string()
      .regex(/^\w+\.\w+$/, "write Contract.function")
      .optional(),
    default: amount,
    devnet: amount.optional(),
    min: amount.optional(),
    max: amount.optional(),
    description: z.string().min(1),
  })
  .transform((raw, context) => {
    const refuse = (message: string) => context.addIssue({ code: "custom", message: `${raw.name}: ${message}` });
    const devnet = raw.devnet ?? raw.default;
    const { min = raw.default, max = raw.default } = raw;
    if (raw.change === "fixed") {
      if (raw.devnet !== undefined) refuse("a fixed parameter has one value for every profile");
      if (raw.min !== undefined || raw.max !== undefined) refuse("a fixed parameter has no min and max");
    } else if (raw.min === undefined || raw.max === undefined) {
      refuse("min and max are missing");
    }
    for (const [profile, value] of Object.entries({ mainnet: raw.default, devnet })) {
      if (value < min || value > max) refuse(`the ${profile} value ${value} is outside [${min}, ${max}]`);
    }
    const isGoverned = raw.change === "governance";
    if (isGoverned && !raw.setter) refuse("the setter is missing: without one it is fixed");
    if (!isGoverned && raw.setter) refuse("only a governed parameter has a setter");
    if (max >= 1n << BigInt(raw.type.slice(4))) refuse(`${max} does not fit ${raw.type}`);
    if (raw.unit === "seconds" && max > 1n << 40n) refuse(`${max} seconds do not fit the 40 bits of a time`);
    return { ...raw, min, max, mainnet: raw.default, devnet };
  });

const parameters = z.array(parameter).superRefine((list, context) => {
  const owners = new Map<string, string>();
  for (const each of list) {
    for (const name of constantNames(each)) {
      const owner = owners.get(name);
      if (owner) context.addIssue({ code: "custom", message: `${each.name}: the name ${name} is taken by ${owner}` });
      owners.set(name, each.name);
    }
  }
});

/** One line of `shared/params.json`, checked; amounts as whole numbers of `unit`. */
export type Parameter = z.output<typeof parameter>;

/** `shared/params.json` does not say what it must; the message names each parameter and what is wrong with it. */
export class ParamsError extends Error {
  readonly code = "PARAMS_INVALID";
  override readonly name = "ParamsError";
}

/** Parses and checks the whole file. Throws {@link ParamsError} with every problem. */
export function parseParams(json: unknown): Parameter[] {
  const result = parameters.safeParse(json);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `  ${path.join(".") || "params"}: ${message}`);
  throw new ParamsError(`shared/params.json is wrong:\n${problems.join("\n")}`, { cause: result.error });
}

/** Names the parameter takes in Params.sol: a value only where all profiles agree, bounds where it can change. */
export function constantNames({ name, change, mainnet, devnet }: Parameter): string[] {
  if (change === "planned") return [];
  const value = mainnet === devnet && change !== "deployment" ? [name] : [];
  return change === "fixed" ? value : [...value, `${name}_MIN`, `${name}_MAX`];
}

function parseAmount(text: number | string): bigint {
  const [digits = "", unit] = String(text).split(" ");
  const [mantissa = "", exponent = "0"] = digits.split("e");
  return BigInt(mantissa) * 10n ** BigInt(exponent) * (unit === "ether" ? ether : 1n);
}
