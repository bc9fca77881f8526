// Fetches one package's sources from its registry with the registry's own client, and unpacks them.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const options = { maxBuffer: 1 << 26, timeout: 600_000 };

async function fromPypi({ name, version }, folder) {
  const wanted = version === undefined ? name : `${name}==${version}`;
  const target = ["--only-binary=:all:", "--python-version=3.12", "--platform=manylinux_2_28_x86_64"];
  const platforms = ["--platform=manylinux_2_17_x86_64", "--platform=any"];
  await run(
    "python3",
    ["-m", "pip", "download", "-q", "--no-deps", ...target, ...platforms, "-d", folder, wanted],
    options,
  );
}

async function fromNpm({ name, version }, folder) {
  const wanted = version === undefined ? name : `${name}@${version}`;
  await run("npm", ["pack", "--silent", "--pack-destination", folder, wanted], options);
}

/** The archive as the module cache has it; the version is in its name. */
async function fromGo({ name, version }, folder) {
  const wanted = `${name}@${version ?? "latest"}`;
  const { stdout } = await run("go", ["mod", "download", "-json", wanted], {
    ...options,
    cwd: folder,
    env: { ...process.env, GOFLAGS: "-mod=mod", GOTOOLCHAIN: "local" },
  });
  const { Zip, Version } = JSON.parse(stdout);
  await run("cp", [Zip, join(folder, `${Version}.zip`)], options);
}

async function fromMaven({ name, version }, folder) {
  if (version === undefined) throw new Error(`give a version of ${name}`);
  const artifact = `-Dartifact=${name}:${version}:jar:sources`;
  const plugin = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";
  await run(
    "mvn",
    ["-q", "-B", plugin, artifact, `-DoutputDirectory=${folder}`, "-Dmdep.useBaseVersion=true"],
    options,
  );
}

const clients = { pypi: fromPypi, npm: fromNpm, go: fromGo, maven: fromMaven };

/** The version that an archive's file name tells, for packages that were fetched without naming one. */
function versionIn(file, { registry, name }) {
  if (registry === "pypi") return file.split("-")[1];
  if (registry === "go") return file.replace(/\.zip$/u, "");
  return file.slice(name.replace(/^@/u, "").replace("/", "-").length + 1).replace(/\.tgz$/u, "");
}

/**
 * The folder of a package's unpacked sources under `cache`, fetched when it is not there, and what was fetched: the version
 * and the archive's SHA-256, which must be those of `wanted` where it names them.
 */
export async function fetchPackage(wanted, cache) {
  const { registry, name } = wanted;
  const place = join(cache, registry, name.replaceAll(/[/:]/gu, "_"));
  if (!existsSync(place)) {
    mkdirSync(cache, { recursive: true });
    const workshop = mkdtempSync(join(cache, ".fetching-"));
    try {
      await clients[registry](wanted, workshop);
      const [archive] = readdirSync(workshop);
      const unpacked = join(workshop, "unpacked");
      mkdirSync(unpacked);
      if (archive.endsWith(".tgz"))
        await run("tar", ["xzf", join(workshop, archive), "-C", unpacked], options);
      else await run("unzip", ["-q", "-o", join(workshop, archive), "-d", unpacked], options);
      mkdirSync(join(place, ".."), { recursive: true });
      renameSync(workshop, place);
    } catch (error) {
      rmSync(workshop, { recursive: true, force: true });
      throw error;
    }
  }
  const archive = readdirSync(place).find((file) => file !== "unpacked");
  const version = wanted.version ?? versionIn(archive, wanted);
  const sha256 = createHash("sha256")
    .update(readFileSync(join(place, archive)))
    .digest("hex");
  if (wanted.sha256 !== undefined && wanted.sha256 !== sha256)
    throw new Error(
      `${registry} ${name} ${version}: the archive has the hash ${sha256}, not ${wanted.sha256}`,
    );
  return { folder: join(place, "unpacked"), version, sha256 };
}
