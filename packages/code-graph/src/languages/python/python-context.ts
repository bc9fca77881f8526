import type { FactsBuilder } from "../../facts/facts-builder.js";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";

/** Deepest nesting that is walked; what lies deeper is left out. Bounded by the stack, far beyond real code. */
export const MAX_NESTING = 800;

/** Where the walk stands. */
export interface PythonPlace {
  /** Definition that calls belong to. */
  readonly owner: number;
  /** Function, class or module scope, in which assigned names live. */
  readonly nameScope: number;
  /** Innermost scope or block. */
  readonly block: number;
  /** Class whose method (or nested function of a method) this is, -1 for none. */
  readonly enclosingClass: number;
}

/** What all parts of the Python reader share while they read one file. */
export interface PythonReader {
  readonly tree: SyntaxTree;
  readonly facts: FactsBuilder;
  /** Names declared `global` or `nonlocal`, by scope: the scope they live in instead. */
  readonly redirectedNames: Map<number, Map<string, number>>;
  visit(node: SyntaxNode, place: PythonPlace): void;
  visitChildren(node: SyntaxNode, place: PythonPlace): void;
}
