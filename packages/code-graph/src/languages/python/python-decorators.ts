import type { Expression } from "../../facts/expression.js";
import type { Trait } from "../../facts/file-facts.js";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import { addCall } from "../shared/call-sites.js";
import type { PythonContext, PythonWalker } from "./python-context.js";
import { toExpression } from "./python-expressions.js";

/** What the library and others call a decorator that makes a property: `cached_property`, `memoized_property`, `classproperty`. */
const PROPERTY_DECORATOR = /^@\s*(?:[\w.]+\.)?\w*property\b(?!\s*\.)/;

/** Decorators that leave a function what it is, or make of it what its traits say. */
const PLAIN =
  /^(?:[\w.]+\.)?(?:staticmethod|classmethod|property|overload|override|final|abstractmethod|wraps)\b/;
/** `@name.setter` adds to the property `name`. */
const OF_PROPERTY = /^[\w.]+\.(?:setter|getter|deleter)$/;

/** `@d` and `@d(…)` both run `d` when the definition is made; the decorated definition depends on it. */
export function readDecorators(walker: PythonWalker, decorated: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  for (const decorator of tree.children(decorated)) {
    if (tree.type(decorator) !== "decorator") continue;
    const expression = tree.firstChild(decorator);
    if (OF_PROPERTY.test(tree.textOf(expression))) continue;
    const callee = tree.type(expression) === "call" ? null : toExpression(tree, expression, -1);
    if (callee !== null) addCall(walker, decorator, context, { callee, text: tree.textOf(expression) });
    walker.visit(expression, context);
  }
}

/** What is called with a definition to make what its name stands for, the last to be called first. */
export function decoratorValues({ tree }: PythonWalker, decorated: SyntaxNode): Expression[] {
  return decoratorsOf(tree, decorated).flatMap((decorator): Expression[] => {
    const expression = tree.firstChild(decorator);
    const text = tree.textOf(expression);
    if (PLAIN.test(text) || OF_PROPERTY.test(text)) return [];
    return [toExpression(tree, expression, -1) ?? ["union", []]];
  });
}

/** What decorators say of a function by their names. */
export function decoratorTraits({ tree }: PythonWalker, decorated: SyntaxNode): Trait[] {
  return decoratorsOf(tree, decorated)
    .map((decorator) => traitOf(tree.textOf(decorator)))
    .filter((trait) => trait !== null);
}

function decoratorsOf(tree: SyntaxTree, decorated: SyntaxNode): SyntaxNode[] {
  return tree.children(decorated).filter((child) => tree.type(child) === "decorator");
}

function traitOf(decorator: string): Trait | null {
  const accessed = /^@\s*[\w.]+\.(setter|deleter)\s*$/.exec(decorator)?.[1];
  if (accessed === "setter" || accessed === "deleter") return accessed;
  if (PROPERTY_DECORATOR.test(decorator)) return "property";
  if (/^@\s*staticmethod\b/.test(decorator)) return "static";
  if (/^@\s*classmethod\b/.test(decorator)) return "class method";
  if (/^@\s*(?:[\w.]+\.)?overload\b/.test(decorator)) return "overload";
  return null;
}
