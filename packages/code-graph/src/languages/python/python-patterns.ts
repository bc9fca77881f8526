import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { boundValue } from "../shared/bind-name.js";
import { bindName } from "./python-bindings.js";
import type { PythonContext, PythonWalker } from "./python-context.js";
import { stringValue, toExpression } from "./python-expressions.js";

/** `match x:` with its cases: each binds the names of its pattern, and says what `x` is where it fits. */
export function readMatch(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const subjectNode = tree.firstChild(node);
  const subject = toExpression(tree, subjectNode, context.enclosingClass);
  walker.visit(subjectNode, context);
  for (const clause of tree.children(tree.lastChild(node))) {
    if (tree.type(clause) !== "case_clause") continue;
    const inside = walker.block(context);
    for (const part of tree.children(clause)) {
      if (tree.type(part) === "block") walker.visitChildren(part, inside);
      else if (tree.type(part) !== "case_pattern") walker.visit(part, inside);
      else {
        readPattern(walker, part, subject, inside);
        const type = typeOf(walker, part);
        if (type !== null && tree.type(subjectNode) === "identifier") {
          const name = tree.textOf(subjectNode);
          const narrowed: Expression = ["narrowed", ["name", name], type];
          walker.facts.bind(inside.scope, name, tree.end(part), context.scope, ["value", narrowed]);
        }
      }
    }
  }
}

/** Binds the names of a pattern; `subject` is what it is held against. */
function readPattern(
  walker: PythonWalker,
  node: SyntaxNode,
  subject: Expression | null,
  context: PythonContext,
): void {
  if (node === NO_NODE) return;
  const { tree } = walker;
  const capture = (name: SyntaxNode, value: Expression | null): void => {
    bindName(walker, context, tree.textOf(name), tree.end(name), boundValue(value));
  };
  const inner = (child: SyntaxNode, value: Expression | null): void => {
    readPattern(walker, child, value, context);
  };
  const first = tree.firstChild(node);
  switch (tree.type(node)) {
    case "case_pattern":
      inner(first, subject);
      break;
    case "dotted_name":
      // With a dot it is a value to compare with.
      if (tree.children(node).length === 1) capture(first, subject);
      break;
    case "as_pattern": {
      inner(first, subject);
      capture(tree.lastChild(node), narrowed(subject, typeOf(walker, first)));
      break;
    }
    case "class_pattern": {
      const type = typeOf(walker, node);
      const object = narrowed(subject, type);
      for (const [place, part] of tree.children(node).slice(1).entries())
        readClassPart(walker, part, object, place, context);
      break;
    }
    case "list_pattern":
    case "tuple_pattern": {
      const parts = tree.children(node);
      const star = parts.findIndex((part) => typeOrNone(walker, tree.firstChild(part)) === "splat_pattern");
      parts.forEach((part, index) => {
        const place = star !== -1 && index > star ? index - parts.length : index;
        if (subject === null) inner(part, null);
        else inner(part, index === star ? ["slice", subject] : ["at", subject, place]);
      });
      break;
    }
    case "splat_pattern":
      if (typeOrNone(walker, first) === "identifier") capture(first, subject);
      break;
    case "dict_pattern": {
      let key: string | null = null;
      for (const part of tree.children(node))
        if (tree.type(part) === "splat_pattern") inner(part, null);
        else if (tree.type(part) === "case_pattern")
          inner(part, subject === null ? null : ["at", subject, key]);
        else key = stringValue(tree, part);
      break;
    }
    case "union_pattern":
      for (const part of tree.children(node)) inner(part, subject);
      break;
    default:
      break;
  }
}

/** What a class pattern asks of an attribute: `P(name=…)`, or of the one that the class has at a place. */
function readClassPart(
  walker: PythonWalker,
  part: SyntaxNode,
  object: Expression | null,
  place: number,
  context: PythonContext,
): void {
  const { tree } = walker;
  const pattern = tree.firstChild(part);
  const isNamed = typeOrNone(walker, pattern) === "as_pattern";
  const keyword = isNamed ? tree.firstChild(tree.firstChild(pattern)) : pattern;
  if (typeOrNone(walker, keyword) !== "keyword_pattern") {
    readPattern(walker, part, object === null ? null : ["placed", object, place], context);
    return;
  }
  const name = tree.textOf(tree.firstChild(keyword));
  const value: Expression | null = object === null ? null : ["member", object, name];
  const asked = tree.lastChild(keyword);
  readPattern(walker, asked, value, context);
  if (isNamed)
    bindName(
      walker,
      context,
      tree.textOf(tree.lastChild(pattern)),
      tree.end(pattern),
      boundValue(narrowed(value, typeOf(walker, asked))),
    );
}

function narrowed(value: Expression | null, type: Expression | null): Expression | null {
  if (type === null) return value;
  return value === null ? ["instance", type] : ["narrowed", value, type];
}

/** The class that a pattern asks for; `null` where it asks for none, or for several that can't all be told. */
function typeOf(walker: PythonWalker, node: SyntaxNode): Expression | null {
  const { tree } = walker;
  const kind = typeOrNone(walker, node);
  if (kind === "case_pattern" || kind === "as_pattern") return typeOf(walker, tree.firstChild(node));
  if (kind === "class_pattern") {
    const [head = "", ...rest] = tree.textOf(tree.firstChild(node)).split(".");
    return rest.reduce<Expression>((object, name) => ["member", object, name], ["name", head]);
  }
  if (kind !== "union_pattern") return null;
  const types = tree.children(node).map((part) => typeOf(walker, part));
  return types.every((part) => part !== null) ? ["union", types] : null;
}

function typeOrNone({ tree }: PythonWalker, node: SyntaxNode): string {
  return node === NO_NODE ? "" : tree.type(node);
}
