import type { Expression } from "../../facts/expression.js";
import { FILE_ITSELF } from "../../facts/file-facts.js";
import type { AskedTree } from "../queries/asked-tree.js";
import type { Evaluation } from "./evaluation.js";
import { distinct, EXTERNAL, MAX_VALUES, type Site, type Value } from "./value.js";

const NOTHING: readonly Value[] = [];
/** Calls of one function that are looked at for what it is passed. */
const MOST_CALLERS = 16;

/** What parameters hold. */
export class PassedValues {
  readonly #tree: AskedTree;
  readonly #evaluation: Evaluation;

  constructor(tree: AskedTree, evaluation: Evaluation) {
    this.#tree = tree;
    this.#evaluation = evaluation;
  }

  /**
   * What the calls that can be seen pass, and the default. Where others may call the function, too, there may be more to it:
   * then something outside the tree competes.
   */
  of(
    [, definition, index, name, fallback]: Extract<Expression, readonly ["parameter", ...unknown[]]>,
    site: Site,
    depth: number,
  ): readonly Value[] {
    const file = this.#tree.file(site.unit);
    const given = file.found
      .passedTo(definition)
      .slice(0, MOST_CALLERS)
      .flatMap(({ args, byName, scope, at }) => {
        const argument = Object.hasOwn(byName, name) ? byName[name] : args[index];
        return argument == null
          ? []
          : this.#evaluation.evaluate(argument, { unit: site.unit, scope, at }, depth);
      });
    const values = distinct([
      ...given,
      ...(fallback === null ? [] : this.#evaluation.evaluate(fallback, site, depth)),
    ]);
    const known = values.filter(
      ({ kind }) => kind !== "external" && kind !== "literal" && kind !== "callable",
    );
    if (known.length === 0) return NOTHING;
    const isClosed = this.#isPrivate(site.unit, definition);
    return (isClosed ? known : [...known, EXTERNAL]).slice(0, MAX_VALUES);
  }

  /** Whether nobody but the file itself can call one of its functions. */
  #isPrivate(unit: number, definition: number): boolean {
    const { facts, language } = this.#tree.file(unit);
    const { name = "", parent = FILE_ITSELF } = facts.definitions[definition] ?? {};
    if (parent !== FILE_ITSELF) return facts.definitions[parent]?.kind === "function";
    if (facts.exports === null) return !language.semantics.names.isHandedOn(name);
    return !Object.values(facts.exports).some(
      (value) =>
        (value[0] === "name" && value[1] === name) || (value[0] === "definition" && value[1] === definition),
    );
  }
}
