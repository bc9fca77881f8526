import type { Expression } from "../../facts/expression.js";
import { placeKey } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { addCall } from "../shared/call-sites.js";
import type { WalkContext } from "../shared/file-walker.js";
import { heldFunction } from "./go-bindings.js";
import type { GoWalker } from "./go-context.js";
import { toType } from "./go-types.js";

/** `T{…}`: makes an object of the type, with fields that may hold functions. */
export function readComposite(walker: GoWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const typeNode = tree.firstChild(node);
  const type = toType(tree, typeNode);
  const body = tree.childOfType(node, "literal_value");
  // First what is in it: functions there may get names.
  walker.visitChildren(body, context);
  readLiteral(walker, body, type, { text: tree.textOf(typeNode), node }, context);
}

/** What is made and set by `{…}` of a type; also within it, where the type of elements is left out. */
function readLiteral(
  walker: GoWalker,
  body: SyntaxNode,
  type: Expression | null,
  written: { readonly text: string; readonly node: SyntaxNode },
  context: WalkContext,
): void {
  const { tree } = walker;
  const isContainer = type?.[0] === "list" || (type?.[0] === "generic" && type[1][1] === "map");
  const named = type?.[0] === "generic" && !isContainer ? type[1] : type;
  const of = named?.[0] === "name" || named?.[0] === "member" ? named : null;
  if (of !== null) pushConstruction(walker, of, written.text, written.node, context);
  for (const [index, element] of tree.children(body).entries()) {
    const isKeyed = tree.type(element) === "keyed_element";
    const value = tree.firstChild(isKeyed ? tree.lastChild(element) : element);
    if (value === NO_NODE) continue;
    if (tree.type(value) === "literal_value") {
      const inner = isContainer ? elementType(type) : null;
      readLiteral(walker, value, inner, { text: written.text, node: value }, context);
      continue;
    }
    if (of === null) continue;
    const function_ = heldFunction(walker, value);
    if (function_ === null) continue;
    const name = isKeyed ? tree.textOf(tree.firstChild(element)) : placeKey(index);
    const { scope } = context;
    walker.facts.outOfLineMembers.push({ of, name, value: function_, scope, at: tree.end(body) });
  }
}

/** The last part of a container's type. */
function elementType(container: Expression): Expression | null {
  const parts = container[0] === "list" ? container[1] : container[0] === "generic" ? container[2] : [];
  return parts.at(-1) ?? null;
}

/** Notes that an object of a type is made. */
export function pushConstruction(
  walker: GoWalker,
  type: Expression,
  text: string,
  node: SyntaxNode,
  context: WalkContext,
): void {
  const callee = type[0] === "generic" ? type[1] : type;
  // A pointer to a container, or to a type that can't be told, makes nothing that is a class.
  if (callee[0] !== "name" && callee[0] !== "member") return;
  addCall(walker, node, context, { callee, text, constructs: true });
}
