import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";

/** What a declarator says of the name in it. */
export interface Declarator {
  /** The name; {@link NO_NODE} where there is none (`void f(int)`). */
  readonly name: SyntaxNode;
  /** Whether what is declared is a pointer or reference, or a function that returns one. */
  readonly isIndirect: boolean;
  readonly isArray: boolean;
  /** The node with the parameters, of a function or of a pointer to one; {@link NO_NODE} for none. */
  readonly function: SyntaxNode;
  readonly isFunctionPointer: boolean;
}

const SPECIFIERS = new Set([
  "storage_class_specifier",
  "type_qualifier",
  "attribute_specifier",
  "attribute_declaration",
  "ms_declspec_modifier",
  "ms_call_modifier",
  "ms_based_modifier",
  "virtual",
  "virtual_function_specifier",
  "explicit_function_specifier",
  "alignas_qualifier",
  "alignas_specifier",
  "ERROR",
]);
const WRAPPED =
  /^(?:abstract_)?(?:pointer|reference|array|function|parenthesized|attributed|init)_declarator$/;
const NAMES = new Set([
  "identifier",
  "field_identifier",
  "type_identifier",
  "primitive_type",
  "qualified_identifier",
  "operator_name",
  "operator_cast",
  "destructor_name",
  "template_function",
  "template_method",
  "structured_binding_declarator",
]);
/** Deeper than any declaration that a person writes. */
const MAX_DEPTH = 40;

/** The parts of a declaration. */
export interface DeclarationParts {
  /** {@link NO_NODE} for constructors and the like. */
  readonly type: SyntaxNode;
  readonly declarators: readonly SyntaxNode[];
}

/** The type and the declarators of a declaration, parameter, field or function. */
export function declarationParts(tree: SyntaxTree, node: SyntaxNode): DeclarationParts {
  let type = NO_NODE;
  const declarators: SyntaxNode[] = [];
  for (const child of tree.children(node)) {
    const childType = tree.type(child);
    if (SPECIFIERS.has(childType)) continue;
    if (type === NO_NODE && declarators.length === 0 && !isDeclaratorOnly(childType)) type = child;
    else if (isDeclarator(childType)) declarators.push(child);
  }
  return { type, declarators };
}

/** Whether a node can be nothing but a declarator where a type may stand. */
function isDeclaratorOnly(type: string): boolean {
  return WRAPPED.test(type) || type === "operator_cast" || type === "destructor_name";
}

function isDeclarator(type: string): boolean {
  return WRAPPED.test(type) || NAMES.has(type);
}

/** Takes a declarator apart, from the outside to the name. */
export function readDeclarator(tree: SyntaxTree, node: SyntaxNode): Declarator {
  let isIndirect = false;
  let isArray = false;
  let function_ = NO_NODE;
  let isFunctionPointer = false;
  let current = node;
  for (let depth = 0; depth < MAX_DEPTH && current !== NO_NODE; depth++) {
    const type = tree.type(current);
    if (!WRAPPED.test(type)) break;
    if (type.endsWith("function_declarator")) {
      function_ = current;
      isFunctionPointer = false;
    } else if (type.endsWith("pointer_declarator") || type.endsWith("reference_declarator")) {
      if (function_ === NO_NODE) isIndirect = true;
      else isFunctionPointer = true;
    } else if (type.endsWith("array_declarator") && function_ === NO_NODE) isArray = true;
    current = innerOf(tree, current);
  }
  const isName = NAMES.has(tree.type(current));
  if (tree.type(current) === "operator_cast")
    function_ = tree.childOfType(current, "abstract_function_declarator");
  return { name: isName ? current : NO_NODE, isIndirect, isArray, function: function_, isFunctionPointer };
}

function innerOf(tree: SyntaxTree, node: SyntaxNode): SyntaxNode {
  const parts = tree.children(node).filter((part) => isDeclarator(tree.type(part)));
  // `*const p`, `(__cdecl *p)`: what stands before the name is no declarator.
  return parts[0] ?? NO_NODE;
}

/** The simple name of a declared function or variable: `f` of `a::f<int>`, `operator==`, `~T`. */
export function simpleName(tree: SyntaxTree, name: SyntaxNode): string {
  const type = tree.type(name);
  if (type === "qualified_identifier") return simpleName(tree, tree.lastChild(name));
  if (type === "template_function" || type === "template_method" || type === "template_type")
    return simpleName(tree, tree.firstChild(name));
  if (type === "operator_cast") return `operator ${tree.textOf(tree.firstChild(name)).replace(/\s+/g, " ")}`;
  return tree.textOf(name).replace(/\s+/g, type === "operator_name" ? "" : " ");
}

/** The declared parameters; `void` alone is none. */
export function parametersOf(tree: SyntaxTree, functionNode: SyntaxNode): SyntaxNode[] {
  const list = tree.children(tree.childOfType(functionNode, "parameter_list"));
  const found = list.filter((part) => /parameter(?:_pack)?_declaration$/.test(tree.type(part)));
  const [only = NO_NODE] = found;
  return found.length === 1 && tree.textOf(only) === "void" ? [] : found;
}

/** Whether the last parameter takes all arguments that are left. */
export function isVariadic(tree: SyntaxTree, functionNode: SyntaxNode): boolean {
  const list = tree.childOfType(functionNode, "parameter_list");
  return /\.\.\.[\s\w]*\)$/.test(tree.textOf(list));
}
