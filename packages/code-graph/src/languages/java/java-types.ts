import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { MAX_TYPE_DEPTH } from "../shared/expression-limits.js";
import type { JavaWalker } from "./java-context.js";
import { identifierText } from "./java-escapes.js";
import { lexicalName } from "./java-scopes.js";

/** The type that a node names, as seen in a scope. */
export function toType(walker: JavaWalker, node: SyntaxNode, scope: number, depth = 0): Expression | null {
  if (node === NO_NODE || depth > MAX_TYPE_DEPTH) return null;
  const { tree } = walker;
  const inner = (child: SyntaxNode): Expression | null => toType(walker, child, scope, depth + 1);
  const parts = (): SyntaxNode[] => tree.children(node).filter((part) => !isAnnotation(tree.type(part)));
  switch (tree.type(node)) {
    case "type_identifier":
    case "identifier":
      return typeNamed(walker, identifierText(tree, node), scope);
    case "integral_type":
    case "floating_point_type":
    case "boolean_type":
      return ["name", tree.textOf(node)];
    case "scoped_type_identifier":
    case "scoped_identifier":
      return qualifiedType(walker, tree.textOf(node).replace(/\s|@\w+|<[^>]*>/g, ""), scope);
    case "generic_type": {
      const [base = NO_NODE] = parts();
      const type = inner(base);
      const args = tree.children(tree.childOfType(node, "type_arguments"));
      return type === null
        ? null
        : ["generic", type, args.map((argument) => inner(argument) ?? ["union", []])];
    }
    case "array_type": {
      const [element = NO_NODE] = parts();
      const type = inner(element);
      return ["list", type === null ? [] : [type]];
    }
    case "wildcard":
    case "type_bound":
    case "annotated_type":
      return inner(parts().pop() ?? NO_NODE);
    case "catch_type": {
      const types = parts()
        .map(inner)
        .filter((type) => type !== null);
      return types.length === 0 ? null : ["union", types];
    }
    default:
      return null;
  }
}

/** A type by its simple name. */
function typeNamed(walker: JavaWalker, name: string, scope: number): Expression {
  const { single, all } = walker.memberImports;
  const imported = [...(single.get(name) ?? []), ...all].map((owner): Expression => ["member", owner, name]);
  return lexicalName(walker, scope, name, (enclosing) => ["member", ["own", enclosing], name], imported);
}

/** `Outer.Inner`, `com.x.Foo`: packages begin with a small letter, types do not. */
export function qualifiedType(walker: JavaWalker, text: string, scope: number): Expression {
  const parts = text.split(".");
  const firstType = parts.findIndex((part) => /^\p{Lu}/u.test(part));
  const [first = ""] = parts;
  if (firstType === 0) return membersOf(typeNamed(walker, first, scope), parts.slice(1));
  const start = firstType === -1 ? parts.length - 1 : firstType;
  return membersOf(["module", parts.slice(0, start).join(".")], parts.slice(start));
}

function membersOf(root: Expression, names: readonly string[]): Expression {
  return names.reduce<Expression>((object, name) => ["member", object, name], root);
}

/** Whether a node type is that of an annotation. */
export function isAnnotation(type: string): boolean {
  return type === "marker_annotation" || type === "annotation";
}
