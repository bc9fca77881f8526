import type { Expression } from "../../facts/expression.js";
import { typeKey } from "../../facts/file-facts.js";
import type { AskedTree } from "../queries/asked-tree.js";
import { findBindings } from "./bindings.js";
import type { Evaluation } from "./evaluation.js";
import type { ModuleNames } from "./module-names.js";
import { distinct, type Site, type Value } from "./value.js";

const NOTHING: readonly Value[] = [];

/** Names of types, in languages where a value of the same name is something else (`interface Node`, `const Node: …`). */
export class TypeNamespace {
  readonly #tree: AskedTree;
  readonly #evaluation: Evaluation;
  readonly #modules: ModuleNames;

  constructor(tree: AskedTree, evaluation: Evaluation, modules: ModuleNames) {
    this.#tree = tree;
    this.#evaluation = evaluation;
    this.#modules = modules;
  }

  /** What a name stands for as a type. */
  of(type: Expression, site: Site, depth: number): readonly Value[] {
    const everywhere = { ...site, at: Infinity };
    if (type[0] === "generic") return this.of(type[1], site, depth);
    if (this.#tree.semanticsIn(site.unit).types.haveOwnNames) {
      const own =
        type[0] === "name"
          ? this.#named(type[1], everywhere, depth)
          : type[0] === "member"
            ? this.#inModule(type[1], type[2], everywhere, depth)
            : NOTHING;
      if (own.length > 0) return own;
    }
    return this.#evaluation.evaluate(type, everywhere, depth);
  }

  #named(name: string, site: Site, depth: number): readonly Value[] {
    const file = this.#tree.file(site.unit);
    const plain = findBindings(file, site.scope, site.at, name);
    if (plain === null) return NOTHING;
    const own = findBindings(file, plain.scope, site.at, typeKey(name));
    if (own?.scope === plain.scope)
      return this.#evaluation.union(own.bindings, { ...site, scope: own.scope }, depth);
    const [only] = plain.bindings;
    if (only?.value[0] !== "import") return NOTHING;
    const [, specifier, imported] = only.value;
    return imported === null
      ? NOTHING
      : this.#ofModules(this.#modules.module(site.unit, specifier), imported, depth);
  }

  #inModule(of: Expression, name: string, site: Site, depth: number): readonly Value[] {
    return this.#ofModules(this.#evaluation.evaluate(of, site, depth + 1), name, depth);
  }

  #ofModules(values: readonly Value[], name: string, depth: number): readonly Value[] {
    return distinct(
      values.flatMap((value) =>
        value.kind === "module" ? this.#modules.exported(value.unit, typeKey(name), depth + 1) : NOTHING,
      ),
    );
  }
}
