import { FILE_ITSELF, type FileFacts } from "../../facts/file-facts.js";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import { FileWalker, type NodeHandler, nodeHandlers, skip, visitInBlock } from "../shared/file-walker.js";
import { readAssignment, readShortVariables, readVariables } from "./go-bindings.js";
import { readCall } from "./go-calls.js";
import { readComposite } from "./go-composites.js";
import type { GoWalker } from "./go-context.js";
import { readAnonymousFunction, readFunction } from "./go-definitions.js";
import { collectQualifiedNames, readImports } from "./go-imports.js";
import { readRange, readReceive, readTypeSwitch } from "./go-statements.js";
import { readDocComment } from "./go-text.js";
import { readTypes } from "./go-type-declarations.js";

const HANDLERS = nodeHandlers<GoWalker>({
  "function_declaration method_declaration": readFunction,
  type_declaration: readTypes,
  import_declaration: readImports,
  "var_declaration const_declaration": readVariables,
  short_var_declaration: readShortVariables,
  assignment_statement: readAssignment,
  "call_expression type_conversion_expression": readCall,
  composite_literal: readComposite,
  func_literal: readAnonymousFunction,
  range_clause: readRange,
  receive_statement: readReceive,
  type_switch_statement: readTypeSwitch,
  "block if_statement for_statement expression_switch_statement": visitInBlock,
  "expression_case default_case communication_case": visitInBlock,
  "identifier parameter_list struct_type interface_type function_type": skip,
});

/** Reads the facts of one Go file off its syntax tree. */
export function readGoFacts(tree: SyntaxTree): FileFacts {
  const walker = new GoFileWalker(tree);
  const { facts } = walker;
  const file = { owner: FILE_ITSELF, scope: facts.addScope("module", -1, FILE_ITSELF) };
  const clause = tree.childOfType(tree.root, "package_clause");
  facts.packageName = tree.textOf(tree.firstChild(clause)) || null;
  facts.docstring = readDocComment(tree.text, tree.start(clause));
  // Methods belong to their types, wherever in the file these stand.
  for (const node of tree.children(tree.root))
    if (tree.type(node) === "type_declaration") readTypes(walker, node, file);
  for (const node of tree.children(tree.root))
    if (tree.type(node) !== "type_declaration") walker.visit(node, file);
  return facts.build(tree.text, tree.hasError);
}

class GoFileWalker extends FileWalker implements GoWalker {
  readonly namelessFields = new Set<string>();
  readonly qualifiedNames: ReadonlyMap<string, ReadonlySet<string>>;
  readonly types = new Map<string, number>();
  readonly definitionOf = new Map<SyntaxNode, number>();
  readonly fieldNames = new Map<SyntaxNode, string>();

  constructor(tree: SyntaxTree) {
    super(tree);
    this.qualifiedNames = collectQualifiedNames(tree);
  }

  protected handlerOf(type: string): NodeHandler<GoWalker> | undefined {
    return HANDLERS.get(type);
  }
}
