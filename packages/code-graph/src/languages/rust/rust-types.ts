import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { MAX_TYPE_DEPTH } from "../shared/expression-limits.js";
import type { RustContext, RustWalker } from "./rust-context.js";
import { LIBRARY_TRAITS } from "./rust-library.js";
import { toPath } from "./rust-paths.js";

const NOTHING_TOLD: Expression = ["union", []];

/** The type that a node names; references count as what they refer to. */
export function toType(
  walker: RustWalker,
  node: SyntaxNode,
  context: RustContext,
  depth = 0,
): Expression | null {
  if (node === NO_NODE || depth > MAX_TYPE_DEPTH) return null;
  const { tree } = walker;
  const inner = (child: SyntaxNode): Expression | null => toType(walker, child, context, depth + 1);
  switch (tree.type(node)) {
    case "type_identifier":
      if (tree.textOf(node) === "_") return null;
      if (tree.textOf(node) === "Self" && context.self !== null) return selfType(context);
      return toPath(walker, node, context);
    case "scoped_type_identifier":
      return toPath(walker, node, context);
    case "primitive_type":
      return ["name", tree.textOf(node)];
    case "unit_type":
      return ["literal"];
    case "reference_type":
    case "pointer_type":
    case "higher_ranked_trait_bound":
      return inner(tree.lastChild(node));
    case "dynamic_type":
    case "abstract_type":
    case "bounded_type":
      return toBounds(walker, tree.children(node), context, depth + 1);
    case "array_type":
      return ["list", keep(inner(tree.firstChild(node)))];
    case "tuple_type":
      return ["list", tree.children(node).map((part) => inner(part) ?? NOTHING_TOLD)];
    case "generic_type": {
      const base = toPath(walker, tree.firstChild(node), context);
      if (base === null) return null;
      const list = tree.childOfType(node, "type_arguments");
      const item = itemBinding(walker, list, context, depth);
      const args = item === null ? typeArgumentsOf(walker, list, context, depth) : [item];
      return args.length === 0 ? base : ["generic", base, args];
    }
    case "function_type":
      return toFunctionType(tree, node, inner);
    default:
      return null;
  }
}

/** `fn(A) -> R`, `Fn(A) -> R`. */
function toFunctionType(
  tree: RustWalker["tree"],
  node: SyntaxNode,
  inner: (child: SyntaxNode) => Expression | null,
): Expression {
  const parts = tree.children(node);
  const list = parts.findIndex((part) => tree.type(part) === "parameters");
  const result = inner(parts[list + 1] ?? NO_NODE);
  const types = tree
    .children(parts[list] ?? NO_NODE)
    .map((part) => inner(tree.type(part) === "parameter" ? tree.lastChild(part) : part));
  return types.some((type) => type !== null) ? ["callable", result, types] : ["callable", result];
}

/** `T` of `Iterator<Item = T>`. */
function itemBinding(
  walker: RustWalker,
  list: SyntaxNode,
  context: RustContext,
  depth: number,
): Expression | null {
  const { tree } = walker;
  const binding = tree.childOfType(list, "type_binding");
  const isItem = binding !== NO_NODE && tree.textOf(tree.firstChild(binding)) === "Item";
  return isItem ? toType(walker, tree.lastChild(binding), context, depth + 1) : null;
}

/** `Self` as the type of a value. */
function selfType({ self }: RustContext): Expression | null {
  if (self === null) return null;
  if (self.isTrait || (self.definition !== -1 && self.type[0] !== "generic"))
    return [self.isTrait ? "own" : "definition", self.definition];
  return self.type;
}

/** The value of a parameter `self`, and of what is declared as `Self`. */
export function selfValue({ self }: RustContext): Expression | null {
  if (self === null) return null;
  if (self.definition !== -1 && (self.isTrait || self.type[0] !== "generic"))
    return ["self", self.definition];
  return ["instance", self.type];
}

/** `A + B`, as a trait or as several of which one has what is asked for; lifetimes and traits of the library say nothing. */
export function toBounds(
  walker: RustWalker,
  parts: readonly SyntaxNode[],
  context: RustContext,
  depth = 0,
): Expression | null {
  const { tree } = walker;
  const types = parts
    .filter((part) => !/lifetime|removed_trait_bound|use_bounds/.test(tree.type(part)))
    .map((part) => toType(walker, part, context, depth + 1))
    .filter((type) => type !== null);
  const told = types.filter((type) => !(type[0] === "name" && LIBRARY_TRAITS.has(type[1])));
  const [only] = told.length === 0 ? types : told;
  if (only === undefined || told.length < 2) return only ?? null;
  return ["union", told];
}

/** Types of arguments, without lifetimes and `Item = T`. */
export function typeArgumentsOf(
  walker: RustWalker,
  node: SyntaxNode,
  context: RustContext,
  depth = 0,
): Expression[] {
  const { tree } = walker;
  return (node === NO_NODE ? [] : tree.children(node))
    .filter((part) => !/^(?:lifetime|type_binding|block|integer_literal)$/.test(tree.type(part)))
    .map((part) => toType(walker, part, context, depth + 1) ?? NOTHING_TOLD);
}

/** Whether a type says no more than what holds something: `Vec<_>`. */
export function leavesOpen(type: Expression): boolean {
  if (type[0] === "union") return type[1].length === 0;
  return type[0] === "generic" && type[2].every(leavesOpen);
}

/** Whether a type is one of the language's own, that nothing of the tree can be. */
export function isPrimitive(type: Expression): boolean {
  return type[0] === "name" && /^(?:[iuf]\d+|[iu]size|bool|char|str|String)$/.test(type[1]);
}

/** A value of a type. */
export function instanceOf(type: Expression | null): Expression | null {
  return type === null ? null : ["instance", type];
}

function keep(type: Expression | null): readonly Expression[] {
  return type === null ? [] : [type];
}

/** A type in which these names are variables. */
export function withVariables(type: Expression, names: ReadonlySet<string>): Expression {
  const inner = (part: Expression): Expression => withVariables(part, names);
  if (type[0] === "name") return names.has(type[1]) ? ["variable", type[1], null] : type;
  if (type[0] === "generic") return ["generic", type[1], type[2].map(inner)];
  if (type[0] === "list" || type[0] === "union") return [type[0], type[1].map(inner)];
  if (type[0] !== "callable") return type;
  const result = type[1] === null ? null : inner(type[1]);
  return type[2] === undefined
    ? ["callable", result]
    : ["callable", result, type[2].map((part) => (part === null ? null : inner(part)))];
}
