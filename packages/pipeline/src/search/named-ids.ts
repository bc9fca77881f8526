import { mentionedNames } from "@stemma/llm/grounding";
import { isName, mayBePlace } from "../names/is-name.js";
import { matchNames, matchPlace } from "../names/match-names.js";
import { nameReference } from "../names/name-reference.js";
import type { NamedNode } from "../names/named-node.js";

/** Which nodes a question names, by their ids. */
export interface NamedIds {
  /** The question as a whole is their name; best first. */
  readonly meant: readonly string[];
  /** They are mentioned by name in a sentence, or are called nearly as the question is. */
  readonly mentioned: readonly string[];
}

/** Nothing is named. */
export const NOTHING_NAMED: NamedIds = { meant: [], mentioned: [] };

/** Whether {@link namedIds} has anything to look for, so that names need be read at all. */
export function mayName(question: string): boolean {
  return isName(question) || mayBePlace(question) || mentionedNames(question).length > 0;
}

/** Finds what a question names among `nodes`; `root` is where absolute paths are relative to. */
export function namedIds(
  nodes: readonly NamedNode[],
  question: string,
  { root, limit }: { readonly root: string; readonly limit: number },
): NamedIds {
  const idsOf = (found: readonly NamedNode[]): string[] => found.slice(0, limit * 4).map(({ id }) => id);
  if (isName(question)) {
    const { quality, nodes: found } = matchNames(nodes, nameReference(question, root));
    return quality === "exact"
      ? { meant: idsOf(found), mentioned: [] }
      : { meant: [], mentioned: idsOf(found) };
  }
  const place = mayBePlace(question) ? matchPlace(nodes, nameReference(question, root)) : [];
  if (place.length > 0) return { meant: idsOf(place), mentioned: [] };
  const mentioned = mentionedNames(question).flatMap((name) => {
    const { quality, nodes: found } = matchNames(nodes, nameReference(name, root));
    return quality === "exact" ? idsOf(found) : [];
  });
  return { meant: [], mentioned: [...new Set(mentioned)] };
}
