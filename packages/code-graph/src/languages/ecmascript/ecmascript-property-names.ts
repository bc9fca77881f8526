import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import type { ScriptWalker } from "./ecmascript-context.js";
import { stringValue } from "./ecmascript-types.js";

/** Name of a property as written in a class, object or interface: `[Symbol.iterator]` of one that a constant names; `""` for other computed ones. */
export function propertyName(walker: ScriptWalker, node: SyntaxNode): string {
  const { tree } = walker;
  const type = tree.type(node);
  if (type === "property_identifier" || type === "private_property_identifier" || type === "number")
    return tree.textOf(node);
  const written = type === "computed_property_name" ? tree.firstChild(node) : node;
  return stringValue(tree, written) ?? (type === "computed_property_name" ? constantKey(tree, written) : "");
}

/** `[Symbol.iterator]`, `[Kind.Email]`, `[kState]`, `[NAME]`: keys that are the same wherever they are written; `""` for all others. */
export function constantKey(tree: SyntaxTree, node: SyntaxNode): string {
  const type = tree.type(node);
  if (type !== "identifier" && type !== "member_expression") return "";
  const text = tree.textOf(node);
  const isConstant = type === "identifier" ? CONSTANT.test(text) : CONSTANT_MEMBER.test(text);
  return isConstant ? `[${text}]` : "";
}

const CONSTANT = /^(?:k[A-Z]\w*|_?[A-Z][A-Z\d_$]+|\w*[sS]ym(?:bol)?)$/u;
const CONSTANT_MEMBER = /^[A-Z]\w*(?:\.\w+){1,2}$/u;

/** Whether a method is read like a field, or written like one. */
export function accessorKind({ tree }: ScriptWalker, method: SyntaxNode): "get" | "set" | null {
  const first = tree.firstChild(method);
  return accessorOf(tree.text.slice(tree.start(method), tree.start(first)));
}

/** The same, by what stands before the name. */
export function accessorOf(head: string): "get" | "set" | null {
  const found = /\b(get|set)\s+$/.exec(head)?.[1];
  return found === "get" || found === "set" ? found : null;
}
