import type { Binding } from "../../facts/file-facts.js";
import type { AskedTree } from "../queries/asked-tree.js";
import type { Evaluation } from "./evaluation.js";
import type { ModuleNames } from "./module-names.js";
import { distinct, eachOf, MAX_VALUES, type Site, type Value } from "./value.js";

const NOTHING: readonly Value[] = [];

/** What names are bound to: definitions, imports and assigned expressions, each worked out once a file. */
export class BindingValues {
  readonly #tree: AskedTree;
  readonly #evaluation: Evaluation;
  readonly #modules: ModuleNames;

  constructor(tree: AskedTree, evaluation: Evaluation, modules: ModuleNames) {
    this.#tree = tree;
    this.#evaluation = evaluation;
    this.#modules = modules;
  }

  /** What a name stands for that has these bindings in the scope of `site`. */
  union(bindings: readonly Binding[], site: Site, depth: number): readonly Value[] {
    const [only] = bindings;
    if (bindings.length === 1 && only !== undefined) return this.#binding(only, site, depth);
    return distinct(bindings.flatMap((binding) => this.#binding(binding, site, depth))).slice(0, MAX_VALUES);
  }

  #binding(binding: Binding, site: Site, depth: number): readonly Value[] {
    const { value } = binding;
    if (value[0] === "unknown") return NOTHING;
    if (value[0] === "definition")
      return this.#isOverload(site.unit, value[1]) ? NOTHING : [this.definition(site.unit, value[1])];
    const { bindings } = this.#tree.file(site.unit).found;
    const known = bindings.get(binding);
    if (known !== undefined) return known;
    // A name defined by itself (`x = x.next`) would go round for ever.
    bindings.set(binding, NOTHING);
    const values =
      value[0] === "import"
        ? this.#imported(site.unit, value[1], value[2], depth + 1)
        : this.#evaluation.evaluate(
            value[1],
            { unit: site.unit, scope: binding.block, at: binding.at - 1 },
            depth + 1,
          );
    bindings.set(binding, values);
    return values;
  }

  #imported(unit: number, specifier: string, name: string | null, depth: number): readonly Value[] {
    const modules = this.#modules.module(unit, specifier);
    if (name === null) return modules;
    return eachOf(modules, (module) => this.#evaluation.member(module, name, depth + 1));
  }

  /** What a definition of a file stands for. */
  definition(unit: number, index: number): Value {
    return this.#tree.file(unit).valueOf(this.#tree.numbers.symbolOf(unit, index));
  }

  #isOverload(unit: number, index: number): boolean {
    return this.#tree.file(unit).facts.definitions[index]?.traits.includes("overload") ?? false;
  }
}
