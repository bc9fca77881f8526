import type { Trait } from "../../facts/file-facts.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { CContext, CWalker } from "./c-context.js";
import type { Declarator } from "./c-declarators.js";
import type { FunctionPlace } from "./c-function-places.js";
import { CONSTRUCTOR } from "./c-library.js";

/** What resolution needs to know of a function besides its name. */
export function traitsOf(
  walker: CWalker,
  node: SyntaxNode,
  declarator: Declarator,
  { member, of, parent }: FunctionPlace,
  context: CContext,
  isPure: boolean,
): Trait[] {
  const traits: Trait[] = [];
  if (isPure) traits.push("declaration");
  if (member === "") return traits;
  if (of !== null) traits.push("member");
  if (isConstMethod(walker, declarator)) traits.push("const");
  const isStatic = context.container === "class" && isMarked(walker, node, "static");
  if (isStatic) traits.push("static");
  const known = walker.classOf.get(parent);
  const isInClass = of === null || known !== undefined;
  const hasBases = (walker.facts.definitions[parent]?.bases.length ?? 0) > 0;
  const isVirtual = isMarkedVirtual(walker, node, declarator) || known?.virtuals.has(member) === true;
  if (isStatic || member === CONSTRUCTOR || (isInClass && !isVirtual && !hasBases)) traits.push("final");
  return traits;
}

/** Whether a function may be overridden, or overrides another. */
export function isMarkedVirtual({ tree }: CWalker, node: SyntaxNode, declarator: Declarator): boolean {
  const head = tree.text.slice(tree.start(node), tree.start(declarator.function));
  return (
    /\bvirtual\b/.test(head) ||
    /\b(?:override|final)\b/.test(
      tree.text.slice(
        tree.end(tree.childOfType(declarator.function, "parameter_list")),
        tree.end(declarator.function),
      ),
    )
  );
}

/** Whether a word of the language stands in front. */
export function isMarked({ tree }: CWalker, node: SyntaxNode, word: string): boolean {
  return tree
    .children(node)
    .some((part) => tree.type(part) === "storage_class_specifier" && tree.textOf(part) === word);
}

/** `int f() const`. */
export function isConstMethod({ tree }: CWalker, declarator: Declarator): boolean {
  return tree
    .children(declarator.function)
    .some((part) => tree.type(part) === "type_qualifier" && tree.textOf(part) === "const");
}
