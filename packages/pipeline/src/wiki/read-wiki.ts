import type { CallOptions } from "@stemma/core";
import type { GraphStore, NodeOutline, Relation } from "@stemma/graph-store";
import { groupBy } from "../group-by.js";
import { inWordsOf } from "../index/read-records.js";
import type { Origins } from "../origin/origins.js";
import { type TextOrigin, toldOrigin } from "../origin/text-origin.js";
import { type FolderUses, readFolderUses } from "./folder-uses.js";
import type { TreeOutline } from "./tree-outline.js";
import type { FilePage, FolderPage, WikiPage, WikiReference, WikiSymbol } from "./wiki-page.js";

/** Files whose pages are made from one reading of the graph. */
const FILES_AT_ONCE = 40;

/** What the documentation of some nodes says, by id. */
type Texts = ReadonlyMap<
  string,
  { readonly text: string; readonly summary: string; readonly origin: TextOrigin }
>;

/** What pages are made from. */
export interface WikiSource {
  readonly graph: GraphStore;
  readonly tree: TreeOutline;
  readonly origins: Origins;
  /** What people wrote in place of what is made, by id. */
  readonly ofPeople?: ReadonlyMap<string, string> | undefined;
}

/** The pages of a documented tree, folders first, each in the order of paths; no more than some files' texts are held at a time. */
export async function* readWiki(source: WikiSource, options: CallOptions = {}): AsyncGenerator<WikiPage> {
  const { graph, tree } = source;
  const uses = await readFolderUses(graph, tree, options);
  for (const folder of tree.nodesOf("FOLDER")) yield folderPage(source, folder, uses, options);
  const files = tree.nodesOf("FILE");
  for (let start = 0; start < files.length; start += FILES_AT_ONCE)
    yield* filePages(source, files.slice(start, start + FILES_AT_ONCE), options);
}

/** The page of one folder or file of the tree. */
export async function readPage(
  source: WikiSource,
  node: NodeOutline,
  options: CallOptions = {},
): Promise<WikiPage> {
  const { graph, tree } = source;
  if (node.label === "FOLDER")
    return folderPage(source, node, await readFolderUses(graph, tree, options), options);
  for await (const page of filePages(source, [node], options)) return page;
  throw new Error(`no page was made of "${node.id}"`);
}

async function folderPage(
  source: WikiSource,
  node: NodeOutline,
  uses: FolderUses,
  options: CallOptions,
): Promise<FolderPage> {
  const { tree } = source;
  const children = tree.childrenOf(node.path);
  const texts = await readTexts(source, [node.id, ...children.map(({ id }) => id)], options);
  return {
    kind: "folder",
    node,
    documentation: texts.get(node.id)?.text ?? "",
    origin: texts.get(node.id)?.origin ?? null,
    children: children.map((child) => ({
      node: child,
      summary: texts.get(child.id)?.summary ?? "",
      confidence: 1,
    })),
    uses: uses.get(node.path) ?? [],
  };
}

async function* filePages(
  source: WikiSource,
  files: readonly NodeOutline[],
  options: CallOptions,
): AsyncGenerator<FilePage> {
  const { graph, tree } = source;
  const nodes = files.flatMap((file) => [file, ...tree.symbolsOf(file.path)]);
  const ids = nodes.map(({ id }) => id);
  const [outgoing, incoming, known] = await Promise.all([
    graph.readRelations({ fromIds: ids, types: ["CALLS", "IMPORTS", "INHERITS"] }, options),
    graph.readRelations({ toIds: ids, types: ["CALLS", "IMPORTS"] }, options),
    graph.readNodes({ ids }, options),
  ]);
  const signatures = new Map(known.map(({ id, signature }) => [id, signature]));
  const ends = [...outgoing.map(({ toId }) => toId), ...incoming.map(({ fromId }) => fromId)];
  const texts = await readTexts(source, [...new Set([...ids, ...ends])], options);
  const from = groupBy(outgoing, ({ fromId }) => fromId);
  const to = groupBy(incoming, ({ toId }) => toId);

  const related = (
    relations: readonly Relation[] | undefined,
    type: Relation["type"],
    endOf: (relation: Relation) => string,
  ): WikiReference[] =>
    (relations ?? [])
      .filter((relation) => relation.type === type)
      .flatMap((relation) => {
        const node = tree.node(endOf(relation));
        const summary = texts.get(endOf(relation))?.summary ?? "";
        return node === undefined
          ? []
          : [{ node, summary, confidence: relation.confidence, lines: relation.lines }];
      })
      .sort((a, b) => b.confidence - a.confidence);
  const fromOf = ({ fromId }: Relation): string => fromId;
  const toOf = ({ toId }: Relation): string => toId;
  const symbol = (node: NodeOutline): WikiSymbol => ({
    node,
    signature: signatures.get(node.id) ?? null,
    documentation: texts.get(node.id)?.text ?? "",
    origin: texts.get(node.id)?.origin ?? null,
    summary: texts.get(node.id)?.summary ?? "",
    bases: related(from.get(node.id), "INHERITS", toOf),
    callers: related(to.get(node.id), "CALLS", fromOf),
    callees: related(from.get(node.id), "CALLS", toOf),
  });
  for (const node of files) {
    yield {
      kind: "file",
      node,
      documentation: texts.get(node.id)?.text ?? "",
      origin: texts.get(node.id)?.origin ?? null,
      summary: texts.get(node.id)?.summary ?? "",
      imports: related(from.get(node.id), "IMPORTS", toOf),
      importedBy: related(to.get(node.id), "IMPORTS", fromOf),
      symbols: tree.symbolsOf(node.path).map(symbol),
    };
  }
}

async function readTexts(
  { graph, origins, ofPeople }: WikiSource,
  nodeIds: readonly string[],
  options: CallOptions,
): Promise<Texts> {
  const documentation = await graph.readDocumentation({ nodeIds }, options);
  return new Map(
    documentation.map((made) => {
      const each = inWordsOf(ofPeople, made);
      const { nodeId, text, summary } = each;
      return [nodeId, { text, summary, origin: origins.of(toldOrigin(each), each) }];
    }),
  );
}
