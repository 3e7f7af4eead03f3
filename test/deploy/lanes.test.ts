import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hdAccount } from "@cseth/devnet/accounts";
import { startDevnet } from "@cseth/devnet/devnet";
import type { Devnet } from "@cseth/devnet/types";
import { type Address, createPublicClient, http } from "viem";
import { createPlan } from "../../deploy/plan.ts";
import { deployInstance } from "../../deploy/run.ts";
import type { DeploySettings } from "../../deploy/settings.ts";
import { verifyInstance } from "../../deploy/verification.ts";
import { LANES } from "../../tools/start/lanes.ts";
import { setCode } from "../devnet/support/messenger.ts";

const root = new URL("../../", import.meta.url).pathname;
const deployer = hdAccount(0);
const [, arbitrumLane = assert.fail("no second lane")] = LANES;

describe("an instance with an OP-stack and an Arbitrum lane", function () {
  this.timeout(120_000);
  let devnet: Devnet;
  let folder: string;
  let settings: DeploySettings;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cseth-deploy-"));
    devnet = await startDevnet({ speed: 48, deploy: async (chains) => deploy(chains, "lanes") });
    settings = settingsOf(devnet, "lanes");
  });
  after(async () => {
    await devnet?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const settingsOf = (chains: Devnet, instance: string): DeploySettings => ({
    instance,
    profile: "devnet",
    l1ChainId: chains.l1.chainId,
    genesisTime: chains.beacon.genesisTime,
    beaconGenesis: chains.beacon.genesisTime,
    oracleMembers: [1, 2, 3].map((index) => hdAccount(index).address),
    oracleQuorum: 2,
    treasury: hdAccount(9).address,
    governance: hdAccount(8).address,
    lanes: LANES.map((lane) => lane.settings(chains)),
  });
  const urlsOf = (chains: Devnet) =>
    Object.fromEntries(LANES.map(({ laneId, rollup }) => [laneId, rollup(chains).rpcUrl]));

  async function deploy(chains: Devnet, instance: string): Promise<void> {
    await deployInstance({
      settings: settingsOf(chains, instance),
      deployer,
      l1RpcUrl: chains.l1.rpcUrl,
      laneRpcUrls: urlsOf(chains),
      deploymentsFolder: join(folder, "deployments"),
      root,
      pollingInterval: 50,
    });
  }

  const verify = () =>
    verifyInstance({
      deployment: { deployer: deployer.address, settings },
      l1RpcUrl: devnet.l1.rpcUrl,
      laneRpcUrls: urlsOf(devnet),
    });

  it("is owned, wired and set as its settings and the parameters say, on every chain", async () => {
    const checks = await verify();
    assert.deepEqual(
      checks.filter(({ ok }) => !ok),
      [],
    );
    const ofGateway = checks.filter(({ contract }) => contract === "L1CanonicalGateway of lane 2");
    assert.deepEqual(
      ofGateway.map(({ what, expected }) => [what, expected]).filter(([what]) => !/^(PEER|HUB)\(/.test(what ?? "")),
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

  it("stays as it is when its deployment runs again", async () => {
    const urls = [devnet.l1.rpcUrl, ...Object.values(urlsOf(devnet))];
    const sent = () =>
      Promise.all(
        urls.map((url) =>
          createPublicClient({ transport: http(url) }).getTransactionCount({ address: deployer.address }),
        ),
      );
    const before = await sent();
    await deploy(devnet, "lanes");
    assert.deepEqual(await sent(), before);
  });

  it("is refused where the Arbitrum lane's gateway on L2 has code on L1, and found out there (T-56)", async () => {
    const gatewayOf = (instance: string): Address =>
      createPlan({ deployer: deployer.address, instance }).l2("L2CanonicalGateway", arbitrumLane.laneId);
    await setCode(devnet.l1.rpcUrl, gatewayOf("second"), "0x00");
    await assert.rejects(deploy(devnet, "second"), {
      name: "DeployError",
      message: `${gatewayOf("second")} has code on this chain and must not: deploy under another instance name.`,
    });

    await setCode(devnet.l1.rpcUrl, gatewayOf("lanes"), "0x00");
    const failed = (await verify()).filter(({ ok }) => !ok);
    assert.deepEqual(
      failed.map(({ contract, what, actual }) => [contract, what, actual]),
      [["L2CanonicalGateway of lane 2", "code here", "1 bytes"]],
    );
  });
});
