import { NO_SYMBOL } from "./evaluate/value.js";
import { packageKey } from "./program/package-names.js";
import type { AskedTree } from "./queries/asked-tree.js";

/** Files that an import reaches: submodules that it names, otherwise the module; `null` when it is outside the tree. */
export function importedFiles(
  tree: AskedTree,
  unit: number,
  specifier: string,
  names: readonly string[],
): readonly string[] | null {
  const target = tree.queries.module(unit, specifier);
  if (target === null) return null;
  if (target.kind === "package")
    return packageFiles(tree, packageKey(tree.numbers.languageOf(unit), target.key), names);
  const targetUnit = target.kind === "file" ? tree.numbers.unitAt(target.path) : undefined;
  const file = targetUnit === undefined ? null : tree.file(targetUnit);
  const isOwnName = (name: string): boolean =>
    file !== null &&
    (file.named(name) !== NO_SYMBOL || Object.hasOwn(file.facts.scopes[0]?.names ?? {}, name));
  const files = new Set<string>();
  for (const name of names.length === 0 ? [""] : names) {
    const submodule =
      name === "" || isOwnName(name) ? null : tree.queries.submodule(unit, target.kind, target.path, name);
    if (submodule?.kind === "file") files.add(submodule.path);
    else if (submodule === null && target.kind === "file") files.add(target.path);
  }
  return [...files];
}

/** The files of a package that give the names taken from it their meaning; all of them where it is taken as a whole. */
function packageFiles(tree: AskedTree, key: string, names: readonly string[]): readonly string[] {
  const reached =
    names.length > 0
      ? names.flatMap((name) => tree.queries.packageName(key, name))
      : tree.queries.package(key).units;
  return [...new Set(reached)].map((unit) => tree.numbers.pathOf(unit));
}
