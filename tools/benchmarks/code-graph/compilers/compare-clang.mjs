// Precision and recall of the graph's CALLS against what clang resolves: its answers are about what one platform compiles, and
// say nothing of a template's dependent calls; both is left out.
import { scanTree } from "@stemma/code-graph";
import { SqliteGraphStore } from "@stemma/graph-store";

/** As in compare-edges.mjs. */
const LEAST_CONFIDENCE = 0.6;

/** @param oracle what clang_calls.py prints. */
export async function compareWithClang(name, root, oracle, shown) {
  const graph = await SqliteGraphStore.open(":memory:");
  await scanTree(root, graph);
  const nodes = await graph.readNodes({ labels: ["FUNCTION", "CLASS"] });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const relations = await graph.readRelations({ types: ["CALLS"] });
  const outermost = await outermostFunctions(graph, byId);
  await graph.close();
  const idOf = placesOf(nodes);
  const expected = new Set();
  let unmapped = 0;
  for (const [from, to, kind] of oracle.calls) {
    // Copies that nobody wrote, and operators, are no calls of the graph.
    if (kind !== "call") continue;
    const [caller, called] = [idOf(from), idOf(to)];
    if (caller && called) expected.add(`${outermost(caller)} -> ${called}`);
    else unmapped++;
  }
  const allowed = new Set(
    oracle.calls.map(([from, to]) => `${outermost(idOf(from) ?? "")} -> ${idOf(to) ?? ""}`),
  );
  const bodies = new Set(
    oracle.functions
      .map(idOf)
      .filter((id) => id)
      .map(outermost),
  );
  const found = edgesOf(relations, byId, outermost);
  const isJudged = judge(oracle, byId, bodies);
  const certain = [...found.edges].filter(([, { confidence }]) => confidence >= LEAST_CONFIDENCE);
  const right = certain.filter(([edge]) => allowed.has(edge));
  const wrong = certain.filter(([edge, sites]) => !allowed.has(edge) && isJudged(edge, sites));
  const sure = new Set(certain.map(([edge]) => edge));
  const missing = [...expected].filter((edge) => !sure.has(edge) && !found.throughMacros.has(edge));
  const precision = right.length / (right.length + wrong.length);
  const recall = (expected.size - missing.length) / expected.size;
  console.log(
    `${name}: ${expected.size} edges of clang (${unmapped} calls to or from functions without a node left out), ` +
      `${right.length + wrong.length} of the graph that clang can judge, ${right.length} common: ` +
      `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
  );
  for (const [edge] of wrong.slice(0, shown)) console.log(`  only in the graph: ${edge}`);
  for (const edge of missing.slice(0, shown)) console.log(`  only clang: ${edge}`);
  return { precision, recall };
}

/** Ids by where a function is declared: the smallest node of that name around the line. */
function placesOf(nodes) {
  const byName = new Map();
  const byPath = new Map();
  for (const node of nodes) {
    if (node.label !== "FUNCTION") continue;
    byName.set(`${node.path}\n${node.name}`, [...(byName.get(`${node.path}\n${node.name}`) ?? []), node]);
    byPath.set(node.path, [...(byPath.get(node.path) ?? []), node]);
  }
  return ([path, line, name]) =>
    // What a macro of GoogleTest makes is called so.
    ((name === "TestBody" ? byPath.get(path) : byName.get(`${path}\n${name}`)) ?? [])
      .filter(({ startLine, endLine }) => startLine <= line && line <= endLine)
      .sort((a, b) => b.startLine - a.startLine || a.endLine - b.endLine)[0]?.id;
}

async function outermostFunctions(graph, byId) {
  const parents = new Map();
  for (const { fromId, toId } of await graph.readRelations({ types: ["FUNCTION_DEFINITION"] }))
    parents.set(toId, fromId);
  const outermost = (id) =>
    byId.get(parents.get(id))?.label === "FUNCTION" ? outermost(parents.get(id)) : id;
  return outermost;
}

/** Calls between functions, and those that go by way of macros, which to clang are not there. */
function edgesOf(relations, byId, outermost) {
  const callsOf = new Map();
  for (const relation of relations)
    callsOf.set(relation.fromId, [...(callsOf.get(relation.fromId) ?? []), relation]);
  const isMacro = (id) => byId.get(id)?.kind === "macro";
  const behind = (id, seen = new Set()) =>
    (callsOf.get(id) ?? []).flatMap(({ toId }) => {
      if (!isMacro(toId)) return [toId];
      if (seen.has(toId)) return [];
      seen.add(toId);
      return behind(toId, seen);
    });
  const edges = new Map();
  const throughMacros = new Set();
  for (const { fromId, toId, confidence, lines } of relations) {
    if (isMacro(fromId) || !byId.has(fromId)) continue;
    const from = outermost(fromId);
    if (isMacro(toId)) for (const target of behind(toId)) throughMacros.add(`${from} -> ${target}`);
    // Classes without a constructor, and lambdas with a name, are no functions to clang.
    if (isMacro(toId) || byId.get(toId)?.label !== "FUNCTION" || outermost(toId) !== toId) continue;
    const edge = `${from} -> ${toId}`;
    const known = edges.get(edge) ?? { confidence: 0, lines: [], from, to: toId };
    known.confidence = Math.max(known.confidence, confidence);
    known.lines.push(...(lines ?? []));
    edges.set(edge, known);
  }
  return { edges, throughMacros };
}

/** Whether clang resolved all calls of one of an edge's lines, in a function that it read. */
function judge(oracle, byId, bodies) {
  const sets = (lists) => new Map(Object.entries(lists).map(([path, lines]) => [path, new Set(lines)]));
  const [judged, skipped, makers] = [oracle.judged, oracle.skipped, oracle.makers].map(sets);
  return (_edge, { from, to, lines }) => {
    const { path } = byId.get(from);
    const { name, kind } = byId.get(to);
    // `delete` is no call to clang, and what `make_unique` makes it makes in the library.
    if (!bodies.has(from) || name.startsWith("~")) return false;
    return lines.some(
      (line) =>
        judged.get(path)?.has(line) &&
        !skipped.get(path)?.has(line) &&
        !(kind === "constructor" && makers.get(path)?.has(line)),
    );
  };
}
