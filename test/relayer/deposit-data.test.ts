import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DepositData, depositData } from "@cseth/devnet/beacon/deposit-data";
import { readDepositData } from "@cseth/relayer/cli/user/deposit-data";
import { commitmentOf, readKeyFile, writeKeyFile } from "@cseth/relayer/cli/user/key-file";
import { depositSigningRoot } from "@cseth/shared/beacon/deposit-message";
import { keyCommitment, keySetRoot } from "@cseth/shared/merkle/key-set";
import { DOMAIN_DEPOSIT } from "@lodestar/params";
import { computeDomain } from "@lodestar/state-transition";
import { ssz } from "@lodestar/types";
import { type Hex, hexToBytes, toHex } from "viem";
import { fatal } from "../support/rejections.ts";

const credentials: Hex = `0x02${"00".repeat(11)}${"5a".repeat(20)}`;
const theirs: Hex = `0x02${"00".repeat(11)}${"66".repeat(20)}`;
const HOODI = 560_048;
const forkVersion: Hex = "0x10000910";
const COMMAND = `deposit partial-deposit --chain hoodi --keystore <file> --amount 1 --compounding --withdrawal_address 0x${"5a".repeat(20)}`;

describe("deposit data of a node operator", () => {
  const folder = mkdtempSync(join(tmpdir(), "cseth-keys-"));
  after(() => rmSync(folder, { recursive: true }));
  let files = 0;
  const fileOf = (content: unknown) => {
    const path = join(folder, `deposit_data-${++files}.json`);
    writeFileSync(path, JSON.stringify(content));
    return path;
  };
  const read = (...contents: unknown[]) => readDepositData(contents.map(fileOf), { chainId: HOODI, credentials });
  const made = (options: Partial<Parameters<typeof depositData>[0]> = {}) =>
    depositData({ count: 1, credentials, forkVersion, ...options })[0] as DepositData;
  const refusal = async (...contents: unknown[]) => {
    const { code, message, fix } = await fatal(read(...contents));
    return { code, message, fix };
  };

  it("T-31: is over the message that the consensus layer checks", () => {
    const { pubkey } = made();
    const message = { pubkey: hexToBytes(pubkey), withdrawalCredentials: hexToBytes(credentials), amount: 1e9 };
    const objectRoot = ssz.phase0.DepositMessage.hashTreeRoot(message);
    const domain = computeDomain(DOMAIN_DEPOSIT, hexToBytes(forkVersion), new Uint8Array(32));
    assert.equal(
      depositSigningRoot({ pubkey, credentials, amountGwei: 10n ** 9n, forkVersion }),
      toHex(ssz.phase0.SigningData.hashTreeRoot({ objectRoot, domain })),
    );
  });

  it("is read from any number of files, with and without 0x, in their order", async () => {
    const [first, second] = [made(), made({ from: 1 })];
    const bare = { ...second, pubkey: second.pubkey.slice(2), signature: second.signature.slice(2), network_name: "x" };
    assert.deepEqual(
      await read([first], [bare]),
      [first, second].map(({ pubkey, signature }) => ({ pubkey, signature })),
    );
  });

  it("over 32 ether is refused with the command that makes the right one", async () => {
    const one = { ...made(), amount: 32e9 };
    assert.deepEqual(await refusal([one]), {
      code: "KEYS_WRONG_AMOUNT",
      message: `the deposit of ${one.pubkey} is over 32000000000 gwei; it must be over 1000000000, 1 ether, which is all that goes ahead of the proof`,
      fix: `Make it with: ${COMMAND}`,
    });
  });

  it("T-31: for other credentials, another network, or with a signature over anything else is refused", async () => {
    const { pubkey } = made();
    const cases: [DepositData, string, string][] = [
      [made({ credentials: theirs }), "KEYS_WRONG_CREDENTIALS", `names ${theirs}, not the vault's ${credentials}`],
      [made({ forkVersion: "0x00000000" }), "KEYS_WRONG_NETWORK", "is for fork version 0x00000000, not for hoodi"],
      // Over 0x02 credentials of somebody else, and shown with the vault's.
      [{ ...made({ credentials: theirs }), withdrawal_credentials: credentials }, "KEYS_WRONG_SIGNATURE", pubkey],
      [{ ...made(), signature: `0x${"11".repeat(96)}` }, "KEYS_WRONG_SIGNATURE", pubkey],
      [{ ...made(), pubkey: `0xc0${"00".repeat(47)}` }, "KEYS_WRONG_SIGNATURE", "0xc0"],
    ];
    for (const [data, code, words] of cases) {
      const refused = await refusal([data]);
      assert.deepEqual([refused.code, refused.message.includes(words)], [code, true], refused.message);
    }
  });

  it("is refused when it is not what a deposit tool writes, or one key stands there twice", async () => {
    assert.equal((await refusal({ keys: [] })).code, "KEYS_FILE_UNREADABLE");
    assert.equal((await refusal([])).code, "KEYS_FILE_UNREADABLE");
    assert.equal((await refusal([made()], [made()])).code, "KEYS_REPEATED");
  });

  it("T-76: between commitment and reveal the set lies in a file for its owner alone, never written over", async () => {
    const keys = [made()].map(({ pubkey, signature }) => ({ pubkey, signature }));
    const set = { operatorId: 281474976710657n, salt: `0x${"5a".repeat(32)}` as Hex, keys };
    const path = join(folder, "set.json");
    await writeKeyFile(path, set);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.deepEqual(await readKeyFile(path), set);
    assert.equal(commitmentOf(set), keyCommitment({ ...set, root: keySetRoot(keys) }));
    const written = readFileSync(path, "utf8");
    assert.equal(
      (await fatal(writeKeyFile(path, { ...set, salt: `0x${"66".repeat(32)}` }))).code,
      "KEYS_FILE_UNWRITABLE",
    );
    assert.equal(readFileSync(path, "utf8"), written);
    assert.equal((await fatal(readKeyFile(fileOf([made()])))).code, "KEYS_FILE_UNREADABLE");
  });
});
