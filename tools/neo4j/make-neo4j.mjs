// Fetches the Neo4j server once into a cache outside the checkout, by version. The tests find it there.
//   STEMMA_CACHE   the cache folder, ~/.cache/stemma by default
//   STEMMA_NEO4J   a folder that has the server's jars in `lib` already: nothing is fetched
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { differencesOfJars } from "./check-jars.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const version = /<artifactId>neo4j<\/artifactId>\s*<version>([^<]+)</.exec(
  readFileSync(join(here, "pom.xml"), "utf8"),
)?.[1];
if (version === undefined) throw new Error("tools/neo4j/pom.xml names no version of Neo4j");
const cache = process.env.STEMMA_CACHE || join(homedir(), ".cache", "stemma");
const home = process.env.STEMMA_NEO4J || join(cache, `neo4j-${version}`);

if (existsSync(join(home, "lib", `neo4j-${version}.jar`))) {
  console.log(`Neo4j ${version} is in ${home}`);
} else if (process.env.STEMMA_NEO4J) {
  giveUp(`STEMMA_NEO4J names ${home}, but lib/neo4j-${version}.jar is not there.`);
} else {
  console.log(`Fetching Neo4j ${version} from Maven Central into ${home} (about 120 MB, once)`);
  fetchServer();
}

/** Into a folder beside the final one, renamed when complete: an interrupted run leaves nothing half done. */
function fetchServer() {
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, "neo4j-unfinished-"));
  try {
    copyFileSync(join(here, "pom.xml"), join(unfinished, "pom.xml"));
    const goal = ["dependency:copy-dependencies", "-DincludeScope=runtime"];
    const options = ["--batch-mode", "--quiet", `-DoutputDirectory=${join(unfinished, "lib")}`];
    const maven = spawnSync("mvn", [...options, ...goal], { cwd: unfinished, stdio: "inherit" });
    if (maven.error !== undefined && "code" in maven.error && maven.error.code === "ENOENT") {
      giveUp("Maven (mvn) is missing. On Debian: apt-get install maven; it also brings Java.");
      return;
    }
    if (maven.status !== 0) {
      giveUp(`Maven failed with ${maven.status ?? maven.signal}; its messages are above.`);
      return;
    }
    const differences = differencesOfJars(
      join(unfinished, "lib"),
      readFileSync(join(here, "checksums.txt"), "utf8"),
    );
    if (differences.length > 0) {
      giveUp(
        `What Maven brought is not what tools/neo4j/checksums.txt names:\n  ${differences.join("\n  ")}`,
      );
      return;
    }
    try {
      renameSync(unfinished, home);
    } catch (error) {
      // Another run was faster.
      if (!existsSync(home)) throw error;
    }
    console.log(`Neo4j ${version} is in ${home} (${readdirSync(join(home, "lib")).length} jars)`);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Ends without an error code: the tests that need no server are to run, and those that do say what is missing. */
function giveUp(message) {
  console.error(`neo4j: ${message}\nneo4j: the tests that need a Neo4j server will fail until it is there.`);
}
