import type { BoundValue } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { PythonWalker } from "./python-context.js";
import { stringValue } from "./python-expressions.js";

/** A function of the module that is asked for names that the module does not have. */
const ASKED = "__getattr__";

/**
 * Names that a module gets when they are asked for: what its `__getattr__` imports and names as text, and what a table of
 * the module (`{"Client": ".client"}`) says where they are. Names that the module has itself are not asked for.
 */
export function addLazyNames(walker: PythonWalker): void {
  const { tree, facts } = walker;
  const bound = facts.scopes[0]?.names ?? {};
  const asked = Object.hasOwn(bound, ASKED) ? bound[ASKED]?.at(-1)?.value : undefined;
  const definition = asked?.[0] === "definition" ? facts.definitions[asked[1]] : undefined;
  if (definition === undefined) return;
  const text = tree.text.slice(definition.start, definition.end);
  const add = (name: string, value: BoundValue): void => {
    const names = facts.scopes[0]?.names ?? {};
    if (!Object.hasOwn(names, name)) facts.bindUnwritten(0, name, definition.end, 0, value);
  };
  for (const [name, bindings] of Object.entries(facts.scopes[definition.scope]?.names ?? {}))
    for (const { value } of bindings)
      if (value[0] === "import" && new RegExp(`(["'])${name}\\1`).test(text)) add(name, value);
  for (const statement of tree.children(tree.root))
    for (const [name, specifier] of tableIn(walker, statement)) add(name, ["import", specifier, name]);
}

/** `TABLE = {"Client": ".client", "helper": "package.tools"}`. */
function tableIn({ tree }: PythonWalker, statement: SyntaxNode): [name: string, specifier: string][] {
  const assignment = tree.type(statement) === "expression_statement" ? tree.firstChild(statement) : NO_NODE;
  if (assignment === NO_NODE || tree.type(assignment) !== "assignment") return [];
  const table = tree.lastChild(assignment);
  if (tree.type(table) !== "dictionary") return [];
  return tree.children(table).flatMap((pair): [string, string][] => {
    if (tree.type(pair) !== "pair") return [];
    const name = stringValue(tree, tree.firstChild(pair));
    const module = stringValue(tree, tree.lastChild(pair));
    if (name === null || module === null || !/^\w+$/.test(name) || !/^\.*\w+(?:\.\w+)*$/.test(module))
      return [];
    // A name without any dot is one of the package's own modules.
    return [[name, module.includes(".") ? module : `.${module}`]];
  });
}
