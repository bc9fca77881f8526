import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { Walker } from "../shared/file-walker.js";

/** What the file's imports bring besides names of their own. */
export interface MemberImports {
  /** Classes by the name of the one member that is imported from them (`import static a.B.c`). */
  readonly single: Map<string, Expression[]>;
  /** Classes of which all members are imported (`import static a.B.*`, `import a.B.*`). */
  readonly all: Expression[];
}

/** A class whose head was read and whose body is still to come. */
export interface OpenClass {
  readonly definition: number;
  readonly node: SyntaxNode;
  readonly body: SyntaxNode;
  /** Those of its definition, for filling in. */
  readonly bases: Expression[];
  /** Types declared directly in it. */
  readonly nested: readonly OpenClass[];
}

/** What a function in place is used as. */
export interface LambdaUse {
  /** A value of the type that it is used as. */
  readonly type: Expression;
  /** What it is given where a container of the library calls it, `null` elsewhere. */
  readonly element: Expression | null;
  /** Whether all of its parameters are elements, or the last alone. */
  readonly takesElements: boolean;
}

/** What all parts of the Java reader share while they read one file. */
export interface JavaWalker extends Walker {
  /** Names of type parameters, as far as the file was read. */
  readonly typeVariables: Set<string>;
  readonly memberImports: MemberImports;
  /** Classes that stand in place, in an expression, by their body. */
  readonly definitionOf: Map<SyntaxNode, number>;
  /** Names under which scopes keep what functions in place give. */
  readonly results: Map<SyntaxNode, string>;
  /** What the function in place at hand gives, as far as it was read; `null` in a method. */
  given: Expression[] | null;
  /** What functions in place are used as. */
  readonly expected: Map<SyntaxNode, LambdaUse>;
  /** What the method or function at hand returns, as far as its type tells. */
  returned: Expression | null;
}
