import { strict as assert } from "node:assert";
import { concat, type Hex, keccak256, pad, slice, toHex } from "viem";
import { actionKind, decodeAction } from "../../shared/src/messages/action.ts";
import { expressDigest } from "../../shared/src/messages/express-action.ts";
import { createFormatsHarness, type FormatsHarness } from "./formats-harness.ts";
import { vectorsOf } from "./vector-files.ts";

const hash = (...parts: Hex[]) => keccak256(concat(parts));

describe("express actions: both languages and a computation by hand agree", function () {
  this.timeout(180_000);
  let harness: FormatsHarness;
  before(async () => {
    harness = await createFormatsHarness();
  });

  it("hashes express actions by EIP-712", async () => {
    const vectors = vectorsOf("express");
    assert.equal(vectors.length, 5);
    const word = (value: bigint) => pad(toHex(value));
    const typeString =
      "ExpressAction(uint8 kind,uint32 gasLimit,uint64 operatorId,uint40 issuedAt,bytes payload,uint256 deadline)";
    const domainTypeString = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
    for (const { encoded, deadline, chainId, expressDesk, digest } of vectors) {
      const action = decodeAction(encoded);
      const domain = { chainId: Number(chainId), expressDesk };
      assert.equal(expressDigest(action, BigInt(deadline), domain), digest);
      // By hand: the header's fields as words, the payload hashed.
      const byHand = hash(
        keccak256(toHex(typeString)),
        ...[actionKind[action.kind], action.gasLimit, action.operatorId, action.issuedAt].map((x) => word(BigInt(x))),
        keccak256(slice(encoded, 18)),
        word(BigInt(deadline)),
      );
      assert.equal(await harness.call("expressHash", encoded, BigInt(deadline)), byHand);
      const names = ["csETH ExpressDesk", "1"].map((text) => keccak256(toHex(text)));
      const domainHash = hash(keccak256(toHex(domainTypeString)), ...names, word(BigInt(chainId)), pad(expressDesk));
      assert.equal(digest, hash("0x1901", domainHash, byHand));
    }
    const { encoded: register } = vectorsOf("actions").actions[0] ?? assert.fail();
    const domain = { chainId: 900, expressDesk: `0x${"11".repeat(20)}` } as const;
    assert.throws(() => expressDigest(decodeAction(register), 1n, domain), { code: "ExpressDesk_KindNotExpress" });
  });
});
