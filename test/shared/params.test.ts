import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { paramBounds, params } from "../../shared/src/params.ts";
import { generateParams } from "../../tools/generate/params.ts";
import { parseParams } from "../../tools/generate/params-schema.ts";
import { generateVectors } from "../../tools/generate/vectors.ts";

const root = dirname(dirname(import.meta.dirname));
const valid = {
  name: "DELAY",
  group: "g",
  unit: "wei",
  change: "governance",
  setter: "Core.setDelay",
  default: 5,
  min: 1,
  max: 9,
  description: "d",
};

describe("parameters", () => {
  it("have the values the protocol names", () => {
    assert.equal(params.mainnet.frameSeconds, 86_400n);
    assert.equal(params.devnet.frameSeconds, 768n); // 64 slots of 12 s
    assert.equal(params.mainnet.gainCapBps, 2n);
    assert.equal(params.mainnet.requestWeiMax, 1_000n * 10n ** 18n);
    assert.equal(params.mainnet.requestWeiMin, 10n ** 12n);
    assert.deepEqual(paramBounds.oracleMembers, { min: 3n, max: 32n });
  });

  it("keep the flash fee above what the rate can gain while deposits are open (T-15)", () => {
    const { gainCapBps, rateMaxAgeSeconds, flashFeeF0Bps } = params.mainnet;
    assert(flashFeeF0Bps * 86_400n > gainCapBps * rateMaxAgeSeconds);
  });

  it("are governed only where a contract has the function that changes them", async () => {
    const list = parseParams(JSON.parse(readFileSync(join(root, "shared/params.json"), "utf8")));
    const setters = new Set(list.flatMap(({ setter }) => setter ?? []));
    assert.equal(setters.size, 11);
    for (const setter of setters) {
      const [contract = "", functionName = ""] = setter.split(".");
      const source = readFileSync(join(root, `shared/src/abi/${contract}.ts`), "utf8");
      assert.match(source, new RegExp(`"?name"?: "${functionName}"`), setter);
    }
  });

  it("are generated, and the generated files are current", () => {
    for (const { path, content } of [...generateParams(root), ...generateVectors()]) {
      assert.equal(readFileSync(join(root, path), "utf8"), content, `${path}: run npm run generate`);
    }
  });

  const mistakes: [string, object, RegExp][] = [
    ["a value outside its bounds", { ...valid, default: 10 }, /DELAY: the mainnet value 10 is outside \[1, 9\]/],
    ["a devnet value outside its bounds", { ...valid, devnet: 0 }, /DELAY: the devnet value 0 is outside \[1, 9\]/],
    ["missing bounds", { ...valid, min: undefined }, /DELAY: min and max are missing/],
    [
      "bounds of a fixed value",
      { ...valid, change: "fixed", setter: undefined },
      /DELAY: a fixed parameter has no min and max/,
    ],
    ["a value too wide for its type", { ...valid, type: "uint8", max: 256 }, /DELAY: 256 does not fit uint8/],
    ["a governed value without a setter", { ...valid, setter: undefined }, /DELAY: the setter is missing/],
    ["a setter of a fixed value", { ...valid, change: "fixed" }, /DELAY: only a governed parameter has a setter/],
    ["an unknown key", { ...valid, maximum: 3 }, /Unrecognized key: "maximum"/],
    ["a number that is not whole", { ...valid, default: "1.5 ether" }, /write 12, "1e15" or "100 ether"/],
  ];
  for (const [what, parameter, message] of mistakes) {
    it(`refuse ${what}`, () => {
      assert.throws(() => parseParams([parameter]), { code: "PARAMS_INVALID", message });
    });
  }

  it("refuse two parameters whose constants collide", () => {
    const other = { ...valid, name: "DELAY_MAX", change: "fixed", setter: undefined, min: undefined, max: undefined };
    assert.throws(() => parseParams([valid, other]), { message: /DELAY_MAX: the name DELAY_MAX is taken by DELAY/ });
  });
});
