import { randomUUID } from "node:crypto";
import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { SetupFailure } from "./failure.mjs";

const tombstoneLifeMs = 3_600_000;

/**
 * Runs `work` while no other process of this checkout does. The lock is a folder that holds its owner's name and is
 * made by rename, so it never exists without an owner. A dead owner's lock is renamed to a tombstone of that owner's id:
 * rename refuses a target that exists, so of two waiters that saw the same dead owner only one can remove its lock, and
 * the slower one cannot remove the winner's.
 *
 * @template T
 * @param {{ path: string, timeoutMs: number, onWait: (owner: string) => void }} options
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock({ path, timeoutMs, onWait }, work) {
  const id = randomUUID();
  makeFolder(dirname(path));
  const deadline = Date.now() + timeoutMs;
  let waited = false;
  while (!tryAcquire(path, id)) {
    const owner = readOwner(path);
    if (owner && !isAlive(owner)) {
      bury(path, owner);
      continue;
    }
    if (!waited && owner) onWait(`process ${owner.pid} on ${owner.host}`);
    waited = true;
    if (Date.now() > deadline) {
      throw new SetupFailure({
        code: "SETUP_LOCKED",
        message: `another set-up of this checkout has not finished within ${timeoutMs / 1000} s`,
        remedy: `wait for process ${owner?.pid ?? "?"}, or, if it is gone, delete ${path}`,
      });
    }
    await delay(100);
  }
  try {
    return await work();
  } finally {
    release(path, id);
    removeOldTombstones(path);
  }
}

function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new SetupFailure({
      code: "SETUP_NOT_WRITABLE",
      message: `${folder} cannot be written (${error.code})`,
      remedy: "make the checkout writable for this user, or run from a copy that is",
      cause: error,
    });
  }
}

function tryAcquire(path, id) {
  const candidate = `${path}.${id}.new`;
  mkdirSync(candidate);
  writeFileSync(join(candidate, "owner.json"), JSON.stringify({ id, pid: process.pid, host: hostname() }));
  try {
    renameSync(candidate, path);
    return true;
  } catch (error) {
    rmSync(candidate, { recursive: true, force: true });
    if (["ENOTEMPTY", "EEXIST", "EPERM"].includes(error.code)) return false;
    throw error;
  }
}

/** @returns {{ id: string, pid: number, host: string } | undefined} undefined when it was released meanwhile. */
function readOwner(path) {
  try {
    return JSON.parse(readFileSync(join(path, "owner.json"), "utf8"));
  } catch {
    return undefined;
  }
}

/** Renamed before it is removed: emptied in place, it could be taken by a waiter before it is gone. */
function release(path, id) {
  try {
    renameSync(path, `${path}.${id}.free`);
  } catch (error) {
    // Somebody followed the advice to delete it.
    if (error.code !== "ENOENT") throw error;
  }
  rmSync(`${path}.${id}.free`, { recursive: true, force: true });
}

function isAlive({ pid, host }) {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function bury(path, owner) {
  try {
    renameSync(path, `${path}.${owner.id}.dead`);
  } catch (error) {
    if (!["ENOENT", "ENOTEMPTY", "EEXIST", "EPERM"].includes(error.code)) throw error;
  }
}

function removeOldTombstones(path) {
  for (const name of readdirSync(dirname(path))) {
    if (!name.startsWith(`${basename(path)}.`) || !/\.(dead|free|new)$/.test(name)) continue;
    const file = join(dirname(path), name);
    const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > tombstoneLifeMs) rmSync(file, { recursive: true, force: true });
  }
}
