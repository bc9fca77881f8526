// Precision and recall of the graph's CALLS between functions, with the TypeScript compiler as oracle.
import { scanTree } from "@stemma/code-graph";
import { SqliteGraphStore } from "@stemma/graph-store";
import { forEachCall } from "./typescript-oracle.mjs";

/** Overrides and functions passed by name are possibilities that the compiler's signature resolution does not list. */
const LEAST_CONFIDENCE = 0.6;

export async function compare(name, root, shown) {
  const graph = await SqliteGraphStore.open(":memory:");
  const callers = new Map();
  await scanTree(root, graph, {
    onCall: ({ path, offset, callerId }) => callers.set(`${path}\n${offset}`, callerId),
  });
  const nodes = (await graph.readNodes({ labels: ["FUNCTION"] })).filter(({ path }) => /\.tsx?$/.test(path));
  const byName = groupBy(nodes, keyOf);
  const idOf = ({ path, line, name: symbol }) =>
    (byName.get(`${path}\n${symbol}`) ?? [])
      .filter(({ startLine, endLine }) => startLine <= line && line <= endLine)
      .sort((a, b) => b.startLine - a.startLine)[0]?.id;
  const owners = groupBy(await graph.readNodes({ labels: ["FUNCTION", "CLASS"] }), ({ path }) => path);
  const ownerAt = (path, line) =>
    (owners.get(path) ?? [])
      .filter(({ startLine, endLine }) => startLine <= line && line <= endLine)
      .sort((a, b) => b.startLine - a.startLine || a.endLine - b.endLine)[0]?.id ?? path;
  const expected = new Map();
  // What has no node is missing all the same.
  const add = (from, callee, text) =>
    expected.set(`${from} -> ${idOf(callee) ?? `${callee.path}:${callee.line}:${callee.name}`}`, text);
  forEachCall(
    root,
    // Who makes a call the graph says itself; one that it does not see is missing, too.
    ({ path, offset }, callee, text) =>
      add(callers.get(`${path}\n${offset}`) ?? `${path}:${offset}`, callee, text),
    ({ path, line }, callee, text) => add(ownerAt(path, line), callee, text),
  );
  const functions = new Set(nodes.map(({ id }) => id));
  const found = new Map();
  for (const { fromId, toId, confidence } of await graph.readRelations({ types: ["CALLS"] }))
    if (functions.has(toId)) found.set(`${fromId} -> ${toId}`, confidence);
  await graph.close();
  const certain = [...found].filter(([, confidence]) => confidence >= LEAST_CONFIDENCE).map(([edge]) => edge);
  const right = certain.filter((edge) => expected.has(edge));
  const wrong = certain.filter((edge) => !expected.has(edge));
  const missing = [...expected.keys()].filter((edge) => !certain.includes(edge));
  console.log(
    `${name}: ${expected.size} edges of the compiler, ` +
      `${certain.length} of the graph, ${right.length} common: ` +
      `precision ${(right.length / certain.length).toFixed(3)}, recall ${(right.length / expected.size).toFixed(3)}; ` +
      `${found.size - certain.length} further candidates below ${LEAST_CONFIDENCE}`,
  );
  for (const edge of wrong.slice(0, shown)) console.log(`  only in the graph: ${edge}`);
  for (const edge of missing.slice(0, shown))
    console.log(`  only the compiler: ${edge}   ${expected.get(edge)}`);
  return { precision: right.length / certain.length, recall: right.length / expected.size };
}

function keyOf({ path, name }) {
  return `${path}\n${name}`;
}

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
