import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { bindName } from "../shared/bind-name.js";
import type { RustContext, RustWalker } from "./rust-context.js";
import { crateOrName, toPath } from "./rust-paths.js";
import { nameOf } from "./rust-text.js";

const MAX_DEPTH = 20;

/** Binds the names of a pattern to what they are of `value`; `null`: that can't be told. */
export function bindPattern(
  walker: RustWalker,
  node: SyntaxNode,
  value: Expression | null,
  context: RustContext,
  at: number,
  depth = 0,
): void {
  if (node === NO_NODE || depth > MAX_DEPTH) return;
  const { tree } = walker;
  const bind = (inner: SyntaxNode, of: Expression | null): void => {
    bindPattern(walker, inner, of, context, at, depth + 1);
  };
  switch (tree.type(node)) {
    case "identifier":
    case "shorthand_field_identifier": {
      const name = nameOf(tree, node);
      // A constant or a variant is no new name.
      if (!/^\p{Lu}/u.test(name)) bindName(walker, context, name, value, at);
      return;
    }
    case "mut_pattern":
    case "ref_pattern":
    case "reference_pattern":
    case "box_pattern":
      bind(tree.lastChild(node), value);
      return;
    case "match_pattern":
    case "or_pattern":
      bind(tree.firstChild(node), value);
      return;
    case "captured_pattern":
      bind(tree.firstChild(node), value);
      bind(tree.lastChild(node), value);
      return;
    case "tuple_pattern": {
      const parts = tree.children(node);
      const isWhole = parts.every((part) => tree.type(part) !== "remaining_field_pattern");
      parts.forEach((part, index) => {
        bind(part, value === null || !isWhole ? null : ["destructured", value, index, parts.length]);
      });
      return;
    }
    case "slice_pattern":
      for (const part of tree.children(node)) bind(part, value === null ? null : ["item", value]);
      return;
    case "tuple_struct_pattern":
      bindTupleStruct(walker, node, value, context, bind);
      return;
    case "struct_pattern":
      bindStruct(walker, node, value, context, bind);
      return;
    default:
      // Literals, ranges, paths: nothing is bound.
      return;
  }
}

type Bind = (inner: SyntaxNode, of: Expression | null) => void;

/** `Some(x)`, `Point(x, y)`, `Kind::A(x)`. */
function bindTupleStruct(
  walker: RustWalker,
  node: SyntaxNode,
  value: Expression | null,
  context: RustContext,
  bind: Bind,
): void {
  const { tree } = walker;
  const [path = NO_NODE, ...parts] = tree.children(node);
  const name = tree.textOf(path);
  if (/^(?:(?:Option|Result)::)?(?:Some|Ok)$/.test(name)) {
    for (const part of parts) bind(part, value === null ? null : ["item", value]);
    return;
  }
  let isKnown = !/^(?:(?:Option|Result)::)?(?:Err|None)$/.test(name);
  parts.forEach((part, index) => {
    if (tree.type(part) === "remaining_field_pattern") isKnown = false;
    bind(part, isKnown ? fieldOf(walker, path, `.${index}`, value, context) : null);
  });
}

/** `Point { x, y: z }`, `Kind::C { x }`. */
function bindStruct(
  walker: RustWalker,
  node: SyntaxNode,
  value: Expression | null,
  context: RustContext,
  bind: Bind,
): void {
  const { tree } = walker;
  const [path = NO_NODE, ...fields] = tree.children(node);
  for (const field of fields) {
    if (tree.type(field) !== "field_pattern") continue;
    const parts = tree.children(field).filter((part) => tree.type(part) !== "mutable_specifier");
    const [name = NO_NODE] = parts;
    bind(parts[parts.length - 1] ?? NO_NODE, fieldOf(walker, path, `.${nameOf(tree, name)}`, value, context));
  }
}

/** A field of the struct that a path names, or of the variant that it ends with. */
function fieldOf(
  walker: RustWalker,
  path: SyntaxNode,
  field: string,
  value: Expression | null,
  context: RustContext,
): Expression | null {
  const { tree } = walker;
  const found: Expression[] = [];
  const isScoped = tree.type(path).startsWith("scoped");
  const last = nameOf(tree, isScoped ? tree.lastChild(path) : path);
  // What is matched knows what its type variables stand for; the path does not.
  if (value !== null && last !== "Self") found.push(["member", value, `.${last}${field}`]);
  if (isScoped) {
    const prefix = toPath(walker, tree.firstChild(path), context);
    const base = prefix?.[0] === "name" ? crateOrName(walker, prefix[1]) : prefix;
    if (base !== null) found.push(["member", base, `.${last}${field}`]);
  }
  const whole = toPath(walker, path, context);
  if (whole !== null) found.push(["member", whole, field]);
  const [only] = found;
  return found.length < 2 ? (only ?? null) : ["firstKnown", found];
}
