import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { MAX_TYPE_DEPTH } from "../shared/expression-limits.js";
import type { CContext, CWalker } from "./c-context.js";
import { type Declarator, declarationParts, readDeclarator } from "./c-declarators.js";
import { nameExpression, qualifiedExpression, qualifiedName, tagExpression } from "./c-names.js";

const LITERAL: Expression = ["literal"];

/** The type that a node names, without what its declarator makes of it; `null` where that can't be told (`auto`). */
export function toType(walker: CWalker, node: SyntaxNode, context: CContext, depth = 0): Expression | null {
  if (node === NO_NODE || depth > MAX_TYPE_DEPTH) return null;
  const { tree } = walker;
  const inner = (child: SyntaxNode): Expression | null => toType(walker, child, context, depth + 1);
  switch (tree.type(node)) {
    case "primitive_type":
    case "sized_type_specifier":
      return primitive(walker, tree.textOf(node));
    case "type_identifier":
    case "identifier":
      return nameExpression(walker, tree.textOf(node), context);
    case "struct_specifier":
    case "union_specifier":
    case "class_specifier":
    case "enum_specifier": {
      const own = walker.definitionOf.get(node);
      if (own !== undefined) return ["definition", own];
      const name = tree.childOfType(node, "type_identifier", "qualified_identifier", "template_type");
      if (tree.type(name) !== "type_identifier") return inner(name);
      return tagExpression(walker, tree.textOf(name), context);
    }
    case "qualified_identifier": {
      const name = qualifiedName(walker, node);
      const type = qualifiedExpression(walker, name, context);
      return withArguments(walker, type, lastOf(walker, node), context, depth);
    }
    case "template_type":
      return withArguments(walker, inner(tree.firstChild(node)), node, context, depth);
    case "dependent_type":
    case "dependent_name":
      return inner(tree.lastChild(node));
    case "type_descriptor": {
      const parts = tree.children(node).filter((part) => tree.type(part) !== "type_qualifier");
      const [type = NO_NODE, ...rest] = parts;
      const declarator = rest.find((part) => tree.type(part).startsWith("abstract_"));
      return declaredType(walker, type, readDeclarator(tree, declarator ?? NO_NODE), context, depth + 1);
    }
    default:
      return null;
  }
}

/** The type of what a declarator names: pointers and references count as what they lead to. */
export function declaredType(
  walker: CWalker,
  typeNode: SyntaxNode,
  declarator: Declarator,
  context: CContext,
  depth = 0,
): Expression | null {
  const base = toType(walker, typeNode, context, depth);
  if (declarator.isFunctionPointer) return ["callable", base];
  const isPlain = base?.[0] === "name" && BASIC.test(base[1]);
  const type: Expression | null =
    isPlain && declarator.isIndirect && walker.isCpp ? ["name", `${base[1]}*`] : base;
  if (!declarator.isArray) return type;
  return ["list", type === null ? [] : [type]];
}

/** A value of the declared type; of a class itself, where the object stands in place, so that no derived one can. */
export function declaredValue(
  walker: CWalker,
  typeNode: SyntaxNode,
  declarator: Declarator,
  context: CContext,
): Expression | null {
  const type = declaredType(walker, typeNode, declarator, context);
  if (type === null) return null;
  const isInPlace = !declarator.isIndirect && !declarator.isArray && !declarator.isFunctionPointer;
  if (!walker.isCpp || !isInPlace || !NAMED.has(type[0]) || isBasic(type)) return instanceOf(type);
  return [
    "firstKnown",
    [
      ["new", type],
      ["instance", type],
    ],
  ];
}

const NAMED = new Set(["name", "member", "firstKnown", "definition"]);
const BASIC = /^(?:bool|char|short|int|long|unsigned|float|double|void|wchar_t|char(?:8|16|32)_t)\b/;

function isBasic(type: Expression): boolean {
  return type[0] === "name" && BASIC.test(type[1]);
}

/** Types of the language itself; which they are matters only where overloads are told apart. */
function primitive({ isCpp }: CWalker, text: string): Expression {
  if (!isCpp) return LITERAL;
  const name = text.replace(/\s+/g, " ").trim();
  if (name === "void" || name === "bool") return ["name", name];
  if (/\bdouble$/.test(name)) return ["name", "double"];
  if (/(?:^|_)(?:size|ptrdiff|ssize|intptr|uintptr|int64|uint64)_t$/.test(name)) return ["name", "long"];
  if (/\bint\d*_t$|^uint\d*_t$/.test(name)) return ["name", "int"];
  if (/^(?:un)?signed(?: int)?$/.test(name)) return ["name", "int"];
  if (/\blong\b/.test(name)) return ["name", "long"];
  if (/\bshort\b/.test(name)) return ["name", "short"];
  if (/\bchar$/.test(name)) return ["name", "char"];
  return ["name", BASIC.test(name) ? name : "int"];
}

/** The last part of a qualified name, where its own arguments stand. */
function lastOf({ tree }: CWalker, node: SyntaxNode): SyntaxNode {
  let current = node;
  for (let depth = 0; depth < MAX_TYPE_DEPTH && tree.type(current) === "qualified_identifier"; depth++)
    current = tree.lastChild(current);
  return current;
}

/** A type with the arguments that stand behind its name, if any. */
function withArguments(
  walker: CWalker,
  type: Expression | null,
  node: SyntaxNode,
  context: CContext,
  depth = 0,
): Expression | null {
  const { tree } = walker;
  const list = tree.childOfType(node, "template_argument_list");
  if (type === null || list === NO_NODE) return type;
  const args = tree
    .children(list)
    .map((argument) => toArgument(walker, argument, context, depth + 1) ?? (["union", []] as const));
  return ["generic", type, args];
}

/** An argument of a template; of `R(A)`, as in `function<R(A)>`, something that is called and gives an `R`. */
function toArgument(walker: CWalker, node: SyntaxNode, context: CContext, depth: number): Expression | null {
  const { tree } = walker;
  if (tree.type(node) !== "type_descriptor") return null;
  const type = toType(walker, node, context, depth);
  const head = tree.childOfType(node, "abstract_function_declarator");
  if (head === NO_NODE) return type;
  const types = tree
    .children(tree.childOfType(head, "parameter_list"))
    .map((parameter) => toType(walker, declarationParts(tree, parameter).type, context, depth));
  return types.some((taken) => taken !== null) ? ["callable", type, types] : ["callable", type];
}

/** A value of a type. */
export function instanceOf(type: Expression | null): Expression | null {
  return type === null ? null : ["instance", type];
}

/** What calling a function of this result gives. */
export function resultOf(type: Expression | null): Expression[] {
  if (type === null) return [];
  return [type[0] === "literal" ? LITERAL : ["instance", type]];
}
