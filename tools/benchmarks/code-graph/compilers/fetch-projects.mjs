// Fetches the sources that are compared, each through its language's own client, into a folder that git ignores.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "..", "projects");

/** Folder of a Go module `path@version`, checked by the checksum database of Go's own client. */
export function fetchGoModule(module) {
  const cache = join(FOLDER, "go");
  mkdirSync(cache, { recursive: true });
  const answer = execFileSync("go", ["mod", "download", "-json", module], {
    cwd: cache,
    encoding: "utf8",
    env: { ...process.env, GOMODCACHE: cache, GOFLAGS: "-mod=mod -modcacherw" },
  });
  return JSON.parse(answer).Dir;
}

/** Folder of an npm package `name@version` as it was published. */
export function fetchNpmPackage(specifier) {
  const folder = join(FOLDER, "npm", specifier.replace("@", "-"));
  if (existsSync(folder)) return join(folder, "package");
  mkdirSync(folder, { recursive: true });
  const [archive] = JSON.parse(
    execFileSync("npm", ["pack", specifier, "--json", "--pack-destination", folder], { encoding: "utf8" }),
  );
  execFileSync("tar", ["xzf", join(folder, archive.filename), "-C", folder]);
  return join(folder, "package");
}

/** Folder with the sources of a Maven artifact `group:name:version`. */
export function fetchJavaSources(artifact) {
  const [, name, version] = artifact.split(":");
  const folder = join(FOLDER, "java", `${name}-${version}`);
  if (existsSync(folder)) return folder;
  const jars = join(FOLDER, "java", "jars");
  mkdirSync(jars, { recursive: true });
  const copy = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy";
  const options = [
    `-Dartifact=${artifact}:jar:sources`,
    `-DoutputDirectory=${jars}`,
    "-Dmdep.useBaseVersion=true",
  ];
  execFileSync("mvn", ["--quiet", "--batch-mode", copy, ...options], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  mkdirSync(folder);
  execFileSync("jar", ["--extract", "--file", join(jars, `${name}-${version}-sources.jar`)], { cwd: folder });
  return folder;
}
