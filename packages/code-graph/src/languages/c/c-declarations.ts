import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { bindName } from "../shared/bind-name.js";
import { addCall } from "../shared/call-sites.js";
import { isClassDefinition, readClass } from "./c-classes.js";
import { addConstruction, readInitializer } from "./c-constructions.js";
import type { CContext, CWalker } from "./c-context.js";
import { type Declarator, declarationParts, parametersOf, readDeclarator } from "./c-declarators.js";
import { toExpression } from "./c-expressions.js";
import { declareFunction } from "./c-functions.js";
import { readNamedLambda } from "./c-lambdas.js";
import { fullName, isLocal, nameExpression } from "./c-names.js";
import { noteConstant } from "./c-parameters.js";
import { declaredType, declaredValue } from "./c-types.js";

/** Variables, and functions that are declared: `T a(1), *b = f(), c[2]; int g(int);`. */
export function readDeclaration(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree } = walker;
  const { type, declarators } = declarationParts(tree, node);
  if (isClassDefinition(walker, type))
    readClass(walker, type, declarators.length === 0 ? node : type, "", context);
  const condition = valueInCondition(walker, declarators[0] ?? NO_NODE);
  for (const declaratorNode of condition === NO_NODE ? declarators : declarators.slice(0, 1)) {
    const declarator = readDeclarator(tree, declaratorNode);
    if (declarator.name === NO_NODE) continue;
    if (declarator.function === NO_NODE || declarator.isFunctionPointer)
      readVariable(walker, node, type, declaratorNode, condition, declarator, context);
    else if (isConstruction(walker, declarator, context)) readVexing(walker, type, declarator, context);
    else declareFunction(walker, node, type, declarator, context);
  }
}

function readVariable(
  walker: CWalker,
  node: SyntaxNode,
  type: SyntaxNode,
  declaratorNode: SyntaxNode,
  condition: SyntaxNode,
  declarator: Declarator,
  context: CContext,
): void {
  const { tree } = walker;
  const value = tree.type(declaratorNode) === "init_declarator" ? tree.lastChild(declaratorNode) : condition;
  const isExtern = /\bextern\b/.test(tree.text.slice(tree.start(node), tree.start(type)));
  if (tree.type(value) === "lambda_expression" && tree.type(declarator.name) === "identifier") {
    readNamedLambda(walker, value, tree.textOf(declarator.name), node, context);
    return;
  }
  const written = declaredType(walker, type, declarator, context);
  if (value !== NO_NODE)
    readInitializer(
      walker,
      value,
      declarator.isArray && written?.[0] === "list" ? (written[1][0] ?? null) : written,
      context,
    );
  if (!isExtern) readObject(walker, type, value, declarator, declaratorNode, context);
  const mayList = declarator.isFunctionPointer || (declarator.isArray && !PRIMITIVE.test(tree.type(type)));
  const listed = mayList ? listedFunctions(walker, value, context) : null;
  const given = isValue(walker, value) ? toExpression(walker, value, context) : listed;
  const declared = declaredValue(walker, type, declarator, context);
  if (tree.type(declarator.name) === "structured_binding_declarator") {
    const names = tree.children(declarator.name);
    names.forEach((name, index) => {
      bind(walker, name, given === null ? null : ["destructured", given, index, names.length], node, context);
    });
    return;
  }
  // What a pointer to a function is set to says more than its type.
  const bound =
    listed !== null && declared !== null
      ? (["union", [declared, listed]] as Expression)
      : declared !== null && given !== null && mayBeFunction(walker, value)
        ? (["firstKnown", [["functions", given], declared]] as Expression)
        : (declared ?? given);
  bind(walker, declarator.name, bound, node, context);
  if (context.container === "body") noteConstant(walker, node, type, tree.textOf(declarator.name), context);
}

/** `f()` of `if (T x = f())`, which stands behind the declarator rather than in it. */
function valueInCondition({ tree }: CWalker, declarator: SyntaxNode): SyntaxNode {
  const next = declarator === NO_NODE ? NO_NODE : tree.nextSibling(declarator);
  if (next === NO_NODE) return NO_NODE;
  return /^\s*=\s*$/.test(tree.text.slice(tree.end(declarator), tree.start(next))) ? next : NO_NODE;
}

function bind(
  walker: CWalker,
  nameNode: SyntaxNode,
  value: Expression | null,
  node: SyntaxNode,
  context: CContext,
): void {
  const { tree, names } = walker;
  const name = tree.textOf(nameNode);
  if (context.container === "file") names.addValue(fullName(context.namespace, name), value);
  else bindName(walker, context, name, value, tree.end(node));
}

/** `T x;`, `T x(1);`, `T x{1};` make an object; `T x = f();` and `T* x;` do not. */
function readObject(
  walker: CWalker,
  type: SyntaxNode,
  value: SyntaxNode,
  declarator: Declarator,
  declaratorNode: SyntaxNode,
  context: CContext,
): void {
  const { tree, isCpp } = walker;
  if (!isCpp || declarator.isIndirect || declarator.isFunctionPointer || context.container === "class")
    return;
  const isList = /^(?:argument|initializer)_list$/.test(tree.type(value));
  if (value !== NO_NODE && (!isList || declarator.isArray)) return;
  addConstruction(walker, declaratorNode, type, value, context);
}

function isValue({ tree }: CWalker, node: SyntaxNode): boolean {
  return node !== NO_NODE && !/^(?:argument|initializer)_list$/.test(tree.type(node));
}

const PRIMITIVE = /^(?:primitive_type|sized_type_specifier)$/;
/** Longer arrays than this say too little of each call. */
const MOST_LISTED = 64;

/** The functions that an array of them is written with; `null` where there are none. */
function listedFunctions(walker: CWalker, list: SyntaxNode, context: CContext): Expression | null {
  const { tree } = walker;
  if (list === NO_NODE || tree.type(list) !== "initializer_list") return null;
  const values = tree
    .children(list)
    .slice(0, MOST_LISTED)
    .map((part) => (tree.type(part) === "initializer_pair" ? tree.lastChild(part) : part));
  const functions = values
    .filter((value) => mayBeFunction(walker, value))
    .map((value) => toExpression(walker, value, context))
    .filter((value) => value !== null)
    .map((value): Expression => ["functions", value]);
  return functions.length === 0 ? null : ["slice", ["list", functions]];
}

/** Whether a value may be a function by its name. */
function mayBeFunction(walker: CWalker, node: SyntaxNode): boolean {
  const { tree } = walker;
  const type = tree.type(node);
  if (type === "pointer_expression")
    return /^&/.test(tree.textOf(node)) && mayBeFunction(walker, tree.firstChild(node));
  if (type === "cast_expression") return mayBeFunction(walker, tree.lastChild(node));
  return type === "identifier" || type === "qualified_identifier";
}

/** Whether `T x(a);` in a body makes an object with the variable `a`, rather than declare a function. */
function isConstruction(walker: CWalker, declarator: Declarator, context: CContext): boolean {
  const { tree, isCpp } = walker;
  if (!isCpp || context.container !== "body" || tree.type(declarator.name) !== "identifier") return false;
  const parameters = parametersOf(tree, declarator.function);
  return (
    parameters.length > 0 &&
    parameters.every((parameter) => {
      const { type, declarators } = declarationParts(tree, parameter);
      if (tree.type(type) !== "type_identifier") return false;
      if (calledIn(walker, parameter) !== NO_NODE) return true;
      return declarators.length === 0 && isLocal(walker, context, tree.textOf(type));
    })
  );
}

/** `g` of `T x(g())`, which the grammar takes for the type of a function without a name. */
function calledIn({ tree }: CWalker, parameter: SyntaxNode): SyntaxNode {
  const { type } = declarationParts(tree, parameter);
  return tree.childOfType(parameter, "abstract_function_declarator") === NO_NODE ? NO_NODE : type;
}

function readVexing(walker: CWalker, type: SyntaxNode, declarator: Declarator, context: CContext): void {
  const { tree } = walker;
  const list = tree.childOfType(declarator.function, "parameter_list");
  addConstruction(walker, declarator.function, type, list, context);
  for (const parameter of tree.children(list)) {
    const called = calledIn(walker, parameter);
    if (called === NO_NODE) continue;
    const text = tree.textOf(called);
    addCall(walker, parameter, context, { callee: nameExpression(walker, text, context), text, args: [] });
  }
  const plain = { ...declarator, function: NO_NODE };
  bindName(
    walker,
    context,
    tree.textOf(declarator.name),
    declaredValue(walker, type, plain, context),
    tree.end(list),
  );
}
