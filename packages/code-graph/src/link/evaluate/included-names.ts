import { externalKey } from "../../facts/file-facts.js";
import type { AskedTree } from "../queries/asked-tree.js";
import { reaching } from "./bindings.js";
import type { Evaluation } from "./evaluation.js";
import { distinct, EXTERNAL, MAX_DEPTH, type Value } from "./value.js";

const NOTHING: readonly Value[] = [];
/** More files that define a function of one name than this are so many programs: which is meant can't be told. */
const MOST_DEFINING = 8;

/** Names of languages whose files are one package, of which a file sees what it includes. */
export class IncludedNames {
  readonly #tree: AskedTree;
  readonly #evaluation: Evaluation;
  readonly #known: Map<string, readonly Value[]>;

  /** @param known - what names stand for, as far as it was found out for the file at hand. */
  constructor(tree: AskedTree, evaluation: Evaluation, known: Map<string, readonly Value[]>) {
    this.#tree = tree;
    this.#evaluation = evaluation;
    this.#known = known;
  }

  /** A name that the file itself says nothing of. */
  lookUp(unit: number, name: string, depth: number): readonly Value[] {
    const values = this.named(unit, name, depth);
    if (values.length > 0) return values;
    if (this.#tree.semanticsIn(unit).names.isBuiltin(name)) return [EXTERNAL];
    // What compiles has to come from somewhere: here from a header outside the tree.
    return this.#tree.queries.inclusionsOf(unit).hasForeign ? [EXTERNAL] : NOTHING;
  }

  /** What included files say of a name. */
  named(unit: number, name: string, depth: number): readonly Value[] {
    return this.#remember(`${unit}\n${name}`, depth, () =>
      distinct(this.#visible(unit, name).flatMap((other) => this.#in(other, name, depth))),
    );
  }

  /**
   * What other files define that is declared in this one: of several files those that include the declaration, as far as
   * any does.
   */
  linked(unit: number, name: string, depth: number): readonly Value[] {
    const key = externalKey(name);
    return this.#remember(`${unit}\n${key}`, depth, () => {
      const all = this.#unitsNaming(unit, key);
      const including =
        all.length < 2
          ? all
          : all.filter((other) => other === unit || this.#tree.queries.inclusionsOf(other).units.has(unit));
      const chosen = including.length > 0 ? including : all;
      if (chosen.length > MOST_DEFINING) return NOTHING;
      return distinct(chosen.flatMap((other) => this.#in(other, key, depth)));
    });
  }

  #visible(unit: number, name: string): readonly number[] {
    const all = this.#unitsNaming(unit, name).filter((other) => other !== unit);
    if (all.length === 0) return all;
    const { units } = this.#tree.queries.inclusionsOf(unit);
    const seen = all.filter((other) => units.has(other));
    if (seen.length > 0) return seen;
    // A header may leave it to whoever includes it to include first what it needs.
    const [only] = all;
    const isHeader = (other: number): boolean =>
      this.#tree.numbers.languageOf(other).isIncluded?.(this.#tree.numbers.pathOf(other)) === true;
    return all.length === 1 && only !== undefined && isHeader(unit) && isHeader(only) ? all : [];
  }

  #unitsNaming(unit: number, name: string): readonly number[] {
    const key = this.#tree.file(unit).packageKey;
    return key === null ? [] : this.#tree.queries.packageName(key, name);
  }

  #in(unit: number, name: string, depth: number): readonly Value[] {
    const { scopes } = this.#tree.file(unit).facts;
    const names = scopes[0]?.names ?? {};
    const bindings = Object.hasOwn(names, name) ? (names[name] ?? []) : [];
    const reached = reaching(scopes, bindings, 0, Infinity);
    return this.#evaluation.union(reached, { unit, scope: 0, at: Infinity }, depth + 1);
  }

  #remember(key: string, depth: number, find: () => readonly Value[]): readonly Value[] {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (depth > MAX_DEPTH) return NOTHING;
    this.#known.set(key, NOTHING);
    const values = find();
    this.#known.set(key, values);
    return values;
  }
}
