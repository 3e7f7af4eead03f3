import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { hdAccount } from "@cseth/devnet/accounts";
import { saveInstance } from "@cseth/devnet/instance";
import { createJsonRpc } from "@cseth/devnet/json-rpc";
import { verifiersByAddress } from "@cseth/devnet/layer-zero/addresses";
import { createWorkerChain } from "@cseth/devnet/layer-zero/chain";
import { instruct } from "@cseth/devnet/layer-zero/verifier";
import type { Devnet } from "@cseth/devnet/types";
import { type Address, createPublicClient, encodeFunctionData, http, parseAbi } from "viem";
import { createPlan } from "../../deploy/plan.ts";
import type { Verifier } from "../../deploy/settings.ts";
import { LANES } from "../../tools/start/lanes.ts";
import { setCode } from "../devnet/support/messenger.ts";
import { type DeployWorld, deployedWorld, deployer, INSTANCE } from "./world.ts";

const [, arbitrumLane = assert.fail("no second lane")] = LANES;

describe("an instance with an OP-stack and an Arbitrum lane", function () {
  this.timeout(120_000);
  let world: DeployWorld;
  let devnet: Devnet;
  let verify: DeployWorld["verify"];
  before(async () => {
    world = await deployedWorld();
    ({ devnet, verify } = world);
  });

  it("is owned, wired and set as its settings and the parameters say, on every chain", async () => {
    const checks = await verify();
    assert.deepEqual(
      checks.filter(({ ok }) => !ok),
      [],
    );
    const ofGateway = checks.filter(({ contract }) => contract === "L1CanonicalGateway of lane 2");
    assert.deepEqual(
      ofGateway
        .map(({ what, expected }) => [what, expected])
        .filter(([what]) => !/^(code$|PEER\(|HUB\()/.test(what ?? "")),
      [
        ["PEER_CHAIN_ID()", "412346"],
        ["INBOX()", devnet.arbitrum.addresses.inbox.toLowerCase()],
        ["MAX_GAS_PRICE()", "1000000000"],
        ["RESEND_AFTER()", "1500"],
      ],
    );
    const codeless = checks.filter(({ what }) => what === "code here");
    assert.deepEqual(
      codeless.map(({ chainId, contract }) => [chainId, contract]),
      [[devnet.l1.chainId, "L2CanonicalGateway of lane 2"]],
    );
  });

  it("keeps a fast way that nobody can turn, and finds who speaks for its verifiers (T-65)", async () => {
    const ofFast = (await verify()).filter(({ contract }) => contract.endsWith("lane 2's L1FastGateway"));
    const word = (what: string) => ofFast.filter((row) => row.what.startsWith(what)).map(({ actual }) => actual);
    const { addresses } = devnet.layerZero;
    const verifiers = addresses.verifiers.map(({ address }) => address.toLowerCase()).join(" ");
    assert.equal(addresses.verifiers.length, 3);
    assert.deepEqual(word("owner"), ["0x0000000000000000000000000000000000000000"]);
    assert.deepEqual(word("isDefaultSendLibrary"), ["false"]);
    assert.deepEqual(word("getReceiveLibrary"), [`${addresses.receiveLibrary.toLowerCase()} false`]);
    const uln = (confirmations: number) => [String(confirmations), "3", verifiers, "255"];
    // To the L2 after 8 blocks of L1, from it after 10 of Arbitrum.
    assert.deepEqual(word("getAppUlnConfig"), [...uln(8), ...uln(10)]);

    const [verifier = assert.fail("no verifier")] = verifiersByAddress();
    const { l1 } = devnet;
    const newSigner = hdAccount(3).address;
    const abi = parseAbi(["function setSigner(address signer, bool active)"]);
    const callData = encodeFunctionData({ abi, functionName: "setSigner", args: [newSigner, true] });
    const to = createWorkerChain({ name: "l1", chainId: l1.chainId, node: createJsonRpc(l1.rpcUrl) });
    await instruct(verifier, { target: verifier.address, callData, to });
    await devnet.mineSlots(1);
    const signer = addresses.verifiers[0]?.signer.toLowerCase();
    assert.deepEqual(
      (await verify()).filter(({ ok }) => !ok).map(({ contract, what, actual }) => [contract, what, actual]),
      [1, 2].map((laneId) => [
        `verifier 1 of lane ${laneId}'s L1FastGateway`,
        "getSigners()",
        `${signer} ${newSigner.toLowerCase()}`,
      ]),
    );
    const back = encodeFunctionData({ abi, functionName: "setSigner", args: [newSigner, false] });
    await instruct(verifier, { target: verifier.address, callData: back, to });
    await devnet.mineSlots(1);
  });

  it("is refused with verifiers that are fewer on one chain, or share a signer (T-65)", async () => {
    const refused = async (change: (verifiers: readonly Verifier[]) => readonly Verifier[], message: RegExp) => {
      const lanes = world.settingsOf(devnet, "weak").lanes.map((lane) => {
        if (!lane.fast) return lane;
        const l2 = { ...lane.fast.l2, verifiers: change(lane.fast.l2.verifiers) };
        return { ...lane, fast: { ...lane.fast, l2 } };
      });
      await assert.rejects(world.deploy({ instance: "weak", others: { lanes } }), { name: "DeployError", message });
    };
    await refused((all) => all.slice(1), /^Lane 1 names 3 verifiers on L1 and 2 on its L2: name the same operators\.$/);
    const { signer } = devnet.layerZero.addresses.verifiers[0] ?? assert.fail("no verifier");
    await refused(
      (all) => all.map((one) => ({ ...one, signers: [signer] })),
      new RegExp(`^Lane 1: ${signer.toLowerCase()} signs for two verifiers: choose independent ones\\.$`),
    );
  });

  it("stays as it is when its deployment runs again", async () => {
    const urls = [devnet.l1.rpcUrl, ...Object.values(world.urlsOf(devnet))];
    const sent = () =>
      Promise.all(
        urls.map((url) =>
          createPublicClient({ transport: http(url) }).getTransactionCount({ address: deployer.address }),
        ),
      );
    const before = await sent();
    await world.deploy({ instance: INSTANCE });
    assert.deepEqual(await sent(), before);
  });

  it("goes on from a saved state, with its records", async () => {
    const { folder, deploymentsFolder, settings } = world;
    const state = join(folder, "state");
    await saveInstance({ devnet, deploymentsFolder, state });
    const { devnet: second, ...restored } = await world.start("restored", state);
    try {
      assert.equal(second.restored, true);
      assert.deepEqual(restored.settings, settings);
      assert.deepEqual(
        (await verify(second)).filter(({ ok }) => !ok),
        [],
      );
      const [before, after] = await Promise.all(["deployments", "restored"].map((name) => readdir(join(folder, name))));
      assert.deepEqual(after, before);
    } finally {
      await second.stop();
    }
  });

  it("is refused where the Arbitrum lane's gateway on L2 has code on L1, and found out there (T-56)", async () => {
    const gatewayOf = (instance: string): Address =>
      createPlan({ deployer: deployer.address, instance }).l2("L2CanonicalGateway", arbitrumLane.laneId);
    await setCode(devnet.l1.rpcUrl, gatewayOf("second"), "0x00");
    await assert.rejects(world.deploy({ instance: "second" }), {
      name: "DeployError",
      message: `${gatewayOf("second")} has code on this chain and must not: deploy under another instance name.`,
    });

    await setCode(devnet.l1.rpcUrl, gatewayOf(INSTANCE), "0x00");
    const failed = (await verify()).filter(({ ok }) => !ok);
    assert.deepEqual(
      failed.map(({ contract, what, actual }) => [contract, what, actual]),
      [["L2CanonicalGateway of lane 2", "code here", "1 bytes"]],
    );
    await setCode(devnet.l1.rpcUrl, gatewayOf(INSTANCE), "0x");
  });
});
