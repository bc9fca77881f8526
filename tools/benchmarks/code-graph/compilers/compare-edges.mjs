// Precision and recall of the graph's CALLS between functions against a list of calls that a compiler resolved.
import { scanTree } from "@stemma/code-graph";
import { SqliteGraphStore } from "@stemma/graph-store";

/** Overrides, types that have an interface's methods, and functions passed by name are possibilities that no compiler lists. */
const LEAST_CONFIDENCE = 0.6;

/** @param calls lines `path:line:name<TAB>path:line:name`, caller and callee by where they are declared. */
export async function compareEdges(name, root, calls, shown) {
  const graph = await SqliteGraphStore.open(":memory:");
  await scanTree(root, graph);
  const nodes = await graph.readNodes({ labels: ["FUNCTION"] });
  const outermost = await namedFunctionsOf(graph, nodes);
  const byName = new Map();
  for (const node of nodes)
    byName.set(`${node.path}\n${node.name}`, [...(byName.get(`${node.path}\n${node.name}`) ?? []), node]);
  const idOf = (place) => {
    const parts = /^(.*):(\d+):([^:]*)$/.exec(place);
    if (parts === null) throw new Error(`not a place: ${place}`);
    const [, path, line, symbol] = parts;
    return (byName.get(`${path}\n${symbol}`) ?? [])
      .filter(({ startLine, endLine }) => startLine <= Number(line) && Number(line) <= endLine)
      .sort((a, b) => b.startLine - a.startLine)[0]?.id;
  };
  const expected = new Set();
  let unmapped = 0;
  for (const call of calls) {
    const [from, to] = call.split("\t").map(idOf);
    if (from && to) expected.add(`${outermost.get(from)} -> ${to}`);
    else unmapped++;
  }
  const found = new Map();
  for (const { fromId, toId, confidence } of await graph.readRelations({ types: ["CALLS"] })) {
    // To a compiler a function literal is a value, whatever it is called.
    if (!outermost.has(fromId) || outermost.get(toId) !== toId) continue;
    const edge = `${outermost.get(fromId)} -> ${toId}`;
    found.set(edge, Math.max(confidence, found.get(edge) ?? 0));
  }
  await graph.close();
  const certain = [...found].filter(([, confidence]) => confidence >= LEAST_CONFIDENCE).map(([edge]) => edge);
  const right = certain.filter((edge) => expected.has(edge));
  const wrong = certain.filter((edge) => !expected.has(edge));
  const missing = [...expected].filter((edge) => !certain.includes(edge));
  const precision = right.length / certain.length;
  const recall = right.length / expected.size;
  console.log(
    `${name}: ${expected.size} edges of the compiler (${unmapped} calls to or from functions without a node left out), ` +
      `${certain.length} of the graph, ${right.length} common: ` +
      `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}; ` +
      `${found.size - certain.length} further candidates below ${LEAST_CONFIDENCE}`,
  );
  for (const edge of wrong.slice(0, shown)) console.log(`  only in the graph: ${edge}`);
  for (const edge of missing.slice(0, shown)) console.log(`  only the compiler: ${edge}`);
  return { precision, recall };
}

/** For each function the one that it is a named function literal of, or itself. */
async function namedFunctionsOf(graph, nodes) {
  const parents = new Map();
  for (const { fromId, toId } of await graph.readRelations({ types: ["FUNCTION_DEFINITION"] }))
    parents.set(toId, fromId);
  const functions = new Set(nodes.map(({ id }) => id));
  const outermost = (id) => (functions.has(parents.get(id)) ? outermost(parents.get(id)) : id);
  return new Map(nodes.map(({ id }) => [id, outermost(id)]));
}
