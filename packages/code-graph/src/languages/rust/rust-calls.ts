import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import { addCall } from "../shared/call-sites.js";
import { expectArguments } from "./rust-callbacks.js";
import type { RustContext, RustWalker } from "./rust-context.js";
import { expectAs } from "./rust-expected.js";
import { toCallee, toExpression } from "./rust-expressions.js";
import { toPath } from "./rust-paths.js";
import { nameOf } from "./rust-text.js";

/** `f(…)`, `a.f(…)`, `A::f::<T>(…)`, `Point(…)`. */
export function readCall(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  const { tree } = walker;
  const calleeNode = tree.firstChild(node);
  const inner = tree.type(calleeNode) === "generic_function" ? tree.firstChild(calleeNode) : calleeNode;
  const isMethod = tree.type(inner) === "field_expression";
  // What is called is a name of no call; what it is called on may hold calls.
  if (isMethod) walker.visit(tree.firstChild(inner), context);
  else if (!/identifier$/.test(tree.type(inner))) walker.visit(inner, context);
  const callee = toCallee(walker, node, context);
  const passed: Expression[] = [];
  const list = tree.children(tree.childOfType(node, "arguments"));
  expectArguments(walker, list, callee, isMethod, context);
  for (const argument of list) {
    walker.visit(argument, context);
    const isName = /^(?:identifier|scoped_identifier)$/.test(tree.type(argument));
    const value = isName ? toExpression(walker, argument, context) : null;
    if (value !== null) passed.push(value);
  }
  // A closure that is called where it stands: its calls belong to the function around it already.
  const called = tree.type(inner) === "parenthesized_expression" ? tree.firstChild(inner) : inner;
  if (tree.type(called) === "closure_expression") return;
  addCall(walker, isMethod ? tree.lastChild(inner) : node, context, {
    callee,
    text: tree.textOf(inner),
    passed,
  });
}

/** `Point { x: 1 }`: makes an object of the type; of a variant's enumeration. */
export function readStruct(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  const { tree } = walker;
  const path = tree.firstChild(node);
  const callee = toPath(walker, path, context);
  addCall(walker, node, context, { callee, text: tree.textOf(path), constructs: true });
  for (const part of tree.children(node).slice(1)) {
    for (const field of tree.children(part)) {
      const name = nameOf(tree, tree.firstChild(field));
      if (callee !== null && tree.type(field) === "field_initializer")
        expectAs(walker, tree.lastChild(field), ["member", ["new", callee], `.${name}`]);
    }
    walker.visitChildren(part, context);
  }
}
