import { OWN_MODULE } from "../../facts/expression.js";
import { type Binding, typeOfKey, WILDCARD } from "../../facts/file-facts.js";
import type { ModuleTarget } from "../../languages/language.js";
import { ownBindings, packageKey } from "../program/package-names.js";
import type { AskedTree } from "../queries/asked-tree.js";
import type { FileInterface } from "../queries/tree-numbers.js";
import { reaching } from "./bindings.js";
import type { Evaluation } from "./evaluation.js";
import { distinct, EXTERNAL, MAX_DEPTH, NO_SYMBOL, type Site, type Value } from "./value.js";

const NOTHING: readonly Value[] = [];

/** Modules and the names that they offer, own ones, re-exported ones and submodules. */
export class ModuleNames {
  readonly #tree: AskedTree;
  readonly #evaluation: Evaluation;
  readonly #packageNames: Map<string, readonly Value[]>;

  /** @param packageNames - what names of packages stand for, as far as it was found out for the file at hand. */
  constructor(tree: AskedTree, evaluation: Evaluation, packageNames: Map<string, readonly Value[]>) {
    this.#tree = tree;
    this.#packageNames = packageNames;
    this.#evaluation = evaluation;
  }

  /** A name of a module as seen from outside. */
  exported(unitNumber: number, name: string, depth = 0): readonly Value[] {
    const file = this.#tree.file(unitNumber);
    const told = file.exported(name);
    if (told !== NO_SYMBOL) return [file.valueOf(told)];
    const { exports } = file.found;
    const known = exports.get(name);
    if (known !== undefined) return known;
    if (depth > MAX_DEPTH) return NOTHING;
    exports.set(name, NOTHING);
    const values = this.#find(unitNumber, name, depth);
    exports.set(name, values);
    return values;
  }

  #find(unitNumber: number, name: string, depth: number): readonly Value[] {
    const { facts } = this.#tree.file(unitNumber);
    const site: Site = { unit: unitNumber, scope: 0, at: Infinity };
    if (facts.exports !== null) {
      const expression = Object.hasOwn(facts.exports, name) ? facts.exports[name] : undefined;
      if (expression !== undefined) return this.#evaluation.evaluate(expression, site, depth);
      const type = this.#exportedType(unitNumber, name, depth);
      if (type !== null) return type;
      const { wholeModule } = this.#tree.semanticsIn(unitNumber).names;
      const whole =
        name === "default" && wholeModule !== null && Object.hasOwn(facts.exports, wholeModule)
          ? facts.exports[wholeModule]
          : undefined;
      if (whole !== undefined) return this.#evaluation.evaluate(whole, site, depth);
      return this.wildcards(unitNumber, name, depth);
    }
    const names = facts.scopes[0]?.names ?? {};
    if (Object.hasOwn(names, name)) {
      const values = this.#evaluation.union(
        reaching(facts.scopes, names[name] ?? [], 0, Infinity),
        site,
        depth,
      );
      const over = this.laterWildcards(unitNumber, name, names[name] ?? [], Infinity, depth);
      if (values.length > 0 || over.values.length > 0)
        return over.hides ? over.values : distinct([...values, ...over.values]);
    }
    const own: ModuleTarget = { kind: "file", path: this.#tree.numbers.pathOf(unitNumber) };
    const submodule = this.submodule(unitNumber, own, name);
    if (submodule !== null) return this.target(unitNumber, submodule);
    return this.wildcards(unitNumber, name, depth);
  }

  /** A type that is exported by the name of a value; `null` where `name` is no {@link typeKey}. */
  #exportedType(unit: number, key: string, depth: number): readonly Value[] | null {
    const name = typeOfKey(key);
    if (name === null) return null;
    const exports = this.#tree.file(unit).facts.exports ?? {};
    const expression = Object.hasOwn(exports, name) ? exports[name] : undefined;
    if (expression === undefined) return this.wildcards(unit, key, depth);
    if (expression[0] === "definition") return NOTHING;
    return this.#evaluation.evaluate(["type", expression], { unit, scope: 0, at: Infinity }, depth);
  }

  /** A name of a package of several files, seen from within or from outside. */
  inPackage(fullKey: string, name: string, depth = 0): readonly Value[] {
    const key = `${fullKey}\n${name}`;
    const known = this.#packageNames.get(key);
    if (known !== undefined) return known;
    if (depth > MAX_DEPTH) return NOTHING;
    this.#packageNames.set(key, NOTHING);
    const values = distinct(
      this.#tree.queries.packageName(fullKey, name).flatMap((unit) => {
        const file = this.#tree.file(unit);
        const told = file.named(name);
        if (told !== NO_SYMBOL) return [file.valueOf(told)];
        const { scopes } = file.facts;
        const bindings = ownBindings(scopes[0]?.names[name] ?? []);
        const site: Site = { unit, scope: 0, at: Infinity };
        return this.#evaluation.union(reaching(scopes, bindings, 0, Infinity), site, depth);
      }),
    );
    this.#packageNames.set(key, values);
    return values;
  }

  /** A name that the module gets from `from m import *` or hands on by `export *`. */
  wildcards(unitNumber: number, name: string, depth: number): readonly Value[] {
    const { wildcards } = this.#tree.file(unitNumber).facts;
    const lastWins = this.#tree.semanticsIn(unitNumber).names.wildcardClash === "last";
    let only: readonly Value[] = NOTHING;
    for (const specifier of [...wildcards].reverse()) {
      const target = this.#tree.queries.module(unitNumber, specifier);
      if (target?.kind === "package") {
        const [found] = this.target(unitNumber, target);
        const isVisible = this.#tree.semanticsIn(unitNumber).names.isPublic(name);
        const values =
          found?.kind === "package" && isVisible ? this.inPackage(found.key, name, depth + 1) : NOTHING;
        if (values.length > 0) return values;
        continue;
      }
      const from = target?.kind === "file" ? this.#tree.numbers.unitAt(target.path) : undefined;
      if (from === undefined || from === unitNumber) continue;
      if (!isHandedOn(this.#tree.file(from), name)) continue;
      const values = this.exported(from, name, depth + 1);
      if (values.length === 0) continue;
      if (lastWins) return values;
      if (only.length > 0 && distinct([...only, ...values]).length > only.length) return NOTHING;
      only = values;
    }
    return only.length > 0 ? only : this.#takenWhole(unitNumber, name, depth);
  }

  /** A name of what the module takes whole and is no file: a module within one, an enumeration. */
  #takenWhole(unitNumber: number, name: string, depth: number): readonly Value[] {
    const { target } = this.#tree.semanticsIn(unitNumber).members;
    const { names = {} } = this.#tree.file(unitNumber).facts.scopes[0] ?? {};
    if (target === undefined || name === target || !Object.hasOwn(names, target)) return NOTHING;
    const site: Site = { unit: unitNumber, scope: 0, at: Infinity };
    const found = this.#evaluation
      .union(names[target] ?? [], site, depth + 1)
      .filter(({ kind }) => kind === "class")
      .flatMap((value) => this.#evaluation.member(value, name, depth + 1));
    return distinct(found.filter(({ kind }) => kind !== "external"));
  }

  /** What wildcard imports say of a name that stand after all that the module itself binds it to; `hides`: in its place. */
  laterWildcards(
    unitNumber: number,
    name: string,
    bindings: readonly Binding[],
    before: number,
    depth: number,
  ): { readonly values: readonly Value[]; readonly hides: boolean } {
    const { facts } = this.#tree.file(unitNumber);
    const stars = facts.scopes[0]?.names[WILDCARD] ?? [];
    const from = Math.max(...bindings.map(({ at }) => at));
    for (const { at, block, value } of [...stars].reverse()) {
      if (at <= from) break;
      if (at > before || value[0] !== "value" || value[1][0] !== "module") continue;
      const [module] = this.module(unitNumber, value[1][1]);
      if (module?.kind !== "module" || module.unit === unitNumber) continue;
      if (!isHandedOn(this.#tree.file(module.unit), name)) continue;
      const values = this.exported(module.unit, name, depth + 1);
      if (values.length > 0) return { values, hides: block === 0 };
    }
    return { values: NOTHING, hides: false };
  }

  /** Whether a name may come from a package outside the tree that the file imports as a whole. */
  hasForeignWildcard(unitNumber: number, name: string): boolean {
    const { facts, language } = this.#tree.file(unitNumber);
    return (
      language.semantics.names.isPublic(name) &&
      facts.wildcards.some((specifier) => this.#tree.queries.module(unitNumber, specifier) === null)
    );
  }

  /** A package that the file imports without saying what it is called, by what it calls itself. */
  importedByOwnName(unitNumber: number, name: string): readonly Value[] {
    const { facts } = this.#tree.file(unitNumber);
    if (facts.packageName === null) return NOTHING;
    return facts.imports.flatMap(({ specifier }) =>
      this.module(unitNumber, specifier).filter(
        (found) => found.kind === "package" && this.#tree.queries.package(found.key).name === name,
      ),
    );
  }

  /** The module that a specifier names in a file. */
  module(unit: number, specifier: string): readonly Value[] {
    if (specifier === OWN_MODULE) return [{ kind: "module", unit }];
    const target = this.#tree.queries.module(unit, specifier);
    if (target !== null) return this.target(unit, target);
    // A way within the tree that leads nowhere is no library.
    return specifier.startsWith(".") ? NOTHING : [EXTERNAL];
  }

  /** What `name` is inside a module, for the language of a file. */
  submodule(unit: number, of: ModuleTarget, name: string): ModuleTarget | null {
    return this.#tree.queries.submodule(unit, of.kind, of.kind === "package" ? of.key : of.path, name);
  }

  /** The module that was found, as a value. */
  target(fromUnit: number, target: ModuleTarget | null): readonly Value[] {
    if (target === null) return NOTHING;
    if (target.kind === "folder") return [{ kind: "folder", path: target.path, unit: fromUnit }];
    if (target.kind === "package") {
      const language = this.#tree.numbers.languageOf(fromUnit);
      return [{ kind: "package", key: packageKey(language, target.key) }];
    }
    const unit = this.#tree.numbers.unitAt(target.path);
    return unit === undefined ? NOTHING : [{ kind: "module", unit }];
  }
}

/** Whether a wildcard import or export takes this name of a module. */
function isHandedOn({ facts, language }: FileInterface, name: string): boolean {
  return facts.listedNames?.includes(name) ?? language.semantics.names.isHandedOn(name);
}
