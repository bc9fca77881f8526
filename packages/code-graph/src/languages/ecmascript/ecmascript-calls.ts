import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { ScriptPlace, ScriptReader } from "./ecmascript-context.js";
import { toExpression } from "./ecmascript-expression.js";
import { readAnonymousFunction } from "./ecmascript-functions.js";
import { stringValue } from "./ecmascript-types.js";

const MAX_CALL_TEXT = 80;
/** Methods of arrays, sets and maps that hand an element to their callback first. */
const ELEMENT_CALLBACKS = new Set([
  "map",
  "forEach",
  "filter",
  "find",
  "findIndex",
  "findLast",
  "some",
  "every",
  "flatMap",
  "sort",
  "toSorted",
]);
const INLINE_FUNCTIONS = new Set(["arrow_function", "function_expression", "generator_function"]);

/** `f(…)`, `new C(…)`, `` tag`…` ``, and what is in it. */
export function readCall(reader: ScriptReader, node: SyntaxNode, place: ScriptPlace): void {
  const { tree, facts } = reader;
  const calleeNode = tree.firstChild(node);
  const args = tree.childOfType(node, "arguments", "template_string");
  const text = tree.textOf(calleeNode);
  const specifier = text === "require" || text === "import" ? stringValue(tree, tree.firstChild(args)) : null;
  if (specifier !== null) {
    facts.imports.push({ specifier, names: [] });
    return;
  }
  reader.visit(calleeNode, place);
  const callee = toExpression(reader, calleeNode, place);
  const passed: Expression[] = [];
  const hint = firstParameterOf(callee);
  for (const argument of tree.children(args)) {
    const type = tree.type(argument);
    if (INLINE_FUNCTIONS.has(type)) {
      readAnonymousFunction(reader, argument, place, hint);
      continue;
    }
    reader.visit(argument, place);
    if (type !== "identifier" && type !== "member_expression") continue;
    const expression = toExpression(reader, argument, place);
    if (expression !== null) passed.push(expression);
  }
  facts.calls.push({
    callee: callee ?? ["either", []],
    owner: place.owner,
    scope: place.scope,
    at: tree.start(node),
    line: tree.startLine(node),
    text: text.length > MAX_CALL_TEXT ? `${text.slice(0, MAX_CALL_TEXT)}…` : text,
    passed,
  });
}

/** `<Component …>` calls the component; `<div>` nothing of the tree. */
export function readElement(reader: ScriptReader, node: SyntaxNode, place: ScriptPlace): void {
  const { tree, facts } = reader;
  const name = tree.firstChild(node);
  const text = tree.textOf(name);
  const callee = /^[A-Z]|\./.test(text) ? toExpression(reader, name, place) : null;
  if (callee !== null)
    facts.calls.push({
      callee,
      owner: place.owner,
      scope: place.scope,
      at: tree.start(node),
      line: tree.startLine(node),
      text: text.slice(0, MAX_CALL_TEXT),
      passed: [],
    });
  for (let child = tree.nextSibling(name); child !== NO_NODE; child = tree.nextSibling(child))
    reader.visit(child, place);
}

function firstParameterOf(callee: Expression | null): Expression | null {
  if (callee?.[0] !== "member") return null;
  if (ELEMENT_CALLBACKS.has(callee[2])) return ["item", callee[1]];
  return callee[2] === "then" ? callee[1] : null;
}
