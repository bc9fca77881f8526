// What it gains to hold facts in memory as far as there is any, rather than a fixed little.
//
//   node tools/benchmarks/code-graph/held-facts.mjs
//
// Scans the sources of hibernate-core (Maven; needs Maven and a JDK on the PATH) into an empty graph, each time in a process of its own: with
// the weight that small heaps get by with, and with the one that goes by the memory there is. Quote the ratio. Exits with 1 where the
// relations differ.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { scanTree } from "@stemma/code-graph";
import { SqliteGraphStore } from "@stemma/graph-store";
import { fetchJavaSources } from "./compilers/fetch-projects.mjs";

const ARTIFACT = "org.hibernate.orm:hibernate-core:6.6.4.Final";
const LEAST = 200_000;

if (process.argv[2] === "--scan") await scan(process.argv[3], Number(process.argv[4]) || undefined);
else main();

function main() {
  const root = fetchJavaSources(ARTIFACT);
  const [little, much] = [LEAST, 0].map((weight) => {
    const printed = execFileSync(process.execPath, [import.meta.filename, "--scan", root, String(weight)], {
      encoding: "utf8",
    });
    const found = JSON.parse(printed);
    console.log(
      `${weight || "by memory"}: ${found.files} files, ${found.relations} relations, ` +
        `${found.seconds.toFixed(1)} s of processor time, ${found.megabytes} MB`,
    );
    return found;
  });
  console.log(`processor time ${(little.seconds / much.seconds).toFixed(2)} : 1`);
  if (little.digest === much.digest) return;
  process.exitCode = 1;
  console.log("the relations differ");
}

async function scan(root, heldFactsWeight) {
  const graph = await SqliteGraphStore.open(":memory:");
  const report = await scanTree(root, graph, { heldFactsWeight });
  const { user, system } = process.cpuUsage();
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  const relations = (await graph.readRelations({})).map((relation) => JSON.stringify(relation)).sort();
  await graph.close();
  const digest = createHash("sha256").update(relations.join("\n")).digest("hex");
  const seconds = (user + system) / 1e6;
  console.log(
    JSON.stringify({ files: report.files.parsed, relations: relations.length, digest, seconds, megabytes }),
  );
}
