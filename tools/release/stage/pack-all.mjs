import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { stageAll } from "./stage.mjs";

/**
 * A packed package.
 *
 * @typedef {{ file: string, name: string, version: string, size: number, entryCount: number }} Tarball
 */

/**
 * Stages and packs every package into `target`.
 *
 * @param {string} target
 * @returns {Promise<{ tarballs: Tarball[], faults: string[] }>} faults: what publint says of the packages
 */
export async function packAll(target) {
  const staged = stageAll(join(target, "staged"));
  const faults = (await Promise.all(staged.map(faultsOf))).flat();
  mkdirSync(target, { recursive: true });
  const args = ["pack", "--json", "--ignore-scripts", "--loglevel=error", "--pack-destination", target];
  const output = execFileSync("npm", [...args, ...staged], { cwd: target, maxBuffer: 64 * 1024 * 1024 });
  const tarballs = JSON.parse(output.toString("utf8")).map(
    ({ filename, name, version, size, entryCount }) => ({
      file: join(target, filename),
      name,
      version,
      size,
      entryCount,
    }),
  );
  return { tarballs, faults };
}

async function faultsOf(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const { messages } = await publint({ pkgDir: folder, pack: false, level: "warning", strict: true });
  return messages.map((message) => `${manifest.name}: ${formatMessage(message, manifest)}`);
}
