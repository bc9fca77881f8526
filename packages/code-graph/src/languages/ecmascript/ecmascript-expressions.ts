import { type Expression, OWN_MODULE, SPREAD } from "../../facts/expression.js";
import { accessorKey } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { MAX_ARGUMENTS, MAX_EXPRESSION_DEPTH } from "../shared/expression-limits.js";
import type { ObjectEntry, ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { TYPE_WRAPPERS, WHOLE_MODULE } from "./ecmascript-library.js";
import { literalType } from "./ecmascript-literals.js";
import { createdObject, mergedObjects } from "./ecmascript-object-values.js";
import { accessorKind, constantKey, propertyName } from "./ecmascript-property-names.js";
import { madeContainer, resultOfBuiltin } from "./ecmascript-results.js";
import { frozen } from "./ecmascript-same-value.js";
import { stringValue, toType, typeArguments } from "./ecmascript-types.js";
import { wrappedFunctions } from "./ecmascript-wrappers.js";

/** What the file itself offers to `require`. */
const OWN_EXPORTS: Expression = required(OWN_MODULE);

/** The part of an expression that resolution follows, or `null` when its value can't be told. */
export function toExpression(
  walker: ScriptWalker,
  node: SyntaxNode,
  context: ScriptContext,
  depth = 0,
): Expression | null {
  if (node === NO_NODE || depth > MAX_EXPRESSION_DEPTH) return null;
  const { tree } = walker;
  const convert = (inner: SyntaxNode): Expression | null => toExpression(walker, inner, context, depth + 1);
  const convertAll = (nodes: readonly SyntaxNode[]): Expression[] =>
    nodes.map(convert).filter((expression) => expression !== null);
  const first = tree.firstChild(node);
  switch (tree.type(node)) {
    case "identifier":
    case "shorthand_property_identifier": {
      const name = tree.textOf(node);
      return name === "exports" && !isBound(walker, context.scope, name)
        ? ["module", OWN_MODULE]
        : ["name", name];
    }
    case "string":
    case "template_string":
    case "number":
    case "regex":
    case "true":
    case "false":
      return ["literal"];
    case "this": {
      const self = context.thisValue;
      if (self?.[0] === "name") walker.askedObjects.add(self[1]);
      return self;
    }
    case "super":
      if (context.superClass === -1) return null;
      return [context.thisValue?.[0] === "own" ? "super own" : "super", context.superClass];
    case "member_expression": {
      if (tree.textOf(node) === "module.exports" && !isBound(walker, context.scope, "module"))
        return OWN_EXPORTS;
      const object = convert(first);
      const name = tree.textOf(tree.lastChild(node));
      return object === null || name === "" ? null : ["member", object, name];
    }
    case "subscript_expression": {
      const object = convert(first);
      if (object === null) return null;
      const key = stringValue(tree, tree.lastChild(node));
      if (key !== null) return ["member", object, key];
      const constant = constantKey(tree, tree.lastChild(node));
      return constant === "" ? ["item", object] : ["at", object, constant];
    }
    case "call_expression":
      return callExpression(walker, node, context, depth);
    case "new_expression": {
      const constructed = convert(first);
      if (constructed === null) return null;
      const types = typeArguments(tree, tree.childOfType(node, "type_arguments"));
      const callee: Expression = types === null ? constructed : ["generic", constructed, types];
      if (types !== null && isWrapper(walker, constructed, context)) return ["instance", callee];
      const args = argumentsOf(walker, node, context, depth);
      const className = tree.textOf(first);
      const made =
        types !== null || isBound(walker, context.scope, className) ? null : madeContainer(className, args);
      if (made !== null) return made;
      return args === null ? ["new", callee] : ["new", callee, args];
    }
    case "parenthesized_expression":
    case "await_expression":
    case "non_null_expression":
    case "instantiation_expression":
      return convert(first);
    case "as_expression":
    case "satisfies_expression": {
      // `as const` names no type.
      if (tree.lastChild(node) === first) return convert(first);
      const type = toType(tree, tree.lastChild(node));
      const value = convert(first);
      if (type === null || tree.type(node) === "satisfies_expression") return value;
      if (value === null) return ["instance", type];
      // `as any`: it has whatever is read from it.
      return type[0] === "literal" ? ["union", [value, type]] : ["firstKnown", [["instance", type], value]];
    }
    case "type_assertion": {
      const type = toType(tree, tree.firstChild(first));
      return type === null ? convert(tree.lastChild(node)) : ["instance", type];
    }
    case "ternary_expression":
      return either(convertAll(tree.children(node).slice(1)));
    case "binary_expression":
      return /^\s*(?:\|\||&&|\?\?)/.test(tree.text.slice(tree.end(first), tree.start(tree.lastChild(node))))
        ? either(convertAll(tree.children(node)))
        : null;
    case "assignment_expression":
      return convert(tree.lastChild(node));
    case "augmented_assignment_expression":
      return /(?:\|\||&&|\?\?)=\s*$/.test(tree.text.slice(tree.end(first), tree.start(tree.lastChild(node))))
        ? either(convertAll(tree.children(node)))
        : null;
    case "sequence_expression":
      return convert(tree.lastChild(node));
    case "array":
      return listExpression(walker, node, context, depth);
    case "object":
      return objectExpression(walker, node, context, depth);
    case "arrow_function":
    case "function_expression":
    case "generator_function":
    case "class":
    case "method_definition": {
      const definition = walker.definitionOf.get(node);
      return definition === undefined ? callback(walker, node) : ["definition", definition];
    }
    default:
      return null;
  }
}

/** Whether a class is a container or promise of the language: what it makes is told by its type. */
function isWrapper(walker: ScriptWalker, constructed: Expression, { scope }: ScriptContext): boolean {
  const name = constructed[0] === "name" ? constructed[1] : "";
  return TYPE_WRAPPERS.has(name) && !isBound(walker, scope, name);
}

/** A function without a name, by what it returns. */
function callback({ resultNames }: ScriptWalker, node: SyntaxNode): Expression | null {
  const result = either((resultNames.get(node) ?? []).map((name): Expression => ["name", name]));
  return result === null ? null : ["instance", ["callable", ["typed", result]]];
}

/** One of several expressions; `null` for none. */
function either(expressions: readonly Expression[]): Expression | null {
  const [only] = expressions;
  if (only === undefined) return null;
  return expressions.length === 1 ? only : ["union", expressions];
}

/** `[a, ...b]`: of what is spread nobody knows how many there are. */
function listExpression(
  walker: ScriptWalker,
  node: SyntaxNode,
  context: ScriptContext,
  depth: number,
): Expression {
  const { tree } = walker;
  const elements = tree.children(node).flatMap((child) => {
    const isSpread = tree.type(child) === "spread_element";
    const element = toExpression(walker, isSpread ? tree.firstChild(child) : child, context, depth + 1);
    if (element === null) return [];
    return [isSpread ? (["item", element] as const) : element];
  });
  return ["list", elements];
}

function callExpression(
  walker: ScriptWalker,
  node: SyntaxNode,
  context: ScriptContext,
  depth: number,
): Expression | null {
  const { tree } = walker;
  const callee = tree.firstChild(node);
  const name = tree.textOf(callee);
  if (name === "require" || name === "import") {
    const specifier = stringValue(tree, tree.firstChild(tree.lastChild(node)));
    if (specifier !== null) return name === "require" ? required(specifier) : ["module", specifier];
  }
  // `await (x).y()`: the grammar takes it for a call of a function of that name.
  if (name === "await")
    return toExpression(walker, tree.firstChild(tree.childOfType(node, "arguments")), context, depth + 1);
  const kept = frozen(tree, node);
  if (kept !== NO_NODE) return toExpression(walker, kept, context, depth + 1);
  const results = walker.resultNames.get(node);
  if (results !== undefined) return either(results.map((result): Expression => ["name", result]));
  if (name === "Object.create" || name === "Object.assign") {
    const nodes = tree.children(tree.childOfType(node, "arguments"));
    const parts = nodes.map((argument) => toExpression(walker, argument, context, depth + 1));
    if (name === "Object.create") return createdObject(walker, parts[0] ?? null);
    const assigned = mergedObjects(parts.filter((part) => part !== null));
    if (assigned !== null) return assigned;
  }
  const plain = toExpression(walker, callee, context, depth + 1);
  if (plain === null) return null;
  const builtin = resultOfBuiltin(name, () => {
    const [only = NO_NODE, ...others] = tree.children(tree.childOfType(node, "arguments"));
    const isOwn = isBound(walker, context.scope, /^\w+/u.exec(name)?.[0] ?? "");
    return isOwn || others.length > 0 ? null : toExpression(walker, only, context, depth + 1);
  });
  if (builtin !== null) return builtin;
  const types = typeArguments(tree, tree.childOfType(node, "type_arguments"));
  const called: Expression = types === null ? plain : ["generic", plain, types];
  const given = wrappedFunctions(walker, node).flatMap((argument) => {
    const value = lazyDefault(walker, argument) ?? toExpression(walker, argument, context, depth + 1);
    return value === null ? [] : [value];
  });
  const args = argumentsOf(walker, node, context, depth);
  const call: Expression = args === null ? ["call", called] : ["call", called, args];
  const then = promised(called, args);
  if (then !== null) return ["firstKnown", [call, then]];
  return given.length === 0 ? call : ["wrapped", call, given];
}

/** What a promise holds that `then` gives: what the function returns that it is given. Of expressions that are calls themselves nothing is said twice. */
function promised(callee: Expression, args: readonly (Expression | null)[] | null): Expression | null {
  const [handler = null] = args ?? [];
  if (callee[0] !== "member" || callee[2] !== "then" || handler === null) return null;
  const isPlain =
    handler[0] === "member" ? handler[1][0] === "name" : /^(?:instance|name|definition)$/.test(handler[0]);
  return isPlain ? ["call", handler] : null;
}

/** What a call is given, as far as its result may depend on it; `null` where nothing can be told. */
function argumentsOf(
  walker: ScriptWalker,
  node: SyntaxNode,
  context: ScriptContext,
  depth: number,
): readonly (Expression | null)[] | null {
  const { tree } = walker;
  const args = tree
    .children(tree.childOfType(node, "arguments"))
    .slice(0, MAX_ARGUMENTS)
    .map((argument) => argumentOf(walker, argument, context, depth));
  return args.some((argument) => argument !== null) ? args : null;
}

/** One of them, a literal with its type. */
export function argumentOf(
  walker: ScriptWalker,
  argument: SyntaxNode,
  context: ScriptContext,
  depth: number,
): Expression | null {
  const literal = literalType(walker.tree, argument);
  return literal === null ? toExpression(walker, argument, context, depth + 1) : ["literal", literal];
}

/** `() => import("./page")` as `lazy` takes it: what the module exports by default. */
function lazyDefault({ tree }: ScriptWalker, argument: SyntaxNode): Expression | null {
  const body = tree.type(argument) === "arrow_function" ? tree.lastChild(argument) : NO_NODE;
  if (tree.type(body) !== "call_expression" || tree.textOf(tree.firstChild(body)) !== "import") return null;
  const specifier = stringValue(tree, tree.firstChild(tree.lastChild(body)));
  return specifier === null ? null : ["member", ["module", specifier], "default"];
}

/** What `require` returns: the value of `module.exports`, or the module with the names set on `exports`. */
export function required(specifier: string): Expression {
  return [
    "firstKnown",
    [
      ["member", ["module", specifier], WHOLE_MODULE],
      ["module", specifier],
    ],
  ];
}

function objectExpression(
  walker: ScriptWalker,
  node: SyntaxNode,
  context: ScriptContext,
  depth: number,
): Expression {
  const { tree } = walker;
  const entries: ObjectEntry[] = [];
  for (const child of tree.children(node)) {
    const type = tree.type(child);
    if (type === "spread_element") {
      const spread = toExpression(walker, tree.firstChild(child), context, depth + 1);
      if (spread !== null) entries.push([SPREAD, spread]);
      continue;
    }
    if (type === "shorthand_property_identifier") {
      entries.push([tree.textOf(child), ["name", tree.textOf(child)]]);
      continue;
    }
    const name = propertyName(walker, tree.firstChild(child));
    const value =
      type === "pair"
        ? toExpression(walker, tree.lastChild(child), context, depth + 1)
        : type === "method_definition"
          ? toExpression(walker, child, context, depth + 1)
          : null;
    if (value === null || name === "") continue;
    const accessor = type === "method_definition" ? accessorKind(walker, child) : null;
    // A getter is read, never called.
    if (accessor === "get") entries.push([name, ["call", value]]);
    entries.push([accessor === null ? name : accessorKey(accessor, name), value]);
  }
  const object: Expression = ["object", entries];
  walker.entriesOf.set(object, entries);
  return object;
}

/** Whether a name is bound by the file itself, as far as it was read. */
export function isBound({ facts }: ScriptWalker, from: number, name: string): boolean {
  for (let scope = from; scope >= 0; scope = facts.scopes[scope]?.parent ?? -1)
    if (Object.hasOwn(facts.scopes[scope]?.names ?? {}, name)) return true;
  return false;
}
