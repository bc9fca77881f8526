import type { FactsBuilder } from "../../facts/facts-builder.js";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";

/** Deepest nesting that is walked; what lies deeper is left out. Bounded by the stack, far beyond real code. */
export const MAX_NESTING = 600;

/** Where the walk stands. */
export interface GoPlace {
  /** Definition that calls belong to. */
  readonly owner: number;
  /** Innermost block. */
  readonly scope: number;
}

/** What all parts of the Go reader share while they read one file. */
export interface GoReader {
  readonly tree: SyntaxTree;
  readonly facts: FactsBuilder;
  /** Types of the file's top level, by name. */
  readonly types: Map<string, number>;
  /** What the file reads from each name: `N` of `p.N`, by `p`. */
  readonly qualifiedNames: ReadonlyMap<string, ReadonlySet<string>>;
  /** Function literals that became definitions because they have a name. */
  readonly definitionOf: Map<SyntaxNode, number>;
  visit(node: SyntaxNode, place: GoPlace): void;
  visitChildren(node: SyntaxNode, place: GoPlace): void;
  /** The place in a new block. */
  block(place: GoPlace): GoPlace;
}
