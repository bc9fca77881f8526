import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "..", "..", "..");

/**
 * A package that is published: its folder and what its package.json says.
 *
 * @typedef {{ folder: string, manifest: Record<string, any> }} Workspace
 */

/** @returns {Record<string, any>} */
export function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** All packages of this repository that are published. @returns {Workspace[]} */
export function publishedWorkspaces() {
  const folders = readdirSync(join(root, "packages")).map((name) => join(root, "packages", name));
  return [join(root, "native"), ...folders]
    .map((folder) => ({ folder, manifest: readManifest(folder) }))
    .filter(({ manifest }) => manifest.private !== true);
}

/** The address of the repository, `undefined` until the root's package.json states one. @returns {string | undefined} */
export function repositoryUrl() {
  const { repository } = readManifest(root);
  return typeof repository === "string" ? repository : repository?.url;
}
