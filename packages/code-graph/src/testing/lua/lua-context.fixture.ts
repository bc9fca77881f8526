import type { WalkContext, Walker } from "../../languages/shared/file-walker.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";

/** Where the walk of a Lua file stands. */
export interface LuaContext extends WalkContext {
  /** Function that a `return` belongs to; -1 in one without a name, and outside of all. */
  readonly returnsFrom: number;
}

/** What all parts of the Lua reader share while they read one file. */
export interface LuaWalker extends Walker<LuaContext> {
  /** Names of the tables that the file gives functions: its classes. */
  readonly tablesWithFunctions: ReadonlySet<string>;
  /** Those read so far: definition and scope, by name. */
  readonly classes: Map<string, { readonly definition: number; readonly scope: number }>;
  /** Functions without a name of their own that became definitions by the variable they were put into. */
  readonly definitionOf: Map<SyntaxNode, number>;
}
