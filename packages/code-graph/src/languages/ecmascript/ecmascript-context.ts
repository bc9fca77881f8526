import type { Expression } from "../../facts/expression.js";
import type { FactsBuilder } from "../../facts/facts-builder.js";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";

/** Deepest nesting that is walked; what lies deeper is left out. Bounded by the stack, far beyond real code. */
export const MAX_NESTING = 600;
/** What a definition adds to the nesting: it takes as much of the stack as this many expressions. */
export const DEFINITION_NESTING = 4;

/** Where the walk stands. */
export interface ScriptPlace {
  /** Definition that calls belong to. */
  readonly owner: number;
  /** Innermost block, in which `let`, `const`, `class` and functions live. */
  readonly scope: number;
  /** Innermost function or module, in which `var` lives. */
  readonly functionScope: number;
  /** What `this` is. */
  readonly thisValue: Expression | null;
  /** Class whose bases `super` means, -1 for none. */
  readonly superClass: number;
  /** Names before that of a definition within its parent, for members of objects and namespaces: `"api."`. */
  readonly namePrefix: string;
}

/** What all parts of the reader share while they read one file. */
export interface ScriptReader {
  readonly tree: SyntaxTree;
  readonly facts: FactsBuilder;
  /** Functions and classes that became definitions, by their node. */
  readonly definitionOf: Map<SyntaxNode, number>;
  readonly exports: Record<string, Expression>;
  visit(node: SyntaxNode, place: ScriptPlace): void;
  visitChildren(node: SyntaxNode, place: ScriptPlace): void;
  /** The place in a new block. */
  block(place: ScriptPlace): ScriptPlace;
  /** The `export` or `declare` statement that holds just this declaration, or the declaration itself. */
  statementOf(node: SyntaxNode): SyntaxNode;
  /** Runs `walk`, which takes the stack of a definition; does nothing where the nesting is too deep. */
  descend(walk: () => void): void;
}
