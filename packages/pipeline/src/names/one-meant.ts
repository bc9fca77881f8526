import { AmbiguousSymbolError } from "../errors/ambiguous-symbol-error.js";
import { SymbolNotFoundError } from "../errors/symbol-not-found-error.js";
import type { NameMatches } from "./match-names.js";
import type { NamedNode } from "./named-node.js";

/**
 * The id of the one node that a name means, where one is asked about. A file gives way to what it defines and is named after
 * (`observeOn` of `operators/observeOn.ts`): whoever means the file writes its suffix.
 *
 * @throws {@link SymbolNotFoundError} `SYMBOL_NOT_FOUND` with those that are similar
 * @throws {@link AmbiguousSymbolError} `SYMBOL_AMBIGUOUS` for a name that several have
 */
export function oneMeant(symbol: string, { quality, nodes }: NameMatches<NamedNode>): string {
  const ids = withoutTheirFiles(nodes).map(({ id }) => id);
  const [first] = ids;
  if (quality === "similar" || first === undefined) throw new SymbolNotFoundError(symbol, { similar: ids });
  if (ids.length > 1) throw new AmbiguousSymbolError(symbol, ids);
  return first;
}

function withoutTheirFiles(nodes: readonly NamedNode[]): readonly NamedNode[] {
  const defining = new Set(nodes.filter(({ id, path }) => id !== path).map(({ path }) => path));
  return nodes.filter(({ id }) => !defining.has(id));
}
