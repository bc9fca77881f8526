import type { Evaluation } from "./evaluate/evaluation.js";
import { NO_SYMBOL, type Value } from "./evaluate/value.js";
import { packageKey } from "./program/package-names.js";
import type { AskedTree } from "./queries/asked-tree.js";

/**
 * Files that an import reaches: of names that are modules these, by whatever way the module has them, otherwise the module
 * itself; `null` when it is outside the tree.
 */
export function importedFiles(
  tree: AskedTree,
  evaluation: Evaluation,
  unit: number,
  specifier: string,
  names: readonly string[],
): readonly string[] | null {
  const target = tree.queries.module(unit, specifier);
  if (target === null) return null;
  if (target.kind === "package")
    return packageFiles(tree, packageKey(tree.numbers.languageOf(unit), target.key), names);
  const targetUnit = target.kind === "file" ? tree.numbers.unitAt(target.path) : undefined;
  const files = new Set<string>();
  for (const name of names.length === 0 ? [""] : names) {
    const modules =
      name === "" ? [] : modulesNamed(tree, evaluation, unit, target.kind, target.path, targetUnit, name);
    for (const module of modules) files.add(module);
    if (modules.length === 0 && target.kind === "file") files.add(target.path);
  }
  return [...files];
}

/** Files of submodules that a wildcard import takes because the module lists their names. */
export function listedSubmodules(tree: AskedTree, unit: number, specifier: string): readonly string[] {
  const target = tree.queries.module(unit, specifier);
  const targetUnit = target?.kind === "file" ? tree.numbers.unitAt(target.path) : undefined;
  if (target?.kind !== "file" || targetUnit === undefined) return [];
  return (tree.file(targetUnit).facts.listedNames ?? []).flatMap((name) => {
    const submodule = tree.queries.submodule(unit, target.kind, target.path, name);
    return submodule?.kind === "file" && !isOwnName(tree, targetUnit, name) ? [submodule.path] : [];
  });
}

function isOwnName(tree: AskedTree, unit: number, name: string): boolean {
  const file = tree.file(unit);
  return file.named(name) !== NO_SYMBOL || Object.hasOwn(file.facts.scopes[0]?.names ?? {}, name);
}

/** The modules that a name of a module stands for; none where it stands for anything else. */
function modulesNamed(
  tree: AskedTree,
  evaluation: Evaluation,
  unit: number,
  kind: "file" | "folder",
  path: string,
  targetUnit: number | undefined,
  name: string,
): readonly string[] {
  if (targetUnit !== undefined && targetUnit !== unit && isOwnName(tree, targetUnit, name)) {
    const values = evaluation.member({ kind: "module", unit: targetUnit }, name);
    const isModule =
      values.length > 0 && values.every((value): value is ModuleValue => value.kind === "module");
    if (isModule) return values.map((value) => tree.numbers.pathOf(value.unit));
    if (values.length > 0) return [];
  }
  const submodule = tree.queries.submodule(unit, kind, path, name);
  return submodule?.kind === "file" ? [submodule.path] : [];
}

type ModuleValue = Extract<Value, { kind: "module" }>;

/** The files of a package that give the names taken from it their meaning; all of them where it is taken as a whole. */
function packageFiles(tree: AskedTree, key: string, names: readonly string[]): readonly string[] {
  const reached =
    names.length > 0
      ? names.flatMap((name) => tree.queries.packageName(key, name))
      : tree.queries.package(key).units;
  return [...new Set(reached)].map((unit) => tree.numbers.pathOf(unit));
}
