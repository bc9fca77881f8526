import type { Expression } from "../../facts/expression.js";
import { FILE_ITSELF, type FileFacts } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { FileWalker, type NodeHandler, nodeHandlers, skip, visitInBlock } from "../shared/file-walker.js";
import { readCatch, readForEach, readResource, readVariables } from "./java-bindings.js";
import { readConstructorCall, readInvocation } from "./java-calls.js";
import type { JavaWalker, LambdaUse, MemberImports } from "./java-context.js";
import { readConstant, readCreation } from "./java-creations.js";
import { readClass, readClasses } from "./java-definitions.js";
import { collectTypeNames, readImport } from "./java-imports.js";
import { readAssignment, readCast, readLambda, readReturn } from "./java-lambdas.js";
import { declareMethod, isMethod, readMethodBody } from "./java-methods.js";
import { TYPE_DECLARATIONS } from "./java-nodes.js";
import { readPattern, readRecordPattern } from "./java-patterns.js";
import { readDocComment } from "./java-text.js";

const HANDLERS = nodeHandlers<JavaWalker>({
  method_invocation: readInvocation,
  object_creation_expression: readCreation,
  enum_constant: readConstant,
  explicit_constructor_invocation: readConstructorCall,
  "class_declaration interface_declaration enum_declaration record_declaration": readClass,
  local_variable_declaration: readVariables,
  enhanced_for_statement: readForEach,
  resource: readResource,
  catch_clause: readCatch,
  record_pattern: readRecordPattern,
  "instanceof_expression type_pattern record_pattern_component": readPattern,
  lambda_expression: readLambda,
  return_statement: readReturn,
  cast_expression: readCast,
  assignment_expression: readAssignment,
  "block for_statement try_statement try_with_resources_statement switch_block switch_rule": visitInBlock,
  "identifier modifiers annotation marker_annotation": skip,
});

/** Reads the facts of one Java file off its syntax tree. */
export function readJavaFacts(tree: SyntaxTree): FileFacts {
  const walker = new JavaFileWalker(tree);
  const { facts } = walker;
  const file = { owner: FILE_ITSELF, scope: facts.addScope("module", -1, FILE_ITSELF) };
  const declaration = tree.childOfType(tree.root, "package_declaration");
  const name = tree.textOf(tree.childOfType(declaration, "scoped_identifier", "identifier"));
  facts.packageName = name.replace(/\s/g, "") || null;
  // Above `package` most files have their licence.
  const header = declaration === NO_NODE ? null : readDocComment(tree.text, tree.start(declaration));
  facts.docstring = header !== null && /copyright|licen[sc]e/i.test(header) ? null : header;
  const types: SyntaxNode[] = [];
  const typeNames = collectTypeNames(tree);
  for (const node of tree.children(tree.root))
    if (tree.type(node) === "import_declaration") readImport(walker, node, typeNames);
    else if (TYPE_DECLARATIONS.has(tree.type(node))) types.push(node);
  readClasses(walker, types, file);
  // A file without a class, where the language permits one.
  const rest = tree
    .children(tree.root)
    .filter(
      (node) =>
        !TYPE_DECLARATIONS.has(tree.type(node)) && !/^(?:import|package)_declaration$/.test(tree.type(node)),
    );
  const unnamed = { definition: FILE_ITSELF, node: tree.root, body: NO_NODE, bases: [], nested: [] };
  for (const node of rest) if (isMethod(tree.type(node))) declareMethod(walker, node, unnamed);
  for (const node of rest)
    if (isMethod(tree.type(node))) readMethodBody(walker, node, unnamed);
    else walker.visit(node, file);
  return facts.build(tree.text, tree.hasError);
}

class JavaFileWalker extends FileWalker implements JavaWalker {
  readonly typeVariables = new Set<string>();
  readonly memberImports: MemberImports = { single: new Map(), all: [] };
  readonly definitionOf = new Map<SyntaxNode, number>();
  readonly expected = new Map<SyntaxNode, LambdaUse>();
  readonly results = new Map<SyntaxNode, string>();
  given: Expression[] | null = null;
  returned: Expression | null = null;

  protected handlerOf(type: string): NodeHandler<JavaWalker> | undefined {
    return HANDLERS.get(type);
  }
}
