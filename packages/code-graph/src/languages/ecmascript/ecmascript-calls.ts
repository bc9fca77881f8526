import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { addCall } from "../shared/call-sites.js";
import { withoutParentheses } from "../shared/parentheses.js";
import { visitObject } from "./ecmascript-accesses.js";
import type { CalledInPlace, ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { expectArguments, expectAs } from "./ecmascript-expected.js";
import { toExpression } from "./ecmascript-expressions.js";
import { readAnonymousFunction } from "./ecmascript-functions.js";
import { bindResults } from "./ecmascript-in-place.js";
import { readMerge } from "./ecmascript-merges.js";
import { passedBy } from "./ecmascript-passed.js";
import { callbackParameters, ELEMENT_CALLBACKS } from "./ecmascript-results.js";
import { stringValue } from "./ecmascript-types.js";
import { calleeName, wrappedFunctions, wrappedInPlace } from "./ecmascript-wrappers.js";

/** Methods that are done with their callback when they return. */
const RUN_AT_ONCE = new Set([...ELEMENT_CALLBACKS, "replace", "replaceAll"]);
const INLINE_FUNCTIONS = new Set(["arrow_function", "function_expression", "generator_function"]);

/** A name that a call's result gets, with the statement around it. */
interface Naming {
  readonly name: string;
  readonly outer: SyntaxNode;
}

/** `f(…)`, `new C(…)`, `` tag`…` ``, and what is in it. */
export function readCall(
  walker: ScriptWalker,
  node: SyntaxNode,
  context: ScriptContext,
  naming: Naming | null = null,
): void {
  const { tree, facts } = walker;
  const calleeNode = tree.firstChild(node);
  const args = tree.childOfType(node, "arguments", "template_string");
  const text = tree.textOf(calleeNode);
  const specifier = text === "require" || text === "import" ? stringValue(tree, tree.firstChild(args)) : null;
  if (specifier !== null) {
    facts.imports.push({ specifier, names: [] });
    return;
  }
  const inside = { ...context, namePrefix: "", objectValue: null };
  if (text === "await") {
    walker.visitChildren(args, inside);
    return;
  }
  if (isFunction(walker, calleeNode)) {
    // It runs at once: the call is the function itself.
    const prefix = naming === null ? "" : `${naming.name}.`;
    const called: CalledInPlace = { prefix, results: [] };
    const given = tree.children(args).map((argument) => toExpression(walker, argument, context));
    readAnonymousFunction(walker, withoutParentheses(tree, calleeNode), inside, given, true, called);
    bindResults(walker, node, context, called);
    readArguments(walker, node, args, inside, [], naming);
    return;
  }
  if (readMerge(walker, node, inside)) return;
  // Members that are read on the way to the callee are in its expression.
  if (tree.type(calleeNode) === "member_expression") visitObject(walker, calleeNode, context);
  else walker.visit(calleeNode, context);
  const callee = toExpression(walker, calleeNode, context);
  expectArguments(walker, node, callee, context);
  const passed = readArguments(
    walker,
    node,
    args,
    { ...context, objectValue: null },
    callbackParameters(callee, (index) =>
      toExpression(walker, tree.children(args)[index] ?? NO_NODE, context),
    ),
    naming,
  );
  addCall(walker, node, context, { callee: isPromise(callee) ? LITERAL : callee, text, passed });
  const given = tree.children(args).map((argument) => toExpression(walker, argument, context));
  facts.pass(callee, given, {}, { scope: context.scope, at: tree.start(node) });
}

const LITERAL: Expression = ["literal"];

/** `import("m").then`: what a module exports is not what its promise has. */
function isPromise(callee: Expression | null): boolean {
  return callee?.[0] === "member" && callee[1][0] === "module" && /^(?:then|catch|finally)$/.test(callee[2]);
}

function isFunction({ tree }: ScriptWalker, callee: SyntaxNode): boolean {
  return INLINE_FUNCTIONS.has(tree.type(withoutParentheses(tree, callee)));
}

/** Walks the arguments of a call, and gives those that may be functions passed by name. */
function readArguments(
  walker: ScriptWalker,
  call: SyntaxNode,
  args: SyntaxNode,
  context: ScriptContext,
  given: readonly (Expression | null)[],
  naming: Naming | null,
): Expression[] {
  const { tree } = walker;
  const passed: Expression[] = [];
  const [wrapped = NO_NODE] = naming === null ? [] : wrappedInPlace(tree, call);
  const plain = { ...context, namePrefix: "" };
  for (const argument of tree.children(args)) {
    const type = tree.type(argument);
    if (naming !== null && argument === wrapped)
      walker.namedValue(argument, naming.name, naming.outer, context);
    else if (INLINE_FUNCTIONS.has(type)) {
      const callback: CalledInPlace = { prefix: "", results: [] };
      const runsAtOnce = RUN_AT_ONCE.has(calleeName(tree, call));
      readAnonymousFunction(walker, argument, plain, given, runsAtOnce, callback);
      if (type !== "generator_function") bindResults(walker, argument, context, callback);
    } else if (type === "object") {
      readOptions(walker, call, argument, context, naming);
      passed.push(...passedBy(walker, argument, context));
    } else if (type === "call_expression" && naming !== null && wrappedFunctions(walker, argument).length > 0)
      readCall(walker, argument, context, naming);
    else {
      walker.visit(argument, plain);
      passed.push(...passedBy(walker, argument, context));
    }
  }
  return passed;
}

/** `f({ m() {} })`: known by the name that the result gets, or else by what is called. */
function readOptions(
  walker: ScriptWalker,
  call: SyntaxNode,
  object: SyntaxNode,
  context: ScriptContext,
  naming: Naming | null,
): void {
  const { tree } = walker;
  const name = naming?.name ?? calleePath(walker, tree.firstChild(call));
  if (context.namePrefix !== "" && naming === null) walker.visit(object, context);
  else if (name === "") walker.visit(object, { ...context, namePrefix: "" });
  else walker.namedObject(object, `${name}.`, context);
}

/** `jQuery` of `jQuery.extend(…)`, `app.mount` of `app.mount(…)`; `""` for what has no plain name. */
function calleePath({ tree }: ScriptWalker, callee: SyntaxNode): string {
  const path = tree.textOf(callee).replace(/\s+/g, "");
  if (!/^[\w$]+(?:\.[\w$]+){0,3}$/.test(path) || /^(?:this|super|Object)\b/.test(path)) return "";
  return path.replace(/\.(?:extend|assign|mixin|augment|defineProperties)$/, "").replace(/\.prototype\b/, "");
}

/** `<Component …>` calls the component; `<div>` nothing of the tree. */
export function readElement(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const name = tree.firstChild(node);
  const text = tree.textOf(name);
  const callee = /^[A-Z]|\./.test(text) ? toExpression(walker, name, context) : null;
  const passed: Expression[] = [];
  for (let child = tree.nextSibling(name); child !== NO_NODE; child = tree.nextSibling(child)) {
    if (callee !== null) expectAttribute(walker, child, callee);
    walker.visit(child, context);
    passed.push(...passedBy(walker, child, context));
  }
  if (callee !== null) addCall(walker, node, context, { callee, text, passed });
  // A browser's element calls what it is given, on behalf of whoever made it.
  else if (passed.length > 0) addCall(walker, node, context, { callee: LITERAL, text, passed });
}

/** What an attribute holds is used as what the component takes under its name. */
function expectAttribute(walker: ScriptWalker, attribute: SyntaxNode, callee: Expression): void {
  const { tree } = walker;
  if (tree.type(attribute) !== "jsx_attribute") return;
  const name = tree.textOf(tree.firstChild(attribute));
  expectAs(walker, tree.firstChild(tree.lastChild(attribute)), ["member", ["taken", callee, 0], name]);
}

/** `@d` runs `d` when the definition is made; `@d(…)` is a call already. */
export function readDecorator(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const expression = tree.firstChild(node);
  walker.visit(expression, context);
  const callee =
    tree.type(expression) === "call_expression" ? null : toExpression(walker, expression, context);
  if (callee !== null) addCall(walker, node, context, { callee, text: tree.textOf(expression) });
}
