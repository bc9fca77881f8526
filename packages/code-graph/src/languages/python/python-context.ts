import type { Expression } from "../../facts/expression.js";
import type { Attribute } from "../../facts/file-facts.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { WalkContext, Walker } from "../shared/file-walker.js";

/** Where the walk stands. */
export interface PythonContext extends WalkContext {
  /** Function, class or module scope, in which assigned names live. */
  readonly nameScope: number;
  /** Class whose method (or nested function of a method) this is, -1 for none. */
  readonly enclosingClass: number;
}

/** What all parts of the Python reader share while they read one file. */
export interface PythonWalker extends Walker<PythonContext> {
  /** Names of type variables, as far as the file was read. */
  readonly typeVariables: Set<string>;
  /** Names declared `global` or `nonlocal`, by scope: the scope they live in instead. */
  readonly redirectedNames: Map<number, Map<string, number>>;
  /** What attributes that are containers are filled with. */
  readonly fillings: Attribute[];
  /** What lambdas get first, as far as the calls that they stand in tell. */
  readonly givenToLambdas: Map<SyntaxNode, Expression>;
}
