import type { AskedTree } from "../queries/asked-tree.js";
import type { Evaluation } from "./evaluation.js";
import { eachOf, MAX_DEPTH, type SymbolNumber, type Value } from "./value.js";

const NOTHING: readonly Value[] = [];

/** What decorators put in the place of functions. */
export class DecoratedValues {
  readonly #tree: AskedTree;
  readonly #evaluation: Evaluation;

  constructor(tree: AskedTree, evaluation: Evaluation) {
    this.#tree = tree;
    this.#evaluation = evaluation;
  }

  /** The object that a function's name stands for, or something outside the tree; nothing where it is a function as before. */
  of(symbol: SymbolNumber, depth: number): readonly Value[] {
    const { unit, definition } = this.#tree.symbol(symbol);
    if (definition.decorators === undefined || depth > MAX_DEPTH) return NOTHING;
    const around = this.#tree.file(unit).facts.scopes[definition.scope]?.parent ?? 0;
    const site = { unit, scope: around, at: definition.start };
    for (const decorator of definition.decorators) {
      const made = eachOf(this.#evaluation.evaluate(decorator, site, depth + 1), (value) =>
        this.#evaluation.resultOf(value, depth + 1),
      ).filter(({ kind }) => kind === "instance" || kind === "external");
      if (made.length > 0) return made;
    }
    return NOTHING;
  }
}
