import { relative } from "node:path";
import { root } from "./workspaces.mjs";

/** What only the workspace has a use for. */
const ofTheWorkspace = ["nx", "scripts", "devDependencies"];

/**
 * The package.json that is published: without what the workspace alone needs, with what all packages have in common.
 *
 * @param {import("./workspaces.mjs").Workspace} workspace
 * @param {string | undefined} repository
 */
export function publishedManifest({ folder, manifest }, repository) {
  const kept = Object.fromEntries(Object.entries(manifest).filter(([key]) => !ofTheWorkspace.includes(key)));
  return { ...kept, ...commonFields(relative(root, folder), repository) };
}

/** What each package says of where it comes from and how it is published. */
export function commonFields(directory, repository) {
  const page = repository?.replace(/^git\+/, "").replace(/\.git$/, "");
  const origin =
    page === undefined
      ? {}
      : {
          repository: { type: "git", url: `git+${page}.git`, directory },
          homepage: `${page}/tree/main/${directory}#readme`,
          bugs: { url: `${page}/issues` },
        };
  return {
    author: "The Stemma authors",
    ...origin,
    publishConfig: { access: "public", provenance: true },
  };
}
