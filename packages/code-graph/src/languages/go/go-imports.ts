import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import type { GoWalker } from "./go-context.js";

/** `import ( … )`: binds what the package is called here and notes which of its names the file uses. */
export function readImports(walker: GoWalker, node: SyntaxNode): void {
  const { tree, facts } = walker;
  for (const child of tree.children(node)) {
    if (tree.type(child) === "import_spec_list") readImports(walker, child);
    if (tree.type(child) !== "import_spec") continue;
    const path = tree.textOf(tree.lastChild(child)).slice(1, -1);
    const alias = tree.firstChild(child) === tree.lastChild(child) ? NO_NODE : tree.firstChild(child);
    const locals: string[] = [];
    if (tree.type(alias) === "dot") facts.wildcards.push(path);
    else if (alias === NO_NODE) locals.push(...likelyNames(path));
    else if (tree.type(alias) === "package_identifier") locals.push(tree.textOf(alias));
    for (const local of locals) facts.bind(0, local, 0, 0, ["import", path, null]);
    const names = new Set(locals.flatMap((local) => [...(walker.qualifiedNames.get(local) ?? [])]));
    facts.imports.push({ specifier: path, names: [...names].sort() });
  }
}

/**
 * What a package is called that an import does not name: the last part of its path, and where that can't be or need not be
 * its name (`v2`, `yaml.v3`, `go-cmp`) the names that such packages have.
 */
function likelyNames(path: string): readonly string[] {
  const parts = path.split("/");
  let last = parts[parts.length - 1] ?? path;
  if (/^v\d+$/.test(last) && parts.length > 1) last = parts[parts.length - 2] ?? last;
  const bare = last.replace(/\.v\d+$/, "");
  const names = [bare, bare.replace(/^go-/, ""), bare.replace(/[-.]go$/, ""), bare.replace(/^.*[-.]/, "")];
  return [...new Set(names)].filter((name) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name));
}

/** What the file reads from each name, as a value or a type: `N` of `p.N`, by `p`. */
export function collectQualifiedNames(tree: SyntaxTree): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (let node = 0; node < tree.size; node++) {
    const type = tree.type(node);
    if (type !== "selector_expression" && type !== "qualified_type") continue;
    const object = tree.firstChild(node);
    if (tree.type(object) !== "identifier" && tree.type(object) !== "package_identifier") continue;
    const names = found.get(tree.textOf(object)) ?? new Set<string>();
    found.set(tree.textOf(object), names.add(tree.textOf(tree.nextSibling(object))));
  }
  return found;
}
