import type { Expression } from "../../facts/expression.js";
import { type Attribute, FILE_ITSELF, type FileFacts } from "../../facts/file-facts.js";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import { FileWalker, type NodeHandler, nodeHandlers, skip } from "../shared/file-walker.js";
import { readAttribute } from "./python-accesses.js";
import { readAugmented, readDeletion, readNamedExpression } from "./python-bindings.js";
import { readCall } from "./python-calls.js";
import { addConstants } from "./python-constants.js";
import type { PythonContext, PythonWalker } from "./python-context.js";
import { readAssigned, readClass, readDecorated, readFunction } from "./python-definitions.js";
import { addFillings } from "./python-fillings.js";
import { readImport, readImportFrom } from "./python-imports.js";
import { addLazyNames } from "./python-lazy-names.js";
import { readAssertion, readConditional, readConjunction } from "./python-narrowing.js";
import { readMatch } from "./python-patterns.js";
import {
  readAs,
  readBranches,
  readComprehension,
  readLambda,
  readLoop,
  readRedirection,
  readResult,
} from "./python-statements.js";
import { readDocstring, readHeaderComment } from "./python-text.js";
import { readTypeAlias } from "./python-type-parameters.js";

/** Deepest nesting that is walked; what lies deeper is left out. */
const MAX_NESTING = 800;

const HANDLERS = nodeHandlers<PythonWalker, PythonContext>({
  class_definition: readClass,
  function_definition: readFunction,
  decorated_definition: readDecorated,
  import_statement: readImport,
  import_from_statement: readImportFrom,
  assignment: readAssigned,
  named_expression: readNamedExpression,
  call: readCall,
  attribute: readAttribute,
  "for_statement for_in_clause": readLoop,
  as_pattern: readAs,
  "return_statement yield": readResult,
  lambda: readLambda,
  "list_comprehension set_comprehension dictionary_comprehension generator_expression": readComprehension,
  "global_statement nonlocal_statement": readRedirection,
  "if_statement while_statement try_statement": readBranches,
  match_statement: readMatch,
  augmented_assignment: readAugmented,
  delete_statement: readDeletion,
  assert_statement: readAssertion,
  boolean_operator: readConjunction,
  conditional_expression: readConditional,
  type_alias_statement: readTypeAlias,
  "identifier type future_import_statement": skip,
});

/** Reads the facts of one Python file off its syntax tree. */
export function readPythonFacts(tree: SyntaxTree): FileFacts {
  const walker = new PythonFileWalker(tree, MAX_NESTING);
  const { facts } = walker;
  const module = facts.addScope("module", -1, FILE_ITSELF);
  facts.docstring = readDocstring(tree, tree.root) ?? readHeaderComment(tree.text);
  walker.visitChildren(tree.root, {
    owner: FILE_ITSELF,
    nameScope: module,
    scope: module,
    enclosingClass: -1,
  });
  addFillings(walker);
  addLazyNames(walker);
  addConstants(walker);
  return facts.build(tree.text, tree.hasError);
}

class PythonFileWalker extends FileWalker<PythonContext> implements PythonWalker {
  readonly typeVariables = new Set<string>();
  readonly redirectedNames = new Map<number, Map<string, number>>();
  readonly fillings: Attribute[] = [];
  readonly givenToLambdas = new Map<SyntaxNode, Expression>();

  protected handlerOf(type: string): NodeHandler<PythonWalker, PythonContext> | undefined {
    return HANDLERS.get(type);
  }
}
