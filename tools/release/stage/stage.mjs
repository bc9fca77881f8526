import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { optionalDependencies, platformPackages } from "./platform-package.mjs";
import { publishedManifest } from "./published-manifest.mjs";
import { withAbsoluteLinks } from "./readme-links.mjs";
import { publishedWorkspaces, repositoryUrl, root } from "./workspaces.mjs";

/**
 * Lays every package out as it is published, each in a folder of its own under `target`, and returns these folders.
 *
 * @param {string} target
 * @returns {string[]}
 */
export function stageAll(target) {
  rmSync(target, { recursive: true, force: true });
  const repository = repositoryUrl();
  const workspaces = publishedWorkspaces();
  const files = filesOf(workspaces);
  return [
    ...workspaces.map((workspace) => stageWorkspace(workspace, files, { target, repository })),
    ...platformPackages(repository).map((platform) => stagePlatform(platform, target)),
  ];
}

/** What npm would pack, by the name of the package. */
function filesOf(workspaces) {
  const arguments_ = ["pack", "--dry-run", "--json", "--ignore-scripts", "--loglevel=error"];
  const chosen = workspaces.map(({ folder }) => `--workspace=${relative(root, folder)}`);
  const output = execFileSync("npm", [...arguments_, ...chosen], { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  return new Map(
    JSON.parse(output.toString("utf8")).map(({ name, files }) => [name, files.map(({ path }) => path)]),
  );
}

function stageWorkspace(workspace, files, { target, repository }) {
  const { folder, manifest } = workspace;
  const staged = join(target, manifest.name);
  for (const path of files.get(manifest.name)) {
    mkdirSync(dirname(join(staged, path)), { recursive: true });
    cpSync(join(folder, path), join(staged, path));
  }
  const isNative = manifest.name === "@stemma/native";
  write(join(staged, "package.json"), {
    ...publishedManifest(workspace, repository),
    ...(isNative ? { optionalDependencies: optionalDependencies() } : {}),
  });
  const readme = readFileSync(join(folder, "README.md"), "utf8");
  writeFileSync(join(staged, "README.md"), withAbsoluteLinks(readme, relative(root, folder), repository));
  return withLicence(staged);
}

function stagePlatform({ binary, manifest, readme }, target) {
  const staged = join(target, manifest.name);
  mkdirSync(staged, { recursive: true });
  write(join(staged, "package.json"), manifest);
  writeFileSync(join(staged, "README.md"), readme);
  cpSync(binary, join(staged, "stemma.node"));
  return withLicence(staged);
}

/** A package whose own licence is another one brings it along. */
function withLicence(staged) {
  if (!existsSync(join(staged, "LICENSE"))) cpSync(join(root, "LICENSE"), join(staged, "LICENSE"));
  return staged;
}

function write(file, manifest) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}
