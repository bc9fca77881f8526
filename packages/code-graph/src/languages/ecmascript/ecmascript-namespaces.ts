import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import { boundValue } from "../shared/bind-name.js";
import { definitionRanges } from "../shared/definition-ranges.js";
import { type ScriptContext, type ScriptWalker, statementOf } from "./ecmascript-context.js";
import { readCommentAbove, readSignature } from "./ecmascript-text.js";
import { toType } from "./ecmascript-types.js";

/** `namespace N { … }`: an object of what is declared in it. */
export function readNamespace(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree, facts } = walker;
  const name = tree.textOf(tree.firstChild(node)).replace(/\s+/gu, "");
  const outer = statementOf(walker, node);
  const body = tree.lastChild(node);
  const ranges = definitionRanges(tree, outer, body);
  const scope = facts.addScope("block", context.scope, facts.definitions.length);
  const definition = facts.addDefinition(
    {
      kind: "class",
      name,
      parent: context.owner,
      scope,
      ...ranges,
      signature: readSignature(tree.text, ranges.start, ranges.bodyStart),
      docstring: readCommentAbove(tree.text, ranges.start),
      bases: [],
      returns: [],
      traits: ["namespace"],
    },
    context.namePrefix + name,
  );
  const inside = { ...context, owner: definition, scope, namePrefix: "" };
  walker.visitChildren(body, inside);
  const entries = Object.keys(facts.scopes[inside.scope]?.names ?? {}).map(
    (member): readonly [string, Expression] => [member, ["name", member]],
  );
  // Of `N.M` only `N` is a name here.
  const [first = "", ...inner] = name.split(".");
  const value = inner.reduceRight<Expression>(
    (held, part) => ["object", [[part, held]]],
    ["object", entries],
  );
  // No use stands in this block, so that what other parts of the namespace hold counts everywhere.
  const beside = facts.addScope("block", scope, definition);
  facts.bind(context.scope, first, tree.end(node), beside, ["value", value]);
  if (context.scope === 0) facts.moduleNames.push(first);
}

/** `import A = N.M`: another name of it. */
export function readImportAlias(walker: ScriptWalker, node: SyntaxNode, { scope }: ScriptContext): void {
  const { tree, facts } = walker;
  const value = toType(tree, tree.lastChild(node));
  facts.bind(scope, tree.textOf(tree.firstChild(node)), tree.end(node), scope, boundValue(value));
}
