import { type Expression, OWN_MODULE } from "../../facts/expression.js";
import { FILE_ITSELF } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { MAX_TYPE_DEPTH } from "../shared/expression-limits.js";
import type { RustContext, RustModule, RustWalker } from "./rust-context.js";
import { CRATE, SUPER } from "./rust-modules.js";
import { nameOf } from "./rust-text.js";

/** The module itself. */
export function moduleItself({ definition }: RustModule): Expression {
  return definition === FILE_ITSELF ? ["module", OWN_MODULE] : ["definition", definition];
}

/** The module around. */
export function moduleAround({ parent }: RustModule): Expression {
  return parent === null ? ["module", SUPER] : moduleItself(parent);
}

/** `Self` as a type. */
export function selfClass({ self }: RustContext): Expression | null {
  if (self === null) return null;
  if (self.definition !== FILE_ITSELF)
    return self.isTrait ? ["own", self.definition] : ["definition", self.definition];
  return self.type[0] === "generic" ? self.type[1] : self.type;
}

/** What a path leads to: a module, type, variant, function or constant. */
export function toPath(
  walker: RustWalker,
  node: SyntaxNode,
  context: RustContext,
  depth = 0,
): Expression | null {
  if (node === NO_NODE || depth > MAX_TYPE_DEPTH) return null;
  const { tree } = walker;
  switch (tree.type(node)) {
    case "identifier":
    case "type_identifier": {
      const name = nameOf(tree, node);
      return name === "Self" ? selfClass(context) : ["name", name];
    }
    case "crate":
      return ["module", CRATE];
    case "self":
      return moduleItself(context.module);
    case "super":
      return moduleAround(context.module);
    case "generic_type":
    case "generic_type_with_turbofish":
      return toPath(walker, tree.firstChild(node), context, depth + 1);
    case "bracketed_type": {
      const inner = tree.firstChild(node);
      const type = tree.type(inner) === "qualified_type" ? tree.firstChild(inner) : inner;
      return /reference|slice|array|tuple|primitive|dynamic|pointer/.test(tree.type(type))
        ? null
        : toPath(walker, type, context, depth + 1);
    }
    case "scoped_identifier":
    case "scoped_type_identifier": {
      const [first = NO_NODE, last = NO_NODE] = tree.children(node);
      // `::a::b`.
      if (last === NO_NODE) return ["module", nameOf(tree, first)];
      const base = toBase(walker, first, context, depth);
      return base === null ? null : ["member", base, nameOf(tree, last)];
    }
    default:
      return null;
  }
}

/** What a path begins with: `super::super` goes up twice, a small letter may begin the name of a crate. */
function toBase(
  walker: RustWalker,
  node: SyntaxNode,
  context: RustContext,
  depth: number,
): Expression | null {
  const { tree } = walker;
  if (tree.type(node) === "scoped_identifier" && tree.type(tree.lastChild(node)) === "super") {
    const levels = tree
      .textOf(node)
      .split("::")
      .filter((part) => part.trim() === "super").length;
    return modulesUp(context.module, levels);
  }
  const path = toPath(walker, node, context, depth + 1);
  if (path?.[0] === "member") return stepInto(path[1], path[2]);
  return path?.[0] === "name" ? crateOrName(walker, path[1]) : path;
}

/** A name that may be a crate's: types begin with a capital letter, and a module of the file is none. */
export function crateOrName({ modules }: RustWalker, name: string): Expression {
  if (/^\p{Lu}/u.test(name)) return ["name", name];
  const own: Expression = ["name", name];
  // `mod log; use log::log;`: what stands before `::` is the module.
  return modules.has(name)
    ? ["firstKnown", [["name", moduleKey(name)], own]]
    : ["firstKnown", [own, ["module", name]]];
}

/** `name` of a module where more of the path follows: a module, also where a function has its name, or a type. */
export function stepInto(object: Expression, name: string): Expression {
  const own: Expression = ["member", object, name];
  return /^\p{Lu}/u.test(name) ? own : ["firstKnown", [["member", object, moduleKey(name)], own]];
}

/** Name under which a module is known besides, where a function may have its name, too. */
export function moduleKey(name: string): string {
  return `${name}::`;
}

/** The module so many levels up. */
export function modulesUp(module: RustModule, levels: number): Expression {
  let at = module;
  for (let left = levels; left > 0; left--) {
    if (at.parent === null) return ["module", [SUPER, ...Array<string>(left - 1).fill("super")].join("::")];
    at = at.parent;
  }
  return moduleItself(at);
}
