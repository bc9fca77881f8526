import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { CalledInPlace, ScriptContext, ScriptWalker } from "./ecmascript-context.js";

/** What a function in place returns has names that nobody can write: by its call, or by itself where it is handed on. */
export function bindResults(
  { facts, resultNames }: ScriptWalker,
  node: SyntaxNode,
  { scope }: ScriptContext,
  { results }: CalledInPlace,
): void {
  const names = results.map((_result, index) => `(${node}) ${index}`);
  for (const [index, result] of results.entries())
    facts.bindUnwritten(scope, names[index] ?? "", -1, result.scope, ["value", result.value]);
  resultNames.set(node, names);
}
