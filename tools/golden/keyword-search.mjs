// The first thing to beat: BM25 over names, documentation comments and sources.
import MiniSearch from "minisearch";

const splitIdentifiers = (text) => text.replace(/([a-z0-9])([A-Z])/g, "$1 $2").split(/[^\p{L}\p{N}]+/u);

/** A function from a question to the paths of the best files, best first. */
export function keywordSearch(nodes) {
  const search = new MiniSearch({
    fields: ["name", "text"],
    storeFields: ["path"],
    tokenize: splitIdentifiers,
  });
  search.addAll(
    nodes.map((node) => ({
      id: node.id,
      name: node.name,
      path: node.path,
      text: `${node.docstring ?? ""}\n${node.source}`,
    })),
  );
  return async (question) => distinct(search.search(question).map((hit) => hit.path));
}

/** Each path once, in the order of first appearance. */
export function distinct(paths) {
  return [...new Set(paths)];
}
