import { FILE_ITSELF, type FileFacts } from "../../facts/file-facts.js";
import {
  FileWalker,
  type NodeHandler,
  nodeHandlers,
  skip,
  visitInBlock,
} from "../../languages/shared/file-walker.js";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import { readAssignment, readLocals, readLoopNames } from "./lua-bindings.fixture.js";
import { readCall } from "./lua-calls.fixture.js";
import type { LuaContext, LuaWalker } from "./lua-context.fixture.js";
import {
  findTablesWithFunctions,
  readAnonymousFunction,
  readFunction,
  readReturn,
} from "./lua-definitions.fixture.js";
import { toExpression } from "./lua-expressions.fixture.js";
import { RETURNED } from "./lua-library.fixture.js";
import { readDocComment } from "./lua-text.fixture.js";

const HANDLERS = nodeHandlers<LuaWalker, LuaContext>({
  function_declaration: readFunction,
  function_definition: readAnonymousFunction,
  variable_declaration: readLocals,
  assignment_statement: readAssignment,
  function_call: readCall,
  return_statement: readReturn,
  "for_numeric_clause for_generic_clause": readLoopNames,
  "block for_statement": visitInBlock,
  "identifier parameters": skip,
});

/** Reads the facts of one Lua file off its syntax tree. */
export function readLuaFacts(tree: SyntaxTree): FileFacts {
  const walker = new LuaFileWalker(tree);
  const { facts } = walker;
  const scope = facts.addScope("module", -1, FILE_ITSELF);
  const first = tree.firstChild(tree.root);
  const isFunction = tree.type(first) === "function_declaration";
  facts.docstring = isFunction ? null : readDocComment(tree.text, tree.start(first));
  walker.visitChildren(tree.root, { owner: FILE_ITSELF, scope, returnsFrom: -1 });
  const returned = tree.firstChild(tree.childOfType(tree.root, "return_statement"));
  const value = toExpression(walker, tree.firstChild(returned));
  if (value !== null) facts.exports = { [RETURNED]: value };
  return facts.build(tree.text, tree.hasError);
}

class LuaFileWalker extends FileWalker<LuaContext> implements LuaWalker {
  readonly tablesWithFunctions: ReadonlySet<string>;
  readonly classes: LuaWalker["classes"] = new Map();
  readonly definitionOf = new Map<SyntaxNode, number>();

  constructor(tree: SyntaxTree) {
    super(tree);
    this.tablesWithFunctions = findTablesWithFunctions(tree);
  }

  protected handlerOf(type: string): NodeHandler<LuaWalker, LuaContext> | undefined {
    return HANDLERS.get(type);
  }
}
