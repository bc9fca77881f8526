// Which share of the functions that a person has a name for has a node.
//
//   node tools/benchmarks/code-graph/named-functions/main.mjs [--missing <n>]
//
// Twelve npm packages as they were published, with TypeScript's parser as oracle: `README.md`. Lists functions without a node (5 a package, or <n>).
// Exits with 1 below the bar.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { scanTree } from "@stemma/code-graph";
import { SqliteGraphStore } from "@stemma/graph-store";
import { fetchNpmPackage } from "../compilers/fetch-projects.mjs";
import { functionsOf } from "./typescript-functions.mjs";

const PACKAGES = [
  "express@4.21.2",
  "jquery@3.7.1",
  "backbone@1.6.0",
  "mongoose@8.9.5",
  "underscore@1.13.7",
  "chai@5.1.2",
  "koa@2.15.3",
  "commander@13.0.0",
  "axios@1.7.9",
  "async@3.2.6",
  "handlebars@4.7.8",
  "zod@3.24.1",
];
const BAR = 0.97;

const position = process.argv.indexOf("--missing");
const shown = position === -1 ? 5 : Number(process.argv[position + 1]);
for (const specifier of PACKAGES) {
  const share = await compare(specifier, fetchNpmPackage(specifier));
  if (share >= BAR) continue;
  process.exitCode = 1;
  console.log(`below the bar: ${specifier} has ${share.toFixed(3)}, ${BAR} is wanted`);
}

async function compare(specifier, root) {
  const graph = await SqliteGraphStore.open(":memory:");
  await scanTree(root, graph);
  const files = await graph.readNodes({ labels: ["FILE"] });
  const nodesOf = groupByPath(await graph.readNodes({ labels: ["FUNCTION"] }));
  await graph.close();
  let named = 0;
  const missing = [];
  for (const { path } of files) {
    if (!/\.[cm]?[jt]sx?$/.test(path)) continue;
    const free = new Set(nodesOf.get(path) ?? []);
    for (const { name, line } of functionsOf(path, readFileSync(join(root, path), "utf8"))) {
      named++;
      // Of several of one name around the line the innermost; each stands for one function.
      const [node] = [...free]
        .filter((one) => one.name.split(".").at(-1) === name && one.startLine <= line && line <= one.endLine)
        .sort((a, b) => b.startLine - a.startLine || a.endLine - b.endLine);
      if (node === undefined) missing.push(`${path}:${line} ${name}`);
      else free.delete(node);
    }
  }
  const share = (named - missing.length) / named;
  console.log(`${specifier}: ${named} functions with a name, ${share.toFixed(3)} have a node`);
  for (const one of missing.slice(0, shown)) console.log(`  no node: ${one}`);
  return share;
}

function groupByPath(nodes) {
  const groups = new Map();
  for (const node of nodes) groups.set(node.path, [...(groups.get(node.path) ?? []), node]);
  return groups;
}
