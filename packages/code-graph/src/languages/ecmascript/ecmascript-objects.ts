import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { accessorKind, propertyName } from "./ecmascript-expressions.js";
import { readAnonymousFunction, readNamedFunction } from "./ecmascript-functions.js";

/** What a method is that is read like a field, or written like one. */
export const ACCESSOR_TRAITS = { get: "property", set: "setter" } as const;

/** An object literal without a name: its functions belong to whoever is around it. */
export function readObject(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  readMembers(walker, node, context, context.namePrefix === "default." || context.namePrefix === "exports.");
}

/** An object literal whose functions are known by `prefix` and their own names. */
export function readNamedObject(
  walker: ScriptWalker,
  node: SyntaxNode,
  prefix: string,
  context: ScriptContext,
): void {
  readMembers(walker, node, { ...context, namePrefix: `${context.namePrefix}${prefix}` }, true);
}

function readMembers(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext, isNamed: boolean): void {
  const { tree } = walker;
  for (const child of tree.children(node)) {
    const type = tree.type(child);
    const name = isNamed ? propertyName(walker, tree.firstChild(child)) : "";
    if (type === "method_definition") {
      const accessor = accessorKind(walker, child);
      const traits = accessor === null ? [] : [ACCESSOR_TRAITS[accessor]];
      if (name === "") readAnonymousFunction(walker, child, context);
      else
        readNamedFunction(
          walker,
          child,
          { name, outer: child, traits, thisValue: context.objectValue },
          context,
        );
    } else if (type === "pair") {
      const value = tree.lastChild(child);
      // What a call makes of a function is known by the call alone, but for variables.
      if (name === "" || tree.type(value) === "call_expression")
        walker.visit(value, { ...context, namePrefix: "" });
      else walker.namedValue(value, name, child, context);
    } else if (type !== "shorthand_property_identifier") walker.visit(child, { ...context, namePrefix: "" });
  }
}
