import { FILE_ITSELF } from "../../facts/file-facts.js";
import type { AskedTree } from "../queries/asked-tree.js";
import { findBindings } from "./bindings.js";
import type { Evaluation } from "./evaluation.js";
import type { IncludedNames } from "./included-names.js";
import type { ModuleNames } from "./module-names.js";
import { distinct, EXTERNAL, type Site, type Value } from "./value.js";

const NOTHING: readonly Value[] = [];

/** Names where they are used: of the scopes around them, the package, what is imported as a whole, and the language. */
export class ScopedNames {
  readonly #tree: AskedTree;
  readonly #evaluation: Evaluation;
  readonly #modules: ModuleNames;
  readonly #included: IncludedNames;

  constructor(tree: AskedTree, evaluation: Evaluation, modules: ModuleNames, included: IncludedNames) {
    this.#tree = tree;
    this.#evaluation = evaluation;
    this.#modules = modules;
    this.#included = included;
  }

  /** What a name stands for where it is used. */
  lookUp(name: string, site: Site, depth: number): readonly Value[] {
    const unit = this.#tree.file(site.unit);
    const found = findBindings(unit, site.scope, site.at, name);
    if (found !== null) {
      const values = this.#evaluation.union(found.bindings, { ...site, scope: found.scope }, depth);
      if (found.scope !== 0 || unit.facts.wildcards.length === 0) return values;
      const isOfModule = (unit.facts.scopes[site.scope]?.owner ?? FILE_ITSELF) === FILE_ITSELF;
      const before = isOfModule ? site.at : Infinity;
      const later = this.#modules.laterWildcards(site.unit, name, found.bindings, before, depth + 1);
      return later.hides ? later.values : distinct([...values, ...later.values]);
    }
    if (unit.language.semantics.names.seesIncluded) return this.#included.lookUp(site.unit, name, depth + 1);
    const ownPackage = unit.packageKey;
    const fromPackage = ownPackage === null ? NOTHING : this.#modules.inPackage(ownPackage, name, depth + 1);
    if (fromPackage.length > 0) return fromPackage;
    // `from m import *` makes names of the module; `export * from` only hands them on.
    const fromWildcards =
      unit.facts.exports === null ? this.#modules.wildcards(site.unit, name, depth + 1) : NOTHING;
    if (fromWildcards.length > 0) return fromWildcards;
    const imported = this.#modules.importedByOwnName(site.unit, name);
    if (imported.length > 0) return imported;
    if (unit.language.semantics.names.isBuiltin(name)) return [EXTERNAL];
    // What compiles has to come from somewhere: here from what is imported as a whole from outside.
    const isImported = ownPackage !== null && this.#modules.hasForeignWildcard(site.unit, name);
    return isImported ? [EXTERNAL] : NOTHING;
  }
}
