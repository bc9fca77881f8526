import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { MAX_ARGUMENTS } from "../shared/expression-limits.js";
import type { ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { argumentOf } from "./ecmascript-expressions.js";
import { propertyName } from "./ecmascript-property-names.js";
import { toType, typeArguments } from "./ecmascript-types.js";

/** Deeper values than this say nothing of what is written in them. */
const MAX_DEPTH = 8;
const FUNCTIONS = /^(?:arrow_function|function_expression|generator_function)$/;
/** What may hold a function that gets its types from around it. */
const HOLDERS =
  /^(?:object|array|parenthesized_expression|ternary_expression|as_expression|satisfies_expression)$/;

/**
 * Notes what a value is used as, `expected`: functions in it that do not say what their parameters are get that from there
 * (`const handler: Handler = (context) => …`).
 */
export function expectAs(
  walker: ScriptWalker,
  node: SyntaxNode,
  expected: Expression | null,
  depth = 0,
): void {
  if (expected === null || depth > MAX_DEPTH) return;
  const { tree } = walker;
  const type = tree.type(node);
  const inside = (child: SyntaxNode, part: Expression = expected): void =>
    expectAs(walker, child, part, depth + 1);
  if (FUNCTIONS.test(type) || type === "call_expression" || type === "new_expression")
    walker.expected.set(node, expected);
  else if (type === "object")
    for (const child of tree.children(node)) {
      const name = propertyName(walker, tree.firstChild(child));
      if (name === "") continue;
      if (tree.type(child) === "pair") inside(tree.lastChild(child), ["member", expected, name]);
      else if (tree.type(child) === "method_definition")
        walker.expected.set(child, ["member", expected, name]);
    }
  else if (type === "array") for (const child of tree.children(node)) inside(child, ["item", expected]);
  else if (type === "parenthesized_expression") inside(tree.firstChild(node));
  else if (type === "ternary_expression") for (const child of tree.children(node).slice(1)) inside(child);
  else if (type === "as_expression" || type === "satisfies_expression") {
    const said = toType(tree, tree.lastChild(node));
    inside(tree.firstChild(node), said === null ? expected : ["instance", said]);
  }
}

/** Whether a value has functions in it that do not say what their parameters are. */
export function lacksTypes({ tree }: Pick<ScriptWalker, "tree">, node: SyntaxNode, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const type = tree.type(node);
  const inside = (child: SyntaxNode): boolean => lacksTypes({ tree }, child, depth + 1);
  if (FUNCTIONS.test(type) || type === "method_definition") {
    const parameters = tree.childOfType(node, "formal_parameters");
    if (parameters === NO_NODE && type === "arrow_function") return true;
    const isUntyped = (parameter: SyntaxNode): boolean =>
      tree.childOfType(parameter, "type_annotation") === NO_NODE;
    return tree.children(parameters).some(isUntyped) || inside(tree.lastChild(node));
  }
  if (type === "pair") return inside(tree.lastChild(node));
  return HOLDERS.test(type) && tree.children(node).some(inside);
}

/** The same as {@link expectAs} of what a call is given: it is used as what the callee takes. */
export function expectArguments(
  walker: ScriptWalker,
  call: SyntaxNode,
  callee: Expression | null,
  context: ScriptContext,
): void {
  const { tree } = walker;
  const nodes = tree.children(tree.childOfType(call, "arguments"));
  const lacking = nodes.filter((node) => lacksTypes(walker, node));
  if (callee === null || lacking.length === 0) return;
  const types = typeArguments(tree, tree.childOfType(call, "type_arguments"));
  const called: Expression = types === null ? callee : ["generic", callee, types];
  // What is written in place says nothing of type variables that it would not get from there itself.
  const others = nodes
    .slice(0, MAX_ARGUMENTS)
    .map((node) => (HOLDERS.test(tree.type(node)) ? null : argumentOf(walker, node, context, 0)));
  const args = others.some((given) => given !== null) ? others : null;
  const expected = walker.expected.get(call) ?? null;
  for (const node of lacking) {
    const index = nodes.indexOf(node);
    const taken: Expression =
      expected !== null
        ? ["taken", called, index, args, expected]
        : args !== null
          ? ["taken", called, index, args]
          : ["taken", called, index];
    expectAs(walker, node, taken);
  }
}
