import assert from "node:assert/strict";
import { importsOf, violationOf } from "../../tools/check/solidity-imports.ts";

const allowed: [string, string][] = [
  ["l1-contracts/core/LiquidStakingCore.sol", "./queue/Requests.sol"],
  ["l1-contracts/core/queue/Requests.sol", "../ILiquidStakingCore.sol"],
  ["l1-contracts/core/LiquidStakingCore.sol", "../lanes/ILaneHub.sol"],
  ["l1-contracts/lanes/LaneHub.sol", "../core/CoreTypes.sol"],
  ["l2-contracts/lanes/L2Hub.sol", "../../shared/contracts/messages/Envelope.sol"],
  ["shared/contracts/messages/Envelope.sol", "../ids/Ids.sol"],
  ["l1-contracts/core/LiquidStakingCore.sol", "@openzeppelin/contracts/utils/math/Math.sol"],
  ["shared/contracts/lanes/LayerZeroGatewayBase.sol", "@layerzerolabs/lz-evm-oapp-v2/contracts/oapp/OApp.sol"],
  ["test/l1/core/deposit.t.sol", "../../../l1-contracts/core/LiquidStakingCore.sol"],
];

const refused: [string, string, RegExp][] = [
  ["l2-contracts/lanes/L2Hub.sol", "../../l1-contracts/lanes/ILaneHub.sol", /l2-contracts may not import l1-contracts/],
  ["l1-contracts/lanes/LaneHub.sol", "../../l2-contracts/lanes/IL2Hub.sol", /l1-contracts may not import l2-contracts/],
  ["shared/contracts/ids/Ids.sol", "../../../l1-contracts/core/CoreTypes.sol", /may not import l1-contracts/],
  ["l1-contracts/lanes/LaneHub.sol", "../core/LiquidStakingCore.sol", /only interfaces .* not LiquidStakingCore\.sol/],
  ["l1-contracts/lanes/LaneHub.sol", "../core/Importer.sol", /only interfaces/],
  ["l1-contracts/core/LiquidStakingCore.sol", "solady/src/utils/FixedPointMathLib.sol", /OpenZeppelin only/],
  ["l1-contracts/lanes/LaneHub.sol", "@layerzerolabs/lz-evm-oapp-v2/contracts/oapp/OApp.sol", /OpenZeppelin only/],
  ["l1-contracts/core/LiquidStakingCore.sol", "../../test/support/Mock.sol", /OpenZeppelin only/],
];

describe("Solidity import rules", () => {
  for (const [file, path] of allowed) {
    it(`allow ${file} to import ${path}`, () => assert.equal(violationOf({ file, path }), undefined));
  }
  for (const [file, path, reason] of refused) {
    it(`refuse ${file} importing ${path}`, () => assert.match(violationOf({ file, path }) ?? "allowed", reason));
  }

  it("read every form of import, over several lines too, and none out of comments", () => {
    const source = `// import {A} from "./a.sol";
/* import "./b.sol"; */
import "./c.sol";
import {D, E as F} from "./d.sol";
import {
    G
} from './g.sol';
import * as H from "./h.sol";
contract C { string s = "import"; }`;
    assert.deepEqual(
      importsOf("l1-contracts/C.sol", source).map(({ path }) => path),
      ["./c.sol", "./d.sol", "./g.sol", "./h.sol"],
    );
  });
});
