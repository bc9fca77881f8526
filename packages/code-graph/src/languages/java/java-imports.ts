import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import type { JavaWalker } from "./java-context.js";
import { qualifiedType } from "./java-types.js";

/** `import a.B;`, `import a.*;`, `import static a.B.c;`, `import static a.B.*;`. */
export function readImport(walker: JavaWalker, node: SyntaxNode, typeNames: ReadonlySet<string>): void {
  const { tree, facts, memberImports } = walker;
  const path = tree.textOf(tree.firstChild(node)).replace(/\s/g, "");
  const isStatic = /^import\s+static\b/.test(tree.textOf(node));
  const isOnDemand = tree.childOfType(node, "asterisk") !== -1;
  const parts = path.split(".");
  const firstType = parts.findIndex((part) => /^\p{Lu}/u.test(part));
  if (isOnDemand && !isStatic && firstType === -1) {
    facts.wildcards.push(path);
    facts.imports.push({ specifier: path, names: [...typeNames] });
    return;
  }
  const owner = isStatic && !isOnDemand ? parts.slice(0, -1) : parts;
  const start = firstType === -1 || firstType >= owner.length ? owner.length - 1 : firstType;
  facts.imports.push({ specifier: owner.slice(0, start).join("."), names: [owner[start] ?? ""] });
  const type: Expression = qualifiedType(walker, owner.join("."), 0);
  const name = parts[parts.length - 1] ?? "";
  if (isOnDemand) memberImports.all.push(type);
  else if (isStatic) memberImports.single.set(name, [...(memberImports.single.get(name) ?? []), type]);
  else if (start === owner.length - 1)
    facts.bind(0, name, 0, 0, ["import", owner.slice(0, -1).join("."), name]);
  else facts.bind(0, name, 0, 0, ["value", type]);
}

/** Names of all types that the file mentions: of what `import a.*` offers these are taken. */
export function collectTypeNames(tree: SyntaxTree): ReadonlySet<string> {
  const names = new Set<string>();
  for (let node = 0; node < tree.size; node++) {
    const type = tree.type(node);
    if (type === "type_identifier") names.add(tree.textOf(node));
    // `Foo.make()`, `@Foo`: a type that is named in an expression.
    else if (type === "identifier" && /^\p{Lu}/u.test(tree.textOf(node))) names.add(tree.textOf(node));
  }
  return new Set([...names].sort());
}
