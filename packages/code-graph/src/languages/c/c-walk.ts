import { FILE_ITSELF, type FileFacts } from "../../facts/file-facts.js";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import { FileWalker, type NodeHandler, nodeHandlers, skip, visitInBlock } from "../shared/file-walker.js";
import { readAssignment, readCall } from "./c-calls.js";
import { readSpecifier } from "./c-classes.js";
import { readDelete, readFieldInitializer, readLiteral, readNew } from "./c-constructions.js";
import type { CContext, CWalker, KnownClass, LambdaUse } from "./c-context.js";
import { readDeclaration } from "./c-declarations.js";
import { readField } from "./c-fields.js";
import { FileNames } from "./c-file-names.js";
import { readFunction } from "./c-functions.js";
import { readInclude } from "./c-includes.js";
import { readLambda } from "./c-lambdas.js";
import { readConstantMacro, readMacro } from "./c-macros.js";
import { findNamespaceNames, readNamespace, readTemplate, readUsing } from "./c-namespaces.js";
import { readCatch, readCondition, readRangeLoop, readReturn } from "./c-statements.js";
import { readFileComment } from "./c-text.js";
import { readAlias, readTypedef } from "./c-type-names.js";

const HANDLERS = nodeHandlers<CWalker, CContext>({
  preproc_include: readInclude,
  preproc_function_def: readMacro,
  preproc_def: readConstantMacro,
  "preproc_if preproc_elif preproc_ifdef preproc_elifdef": readCondition,
  function_definition: readFunction,
  declaration: readDeclaration,
  field_declaration: readField,
  type_definition: readTypedef,
  alias_declaration: readAlias,
  "struct_specifier union_specifier class_specifier enum_specifier": readSpecifier,
  namespace_definition: readNamespace,
  using_declaration: readUsing,
  template_declaration: readTemplate,
  friend_declaration: readFriend,
  call_expression: readCall,
  assignment_expression: readAssignment,
  new_expression: readNew,
  delete_expression: readDelete,
  compound_literal_expression: readLiteral,
  field_initializer: readFieldInitializer,
  lambda_expression: readLambda,
  for_range_loop: readRangeLoop,
  catch_clause: readCatch,
  return_statement: readReturn,
  "compound_statement if_statement for_statement while_statement switch_statement case_statement":
    visitInBlock,
  "identifier field_identifier type_identifier parameter_list template_argument_list": skip,
  "access_specifier static_assert_declaration attribute_declaration attribute_specifier": skip,
  "namespace_alias_definition preproc_call sizeof_expression template_instantiation decltype": skip,
});

/** Reads the facts of one C or C++ file off its syntax tree. */
export function readCFacts(tree: SyntaxTree, isCpp: boolean): FileFacts {
  const walker = new CFileWalker(tree, isCpp);
  const { facts } = walker;
  const file: CContext = {
    owner: FILE_ITSELF,
    scope: facts.addScope("module", -1, FILE_ITSELF),
    namespace: "",
    classes: [],
    returnsFrom: FILE_ITSELF,
    isInternal: false,
    isConditional: false,
    isConst: false,
    container: "file",
    template: null,
  };
  facts.docstring = readFileComment(tree.text);
  walker.visitChildren(tree.root, file);
  walker.names.bindAll(facts, isCpp);
  return facts.build(tree.text, tree.hasError);
}

/** `friend void f() { … }`, `friend void f();`: of the namespace around the class, not of the class. */
function readFriend(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree, facts } = walker;
  const owner = facts.definitions[context.owner]?.parent ?? FILE_ITSELF;
  const isFunction = tree.childOfType(node, "function_definition", "declaration") !== -1;
  if (isFunction && facts.definitions[owner]?.kind !== "function")
    walker.visitChildren(node, { ...context, owner, container: "file" });
}

class CFileWalker extends FileWalker<CContext> implements CWalker {
  readonly isCpp: boolean;
  readonly names = new FileNames();
  readonly classes = new Map<string, KnownClass>();
  readonly classOf = new Map<number, KnownClass>();
  readonly namespaces = new Map<string, number>();
  readonly directives: readonly string[];
  readonly namespaceAliases: ReadonlyMap<string, string>;
  readonly docstrings = new Map<string, string>();
  readonly definitionOf = new Map<SyntaxNode, number>();
  readonly expected = new Map<SyntaxNode, LambdaUse>();
  readonly constants = new Set<string>();
  deferred: (() => void)[] | null = null;

  constructor(tree: SyntaxTree, isCpp: boolean) {
    super(tree);
    this.isCpp = isCpp;
    const { directives, aliases } = findNamespaceNames(tree);
    this.directives = directives;
    this.namespaceAliases = aliases;
  }

  protected handlerOf(type: string): NodeHandler<CWalker, CContext> | undefined {
    return HANDLERS.get(type);
  }
}
