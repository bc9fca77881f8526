import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { Walker } from "../shared/file-walker.js";

/** What all parts of the Go reader share while they read one file. */
export interface GoWalker extends Walker {
  /** Fields of the file's types whose own types have no names. */
  readonly namelessFields: Set<string>;
  /** Types of the file's top level, by name. */
  readonly types: Map<string, number>;
  /** What the file reads from each name: `N` of `p.N`, by `p`. */
  readonly qualifiedNames: ReadonlyMap<string, ReadonlySet<string>>;
  /** Function literals that became definitions because they have a name. */
  readonly definitionOf: Map<SyntaxNode, number>;
  /** Function literals that fields of a variable of the package are set to, with what people call them: `cmd.Run`. */
  readonly fieldNames: Map<SyntaxNode, string>;
}
