import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { CContext, CWalker } from "./c-context.js";
import { type Declarator, parametersOf } from "./c-declarators.js";
import { rangesOf } from "./c-text.js";

/** `Suite.case` of `TEST(Suite, case) { … }`; `""` for what is no such macro. */
export function testName({ tree }: CWalker, declarator: Declarator): string {
  if (!/^[A-Z][A-Z0-9_]+$/.test(tree.textOf(declarator.name))) return "";
  const names = parametersOf(tree, declarator.function).map((parameter) => tree.textOf(parameter));
  return names.length > 0 && names.every((name) => /^\w+$/.test(name)) ? names.join(".") : "";
}

/** A function that a macro makes: nobody calls it by the name that the macro is given. */
export function readTest(walker: CWalker, node: SyntaxNode, name: string, context: CContext): void {
  const { tree, facts } = walker;
  const body = tree.childOfType(node, "compound_statement");
  const scope = facts.addScope("function", context.scope, facts.definitions.length);
  const owner = facts.addDefinition({
    ...rangesOf(tree, node, node, body),
    kind: "function",
    name,
    parent: context.owner,
    scope,
    bases: [],
    returns: [],
    traits: [],
  });
  walker.descend(() => {
    walker.visitChildren(body, { ...context, owner, scope, container: "body", template: null });
  });
}
