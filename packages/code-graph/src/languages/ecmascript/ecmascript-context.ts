import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { WalkContext, Walker } from "../shared/file-walker.js";

/** Where the walk stands. */
export interface ScriptContext extends WalkContext {
  /** Innermost function or module, in which `var` lives; `let`, `const`, `class` and functions live in the innermost block. */
  readonly functionScope: number;
  /** What `this` is. */
  readonly thisValue: Expression | null;
  /** Class whose bases `super` means, -1 for none. */
  readonly superClass: number;
  /** Names before that of a definition within its parent, for members of objects and namespaces: `"api."`. */
  readonly namePrefix: string;
}

/** What all parts of the reader share while they read one file. */
export interface ScriptWalker extends Walker<ScriptContext> {
  /** Functions and classes that became definitions, by their node. */
  readonly definitionOf: Map<SyntaxNode, number>;
  readonly exports: Record<string, Expression>;
  /** `export` and `declare` statements that hold just this declaration, by it. */
  readonly statements: Map<SyntaxNode, SyntaxNode>;
}

/** The statement around a declaration that holds nothing else, or the declaration itself. */
export function statementOf({ statements }: ScriptWalker, node: SyntaxNode): SyntaxNode {
  return statements.get(node) ?? node;
}
