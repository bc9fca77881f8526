import type { Expression } from "../../facts/expression.js";
import { FILE_ITSELF, type FileFacts, type Signature } from "../../facts/file-facts.js";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import {
  FileWalker,
  type NodeHandler,
  nodeHandlers,
  skip,
  visitInBlock,
  visitInLoop,
} from "../shared/file-walker.js";
import { readMemberExpression, readUpdate } from "./ecmascript-accesses.js";
import { readAssigned } from "./ecmascript-assignments.js";
import { readCall, readDecorator, readElement } from "./ecmascript-calls.js";
import { addConstants } from "./ecmascript-constants.js";
import type {
  CalledInPlace,
  NotedConstant,
  NotedType,
  ObjectEntry,
  ScriptContext,
  ScriptWalker,
} from "./ecmascript-context.js";
import { readDefinedProperty } from "./ecmascript-defined-properties.js";
import {
  readAlias,
  readClassDeclaration,
  readClassExpression,
  readFunctionDeclaration,
} from "./ecmascript-definitions.js";
import { exportMembersOfFunction } from "./ecmascript-exports.js";
import { readAnonymousFunction, readReturn, readYield } from "./ecmascript-functions.js";
import { readAmbient, readExport, readImport } from "./ecmascript-imports.js";
import { readImportAlias, readNamespace } from "./ecmascript-namespaces.js";
import { readBinary, readIf, readStatement, readTernary, readWhile } from "./ecmascript-narrowing.js";
import { readNamedObject, readObject } from "./ecmascript-objects.js";
import { readCatch, readForIn } from "./ecmascript-statements.js";
import { readHeaderComment } from "./ecmascript-text.js";
import { keepTypesApart } from "./ecmascript-type-names.js";
import { readNamedValue, readVariables } from "./ecmascript-values.js";

const HANDLERS = nodeHandlers<ScriptWalker, ScriptContext>({
  "function_declaration generator_function_declaration function_signature": readFunctionDeclaration,
  "arrow_function function_expression generator_function": readAnonymousFunction,
  "class_declaration abstract_class_declaration interface_declaration enum_declaration": readClassDeclaration,
  class: readClassExpression,
  type_alias_declaration: readAlias,
  internal_module: readNamespace,
  import_alias: readImportAlias,
  import_statement: readImport,
  export_statement: readExport,
  ambient_declaration: readAmbient,
  "lexical_declaration variable_declaration": readVariables,
  assignment_expression: readAssigned,
  call_expression: (walker, node, context) => {
    if (!readDefinedProperty(walker, node, { ...context, namePrefix: "", objectValue: null }))
      readCall(walker, node, context);
  },
  new_expression: (walker, node, context) => readCall(walker, node, context),
  member_expression: readMemberExpression,
  "augmented_assignment_expression update_expression": readUpdate,
  "jsx_opening_element jsx_self_closing_element": readElement,
  decorator: readDecorator,
  object: readObject,
  return_statement: readReturn,
  yield_expression: readYield,
  if_statement: readIf,
  while_statement: readWhile,
  expression_statement: readStatement,
  ternary_expression: readTernary,
  binary_expression: readBinary,
  for_in_statement: readForIn,
  catch_clause: readCatch,
  "statement_block else_clause": visitInBlock,
  "for_statement do_statement": visitInLoop,
  "switch_body switch_case switch_default module": visitInBlock,
  "identifier property_identifier string number this": skip,
  "type_annotation type_arguments type_parameters": skip,
});

/** Reads the facts of one JavaScript or TypeScript file off its syntax tree. */
export function readScriptFacts(tree: SyntaxTree): FileFacts {
  const walker = new ScriptFileWalker(tree);
  const module = walker.facts.addScope("module", -1, FILE_ITSELF);
  walker.facts.docstring = readHeaderComment(tree.text);
  walker.visitChildren(tree.root, {
    owner: FILE_ITSELF,
    scope: module,
    functionScope: module,
    thisValue: null,
    superClass: -1,
    objectValue: null,
    namePrefix: "",
  });
  exportMembersOfFunction(walker);
  walker.facts.exports = walker.exports;
  addConstants(walker);
  keepTypesApart(walker);
  return walker.facts.build(tree.text, tree.hasError);
}

class ScriptFileWalker extends FileWalker<ScriptContext> implements ScriptWalker {
  readonly definitionOf = new Map<SyntaxNode, number>();
  readonly statements = new Map<SyntaxNode, SyntaxNode>();
  readonly signatures = new Map<string, Signature[]>();
  readonly typeNames: NotedType[] = [];
  readonly expected = new Map<SyntaxNode, Expression>();
  readonly expectedResults = new Map<number, Expression>();
  readonly returning = new Set<number>();
  readonly calledInPlace = new Map<number, CalledInPlace>();
  readonly resultNames = new Map<SyntaxNode, readonly string[]>();
  readonly askedObjects = new Set<string>();
  readonly typeVariables = new Set<string>();
  readonly exportAliases = new Set<string>();
  readonly constants: NotedConstant[] = [];
  readonly entriesOf = new Map<Expression, ObjectEntry[]>();
  readonly exports: Record<string, Expression> = Object.create(null) as Record<string, Expression>;

  namedValue(value: SyntaxNode, name: string, outer: SyntaxNode, context: ScriptContext): void {
    readNamedValue(this, value, name, outer, context);
  }

  namedObject(node: SyntaxNode, prefix: string, context: ScriptContext): void {
    readNamedObject(this, node, prefix, context);
  }

  protected handlerOf(type: string): NodeHandler<ScriptWalker, ScriptContext> | undefined {
    return HANDLERS.get(type);
  }
}
