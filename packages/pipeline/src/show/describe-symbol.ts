import type { CallOptions } from "@stemma/core";
import type { CodeNode, GraphStore, Relation } from "@stemma/graph-store";
import type { RelatedSymbol, SymbolDescription } from "./symbol-description.js";

/**
 * The nodes that a person means by `wanted`: by id, else by path, else by the end of their qualified name
 * (`method`, `Class.method`). Several when the name is used more than once; none when it is unknown.
 */
export async function findSymbols(
  graph: GraphStore,
  wanted: string,
  options: CallOptions = {},
): Promise<CodeNode[]> {
  const byId = await graph.readNodes({ ids: [wanted] }, options);
  if (byId.length > 0) return byId;
  const path = wanted.replace(/^\.\//u, "").replace(/\/$/u, "");
  const byPath = await graph.readNodes({ paths: [path], labels: ["FILE", "FOLDER"] }, options);
  if (byPath.length > 0) return byPath;
  const lastName = wanted.slice(
    Math.max(wanted.lastIndexOf("."), wanted.lastIndexOf("#"), wanted.lastIndexOf("/")) + 1,
  );
  const named = await graph.readNodes({ names: [lastName] }, options);
  if (lastName === wanted) return named;
  // "dir/a.py", "a.py#f" and "Class.method" name a node by the end of its id or path.
  const ends = (text: string): boolean =>
    text === wanted || (/[./#]$/u.test(text.slice(0, -wanted.length)) && text.endsWith(wanted));
  const byEnd = named.filter((node) => ends(node.id));
  if (byEnd.length > 0) return byEnd;
  const fileNames = await graph.readNodes({ names: [wanted.slice(wanted.lastIndexOf("/") + 1)] }, options);
  return fileNames.filter((node) => ends(node.path));
}

/** Everything about one node that `stemma show` prints. */
export async function describeSymbol(
  graph: GraphStore,
  node: CodeNode,
  options: CallOptions = {},
): Promise<SymbolDescription> {
  const [documentation] = await graph.readDocumentation({ nodeIds: [node.id] }, options);
  const outgoing = await graph.readRelations({ types: ["CALLS"], fromIds: [node.id] }, options);
  const incoming = await graph.readRelations({ types: ["CALLS"], toIds: [node.id] }, options);
  return {
    id: node.id,
    kind: node.label,
    path: node.path,
    startLine: node.startLine ?? 1,
    endLine: node.endLine ?? 1,
    signature: node.signature,
    documentation: documentation?.text ?? "",
    writtenBy: documentation ? `${documentation.provider} (${documentation.model})` : "nobody yet",
    writtenAt: documentation ? new Date(documentation.createdAtMs).toISOString() : "",
    source: node.source,
    callers: await related(graph, incoming, (relation) => relation.fromId, options),
    callees: await related(graph, outgoing, (relation) => relation.toId, options),
  };
}

async function related(
  graph: GraphStore,
  relations: readonly Relation[],
  endOf: (relation: Relation) => string,
  options: CallOptions,
): Promise<RelatedSymbol[]> {
  const nodes = await graph.readNodes({ ids: relations.map(endOf) }, options);
  const confidences = new Map(relations.map((relation) => [endOf(relation), relation.confidence]));
  return nodes.map(({ id, path, startLine }) => ({
    id,
    path,
    line: startLine ?? 1,
    confidence: confidences.get(id) ?? 1,
  }));
}
