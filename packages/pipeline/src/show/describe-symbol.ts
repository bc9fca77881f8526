import type { CallOptions } from "@stemma/core";
import type {
  CodeNode,
  Documentation,
  GraphStore,
  NodeOutline,
  Relation,
  RelationType,
} from "@stemma/graph-store";
import { inWordsOf } from "../index/read-records.js";
import type { OwnText } from "../index/texts-of-people.js";
import { matchNames, type NameMatches } from "../names/match-names.js";
import { nameReference } from "../names/name-reference.js";
import type { Origins } from "../origin/origins.js";
import { toldOrigin } from "../origin/text-origin.js";
import { ownTextState } from "../own-texts/own-text-state.js";
import type { RelatedSymbol, SymbolDescription } from "./symbol-description.js";

/**
 * The nodes that a person means by `wanted`, as {@link matchNames} says: several when the name is used more than once, none
 * when it is unknown; names that are merely similar come apart from them.
 */
export async function findSymbols(
  graph: GraphStore,
  wanted: string,
  { root, ...options }: CallOptions & { readonly root: string },
): Promise<NameMatches<NodeOutline>> {
  const byId = await graph.readNodes({ ids: [wanted] }, options);
  if (byId.length > 0) return { quality: "exact", nodes: byId };
  return matchNames(await graph.readOutline(options), nameReference(wanted, root));
}

/** What a description is made with, besides the graph. */
export interface DescribedWith {
  readonly origins: Origins;
  /** What a person wrote in place of what is made. */
  readonly own?: OwnText | undefined;
}

/** Everything about one node that `stemma show` prints. */
export async function describeSymbol(
  graph: GraphStore,
  node: CodeNode,
  { origins, own }: DescribedWith,
  options: CallOptions = {},
): Promise<SymbolDescription> {
  const [made] = await graph.readDocumentation({ nodeIds: [node.id] }, options);
  const documentation = made && inWordsOf(own && new Map([[node.id, own.text]]), made);
  const outgoing = await graph.readRelations({ types: ["CALLS", "INHERITS"], fromIds: [node.id] }, options);
  const incoming = await graph.readRelations(
    { types: ["CALLS", "INHERITS", "MENTIONS"], toIds: [node.id] },
    options,
  );
  const ends = { from: ({ fromId }: Relation) => fromId, to: ({ toId }: Relation) => toId };
  return {
    id: node.id,
    kind: node.label,
    path: node.path,
    startLine: node.startLine ?? 1,
    endLine: node.endLine ?? 1,
    signature: node.signature,
    documentation: documentation?.text ?? "",
    edited: own === undefined ? null : { isStale: ownTextState(own, node, made).isStale },
    writtenBy: writerOf(documentation, own),
    origin: documentation ? origins.of(toldOrigin(documentation), documentation) : null,
    writtenAt: documentation ? new Date(documentation.createdAtMs).toISOString() : "",
    source: node.source,
    callers: await related(graph, ofType(incoming, "CALLS"), ends.from, options),
    callees: await related(graph, ofType(outgoing, "CALLS"), ends.to, options),
    bases: await related(graph, ofType(outgoing, "INHERITS"), ends.to, options),
    mentionedIn: await related(graph, ofType(incoming, "MENTIONS"), ends.from, options),
    subclasses: await related(graph, ofType(incoming, "INHERITS"), ends.from, options),
  };
}

function writerOf(documentation: Documentation | undefined, own: OwnText | undefined): string {
  if (documentation === undefined) return "nobody yet";
  return own === undefined ? `${documentation.provider} (${documentation.model})` : "a person";
}

function ofType(relations: readonly Relation[], wanted: RelationType): Relation[] {
  return relations.filter(({ type }) => type === wanted);
}

async function related(
  graph: GraphStore,
  relations: readonly Relation[],
  endOf: (relation: Relation) => string,
  options: CallOptions,
): Promise<RelatedSymbol[]> {
  const nodes = await graph.readNodes({ ids: relations.map(endOf) }, options);
  const byEnd = new Map(relations.map((relation) => [endOf(relation), relation]));
  return nodes.map(({ id, path, startLine }) => ({
    id,
    path,
    line: startLine ?? 1,
    confidence: byEnd.get(id)?.confidence ?? 1,
    callLines: byEnd.get(id)?.lines ?? [],
  }));
}
