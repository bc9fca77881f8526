import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { isClassDefinition, readClass } from "./c-classes.js";
import type { CContext, CWalker } from "./c-context.js";
import { declarationParts, readDeclarator } from "./c-declarators.js";
import { bindingScope, fullName } from "./c-names.js";
import { rangesOf } from "./c-text.js";
import { declaredType, instanceOf, toType } from "./c-types.js";

/** `typedef struct { … } T;`, `typedef int T;`, `typedef int (*T)(int);`. */
export function readTypedef(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree } = walker;
  const { type, declarators } = declarationParts(tree, node);
  const parts = declarators.map((part) => readDeclarator(tree, part)).filter(({ name }) => name !== NO_NODE);
  const isDefinition = isClassDefinition(walker, type);
  const tag = tree.textOf(tree.childOfType(type, "type_identifier"));
  const plain = parts.find(
    ({ function: function_, isIndirect, isArray }) => function_ === NO_NODE && !isIndirect && !isArray,
  );
  const named = isDefinition && tag === "" ? tree.textOf(plain?.name ?? NO_NODE) : "";
  if (isDefinition) readClass(walker, type, node, named, context);
  for (const declarator of parts) {
    const name = tree.textOf(declarator.name);
    if (name === named || (walker.isCpp && name === tag)) continue;
    const target =
      declarator.function !== NO_NODE
        ? (["callable", toType(walker, type, context)] as Expression)
        : declaredType(walker, type, declarator, context);
    addOtherName(walker, node, name, target, context, name !== tag && !isDefinition);
  }
}

/** `using T = A<int>;`. */
export function readAlias(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree } = walker;
  const descriptor = tree.childOfType(node, "type_descriptor");
  const type = tree.firstChild(descriptor);
  if (isClassDefinition(walker, type))
    readClass(walker, type, node, tree.textOf(tree.firstChild(node)), context);
  const name = tree.textOf(tree.childOfType(node, "type_identifier"));
  const isCallable = tree.childOfType(descriptor, "abstract_function_declarator") !== NO_NODE;
  const target = toType(walker, descriptor, context);
  addOtherName(walker, node, name, isCallable ? ["callable", target] : target, context, true);
}

/** Another name of a type: it leads to that type, and is in the graph by its own name where nothing else of it is. */
function addOtherName(
  walker: CWalker,
  node: SyntaxNode,
  name: string,
  target: Expression | null,
  context: CContext,
  isNode: boolean,
): void {
  const { tree, facts, names } = walker;
  const value = namesAll(target) ? target : instanceOf(target);
  if (context.container === "file") names.addValue(fullName(context.namespace, name), value);
  else {
    const around = bindingScope(walker, context);
    facts.bind(around, name, 0, around, value === null ? ["unknown"] : ["value", value]);
  }
  if (!isNode || context.container === "body") return;
  const outer = context.template?.node ?? node;
  facts.addDefinition({
    ...rangesOf(tree, node, outer, NO_NODE),
    kind: "class",
    name,
    parent: context.owner,
    scope: facts.addScope("class", context.scope, facts.definitions.length),
    bases: [],
    returns: [],
    traits: ["alias"],
  });
}

/** Whether a type is but a name, so that another name of it leads to the class itself. */
function namesAll(type: Expression | null): boolean {
  return type !== null && ["name", "member", "firstKnown", "definition"].includes(type[0]);
}
