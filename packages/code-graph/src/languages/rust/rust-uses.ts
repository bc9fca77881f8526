import { type Expression, OWN_MODULE } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { RustContext, RustModule, RustWalker } from "./rust-context.js";
import { AS_FAR_AS, CRATE, SELF, SUPER } from "./rust-modules.js";
import { crateOrName, moduleItself, modulesUp, stepInto } from "./rust-paths.js";
import { nameOf } from "./rust-text.js";

/** One path of a `use`; `alias` is the name it binds, `null` for a glob. */
interface UsedPath {
  readonly parts: readonly string[];
  readonly alias: string | null;
}

/** `use a::{self, b as c, d::*};`, `pub use …`: names of the module or block. */
export function readUse(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  const { tree } = walker;
  const argument = tree.children(node).find((part) => tree.type(part) !== "visibility_modifier") ?? NO_NODE;
  for (const path of pathsOf(walker, argument, [])) {
    if (path.alias === null) readGlob(walker, path.parts, context);
    else bindUse(walker, path.parts, path.alias, context);
  }
}

/** `extern crate a as b;`. */
export function readExternCrate(walker: RustWalker, node: SyntaxNode, { scope }: RustContext): void {
  const { tree, facts } = walker;
  const [name = NO_NODE, alias = name] = tree
    .children(node)
    .filter((part) => tree.type(part) === "identifier");
  facts.bind(scope, nameOf(tree, alias), 0, scope, ["import", nameOf(tree, name), null]);
  facts.imports.push({ specifier: nameOf(tree, name), names: [] });
}

function pathsOf(walker: RustWalker, node: SyntaxNode, prefix: readonly string[]): UsedPath[] {
  const { tree } = walker;
  const children = tree.children(node);
  const [first = NO_NODE] = children;
  switch (tree.type(node)) {
    case "use_as_clause": {
      const parts = [...prefix, ...segmentsOf(walker, first)];
      const alias = nameOf(tree, tree.lastChild(node));
      return [{ parts, alias: children.length < 2 ? "_" : alias }];
    }
    case "use_wildcard":
      return [{ parts: [...prefix, ...(first === NO_NODE ? [] : segmentsOf(walker, first))], alias: null }];
    case "use_list":
      return children.flatMap((child) => pathsOf(walker, child, prefix));
    case "scoped_use_list": {
      const list = tree.childOfType(node, "use_list");
      const own = first === list ? [] : segmentsOf(walker, first);
      return pathsOf(walker, list, [...prefix, ...own]);
    }
    case "self": {
      const name = prefix[prefix.length - 1];
      return name === undefined ? [] : [{ parts: prefix, alias: name }];
    }
    default: {
      const parts = [...prefix, ...segmentsOf(walker, node)];
      const alias = parts[parts.length - 1];
      return alias === undefined ? [] : [{ parts, alias }];
    }
  }
}

function segmentsOf({ tree }: RustWalker, node: SyntaxNode): string[] {
  return tree
    .textOf(node)
    .replace(/\s/g, "")
    .split("::")
    .filter((part) => part !== "")
    .map((part) => (part.startsWith("r#") ? part.slice(2) : part));
}

function bindUse(walker: RustWalker, parts: readonly string[], alias: string, context: RustContext): void {
  const { facts } = walker;
  const last = parts[parts.length - 1] ?? "";
  noteImport(walker, parts, context);
  if (alias === "_") return;
  const around = toMembers(walker, parts.slice(0, -1), context);
  // `use a::{self, b}` of a module beside it: that is its name already.
  if (around === null && alias === last && walker.modules.has(last)) return;
  const value: Expression =
    around === null ? wholeOf(walker, last, alias, context) : ["member", around, last];
  facts.bind(context.scope, alias, 0, context.scope, ["value", value]);
  if (around !== null && walker.macros.has(alias))
    facts.bind(context.scope, `${alias}!`, 0, context.scope, ["value", ["member", around, `${last}!`]]);
}

/** `use a::*`: of a module of the file the names around it, of another file's by its path, of an enumeration its variants. */
function readGlob(walker: RustWalker, parts: readonly string[], context: RustContext): void {
  const { facts } = walker;
  noteImport(walker, [...parts, "*"], context);
  const last = parts[parts.length - 1] ?? "";
  // `mod tests { use super::*; }` sees what is around it.
  if (parts.join("::") === "super" && context.module.parent !== null) return;
  const value = toMembers(walker, parts, context);
  if (value !== null) walker.wholes.push({ scope: context.module.scope, value });
  // A module of the file itself is read with it, and a type offers its variants.
  if (/^\p{Lu}/u.test(last) || walker.modules.has(last)) {
    if (value !== null) walker.globs.push({ of: last, value, scope: context.scope, module: context.module });
    if (!walker.modules.has(last)) return;
  }
  const specifier = specifierOf(parts, context.module);
  if (specifier !== null) facts.wildcards.push(specifier);
}

/** The module, type or crate that a path leads to; `null` for an empty one. */
function toMembers(walker: RustWalker, parts: readonly string[], context: RustContext): Expression | null {
  const [first, ...rest] = parts;
  if (first === undefined) return null;
  if (first !== "super") return rest.reduce<Expression>(stepInto, rootOf(walker, first, context));
  const levels = parts.findIndex((part) => part !== "super");
  const up = levels === -1 ? parts.length : levels;
  return parts.slice(up).reduce<Expression>(stepInto, modulesUp(context.module, up));
}

/** What `use a` and `use a as b` bind. */
function wholeOf(walker: RustWalker, name: string, alias: string, context: RustContext): Expression {
  const isItself = name === alias && !/^(?:crate|self|super)$/.test(name);
  return isItself ? ["module", name] : rootOf(walker, name, context);
}

function rootOf(walker: RustWalker, name: string, { module }: RustContext): Expression {
  if (name === "crate") return ["module", CRATE];
  if (name === "self") return moduleItself(module);
  return crateOrName(walker, name);
}

/** The path as a specifier, as far as it can be said from the file; `null` within modules of the file. */
function specifierOf(parts: readonly string[], module: RustModule): string | null {
  const [first = "", ...rest] = parts;
  if (first === "crate") return [CRATE, ...rest].join("::");
  if (first === "self") return module.parent === null ? [SELF, ...rest].join("::") : null;
  if (first === "super") {
    if (module.parent === null) return [SUPER, ...rest].join("::");
    return module.parent.parent === null ? [SELF, ...rest].join("::").replace(`${SELF}::super`, SUPER) : null;
  }
  return parts.join("::");
}

function noteImport({ facts }: RustWalker, parts: readonly string[], { module }: RustContext): void {
  const around = parts.slice(0, -1);
  const last = parts[parts.length - 1] ?? "";
  const specifier = specifierOf(around.length === 0 ? parts : around, module);
  if (specifier === null || specifier === SELF || specifier === OWN_MODULE) return;
  const names = around.length === 0 || last === "*" ? [] : [last];
  facts.imports.push({ specifier: `${AS_FAR_AS}${specifier}`, names });
}
