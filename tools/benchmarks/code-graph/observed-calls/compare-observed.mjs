// What was seen at run time beside the graph: how much of it the graph has, and what it says otherwise.
import { scanTree } from "@stemma/code-graph";
import { SqliteGraphStore } from "@stemma/graph-store";

/** Targets from this confidence on are said to be the only one. */
const CERTAIN = 0.99;

/**
 * @param observed - calls `{ path, line, callee: { path, line, name } }`, where the call stands and where the function begins.
 * @returns the share of edges between nodes that the graph has, and calls of which it is certain and says something else.
 */
export async function compareObserved(name, root, observed, shown) {
  const graph = await SqliteGraphStore.open(":memory:");
  const sites = new Map();
  await scanTree(root, graph, {
    onCall: ({ path, line, targets }) => {
      const certain = targets.filter(({ confidence, kind }) => kind === "direct" && confidence >= CERTAIN);
      const key = `${path}:${line}`;
      if (certain.length === 1) sites.set(key, [...(sites.get(key) ?? []), certain[0].id]);
    },
  });
  const nodes = await graph.readNodes({ labels: ["FUNCTION", "CLASS"] });
  const byPath = groupBy(nodes, ({ path }) => path);
  const found = new Map();
  for (const { fromId, toId, confidence } of await graph.readRelations({ types: ["CALLS"] }))
    found.set(`${fromId} -> ${toId}`, confidence);
  await graph.close();
  const innermost = (path, line) =>
    (byPath.get(path) ?? [])
      .filter(({ startLine, endLine }) => startLine <= line && line <= endLine)
      .sort((a, b) => b.startLine - a.startLine || a.endLine - b.endLine)[0]?.id ?? path;
  const functionAt = ({ path, line, name: symbol }) =>
    (byPath.get(path) ?? []).find(
      (node) => node.label === "FUNCTION" && node.name === symbol && node.startLine === line,
    )?.id;
  const edges = new Map();
  let withoutNode = 0;
  const contradicted = new Set();
  for (const { path, line, callee } of observed) {
    const to = functionAt(callee);
    if (to === undefined) {
      withoutNode++;
      continue;
    }
    edges.set(`${innermost(path, line)} -> ${to}`, `${path}:${line}`);
    // Calls of one line are told apart by the name of what is called.
    const said = (sites.get(`${path}:${line}`) ?? []).filter((id) => simpleName(id) === callee.name);
    if (said.length > 0 && !said.includes(to))
      contradicted.add(`${path}:${line} says ${said[0]}, runs ${to}`);
  }
  const missing = [...edges].filter(([edge]) => !found.has(edge));
  const recall = 1 - missing.length / edges.size;
  console.log(
    `${name}: ${observed.length} calls seen, ${edges.size} edges between nodes (${withoutNode} calls of functions without one): ` +
      `recall ${recall.toFixed(3)}, ${contradicted.size} certain targets contradicted`,
  );
  for (const one of [...contradicted].slice(0, shown)) console.log(`  contradicted: ${one}`);
  for (const [edge, place] of missing.slice(0, shown)) console.log(`  not in the graph: ${edge}   ${place}`);
  return { recall, contradicted: contradicted.size, calls: observed.length };
}

function simpleName(id) {
  return id
    .slice(id.lastIndexOf("#") + 1)
    .replace(/~\d+$/, "")
    .split(".")
    .at(-1);
}

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
