import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { boundValue } from "../shared/bind-name.js";
import { definitionRanges } from "../shared/definition-ranges.js";
import type { CContext, CWalker, LambdaUse } from "./c-context.js";
import { parametersOf } from "./c-declarators.js";
import { toExpression } from "./c-expressions.js";
import { fullName } from "./c-names.js";
import { bindParameters, parameterTypes } from "./c-parameters.js";
import { readDocComment, readSignature } from "./c-text.js";
import { resultOf, toType } from "./c-types.js";

/** `[](int x) { … }` without a name: its calls belong to the function around it. */
export function readLambda(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree, facts } = walker;
  const scope = facts.addScope("function", context.scope, context.owner);
  const inside: CContext = { ...context, scope, returnsFrom: -1, container: "body", template: null };
  readCaptures(walker, tree.childOfType(node, "lambda_capture_specifier"), scope, context);
  const use = walker.expected.get(node) ?? null;
  const at = tree.start(node);
  if (use !== null) facts.bind(scope, USE, at, context.scope, ["value", use.type]);
  readBody(walker, node, inside, use);
}

/** Name under which a lambda keeps what it is used as; no identifier. */
const USE = "->";

/** What a parameter without a type is given. */
function givenTo(use: LambdaUse, index: number, isLast: boolean): Expression {
  const taken: Expression = ["taken", ["name", USE], index];
  return use.element === null || (use.isLastAlone && !isLast) ? taken : ["firstKnown", [taken, use.element]];
}

/** `auto f = [](int x) { … };`: a function that the variable is the name of. */
export function readNamedLambda(
  walker: CWalker,
  node: SyntaxNode,
  name: string,
  outer: SyntaxNode,
  context: CContext,
): void {
  const { tree, facts } = walker;
  const body = tree.childOfType(node, "compound_statement");
  const scope = facts.addScope("function", context.scope, facts.definitions.length);
  const head = headOf(walker, node);
  const trailing = tree.childOfType(head, "trailing_return_type");
  const definition = facts.addDefinition({
    ...definitionRanges(tree, outer, body),
    signature: readSignature(tree.text, tree.start(outer), tree.start(body)),
    docstring: readDocComment(tree.text, tree.start(outer), tree.end(outer)),
    kind: "function",
    name,
    parent: context.owner,
    scope,
    bases: [],
    returns: trailing === NO_NODE ? [] : resultOf(toType(walker, tree.firstChild(trailing), context)),
    traits: [],
    parameters: parameterTypes(walker, parametersOf(tree, head), context),
  });
  readCaptures(walker, tree.childOfType(node, "lambda_capture_specifier"), scope, context);
  const value = ["definition", definition] as const;
  if (context.container === "file")
    walker.names.addFunction(fullName(context.namespace, name), definition, false);
  else
    facts.bind(
      context.scope,
      name,
      tree.end(tree.childOfType(node, "lambda_capture_specifier")),
      context.scope,
      value,
    );
  const returnsFrom = trailing === NO_NODE ? definition : -1;
  readBody(walker, node, {
    ...context,
    owner: definition,
    scope,
    returnsFrom,
    container: "body",
    template: null,
  });
}

/** `[x = f()]`: a name of the lambda's own. */
function readCaptures(walker: CWalker, captures: SyntaxNode, scope: number, context: CContext): void {
  const { tree, facts } = walker;
  walker.visit(captures, context);
  for (const capture of tree.children(captures)) {
    if (tree.type(capture) !== "lambda_capture_initializer") continue;
    const name = tree.textOf(tree.firstChild(capture));
    const value = toExpression(walker, tree.lastChild(capture), context);
    facts.bind(scope, name, tree.start(capture), scope, boundValue(value));
  }
}

function readBody(walker: CWalker, node: SyntaxNode, inside: CContext, use: LambdaUse | null = null): void {
  const { tree } = walker;
  const given = use === null ? null : (index: number, isLast: boolean) => givenTo(use, index, isLast);
  bindParameters(walker, headOf(walker, node), inside, given);
  walker.descend(() => {
    walker.visitChildren(tree.childOfType(node, "compound_statement"), inside);
  });
}

function headOf({ tree }: CWalker, node: SyntaxNode): SyntaxNode {
  return tree.childOfType(node, "abstract_function_declarator", "lambda_declarator");
}
