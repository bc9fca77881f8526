import type { Expression } from "../../facts/expression.js";
import type { Binding } from "../../facts/file-facts.js";
import { ClassHierarchy } from "../classes/class-hierarchy.js";
import { ClassMembers } from "../classes/class-members.js";
import { Overloads } from "../classes/overloads.js";
import type { AskedTree } from "../queries/asked-tree.js";
import { findBindings } from "./bindings.js";
import { CallResults } from "./call-results.js";
import { containerOf, itemOf, partOf, resultOfMethod } from "./containers.js";
import { TypeEvaluator } from "./evaluate-type.js";
import type { Evaluation } from "./evaluation.js";
import { ModuleNames } from "./module-names.js";
import {
  distinct,
  EXTERNAL,
  LITERAL,
  MAX_DEPTH,
  MAX_VALUES,
  type Site,
  type SymbolNumber,
  type Value,
} from "./value.js";

const NOTHING: readonly Value[] = [];

/**
 * Tells what expressions stand for, across files: a small abstract interpreter that follows names, imports, members,
 * constructors, annotations and return values, and gives up (an empty list) rather than guess.
 */
export class Evaluator implements Evaluation {
  readonly tree: AskedTree;
  readonly hierarchy: ClassHierarchy;
  readonly #results: CallResults;
  readonly #modules: ModuleNames;
  readonly #types: TypeEvaluator;
  readonly #members: ClassMembers;
  readonly #overloads: Overloads;

  /** @param packageNames - memory of what names of packages stand for; emptied with each file that is resolved. */
  constructor(tree: AskedTree, packageNames: Map<string, readonly Value[]>) {
    this.tree = tree;
    this.hierarchy = new ClassHierarchy(tree, this);
    this.#modules = new ModuleNames(tree, this, packageNames);
    this.#types = new TypeEvaluator(tree, this);
    this.#results = new CallResults(tree, this.hierarchy, this);
    this.#members = new ClassMembers(tree, this.hierarchy, this);
    this.#overloads = new Overloads(tree, this.hierarchy, this);
  }

  evaluate(expression: Expression, site: Site, depth = 0): readonly Value[] {
    if (depth > MAX_DEPTH) return NOTHING;
    switch (expression[0]) {
      case "name":
        return this.lookUp(expression[1], site, depth);
      case "member":
        return this.#each(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.member(value, expression[2], depth + 1),
        );
      case "call": {
        const callees = this.evaluate(expression[1], site, depth + 1);
        const args = expression[2];
        const called = args === undefined ? callees : this.chooseOverloads(callees, args, site, depth + 1);
        return this.#each(called, (value) => this.resultOf(value, depth + 1));
      }
      case "new":
        return this.#each(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.resultOf(value, depth + 1),
        );
      case "instance":
        return this.#types.evaluate(expression[1], site, depth + 1);
      case "generic":
        return this.evaluate(expression[1], site, depth + 1);
      case "either":
        return distinct(expression[1].flatMap((part) => this.evaluate(part, site, depth + 1))).slice(
          0,
          MAX_VALUES,
        );
      case "first": {
        let last = NOTHING;
        for (const part of expression[1]) {
          const values = this.evaluate(part, site, depth + 1);
          if (values.some((value) => value.kind !== "external" && value.kind !== "literal")) return values;
          if (last.length === 0) last = values;
        }
        return last;
      }
      case "method":
        return this.#each(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.#methodOf(value, expression[2], expression[3], site, depth + 1),
        );
      case "lexical": {
        let last = NOTHING;
        for (const part of expression[1]) {
          const values = this.evaluate(part, site, depth + 1);
          if (values.some(({ kind }) => kind !== "external")) return values;
          if (last.length === 0) last = values;
        }
        return last;
      }
      case "functions":
        return this.evaluate(expression[1], site, depth + 1).filter(({ kind }) => kind === "function");
      case "item":
        return this.#each(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.#itemOf(value, depth + 1),
        );
      case "part":
        return this.#each(this.evaluate(expression[1], site, depth + 1), (value) =>
          partOf(value, expression[2], expression[3]),
        );
      case "list": {
        const positions = expression[1].slice(0, 200).map((part) => this.evaluate(part, site, depth + 1));
        return [containerOf(positions, this.tree.semanticsIn(site.unit).library.containerMethods)];
      }
      case "object":
        return [{ kind: "object", ...site, entries: expression[1] }];
      case "self":
        return [
          {
            kind: "instance",
            symbol: this.tree.numbers.symbolOf(site.unit, expression[1]),
            isExact: false,
            isSelf: true,
          },
        ];
      case "own":
        return [
          { kind: "class", symbol: this.tree.numbers.symbolOf(site.unit, expression[1]), isSelf: true },
        ];
      case "super":
        return [{ kind: "bases", symbol: this.tree.numbers.symbolOf(site.unit, expression[1]) }];
      case "definition":
        return [this.#definition(site.unit, expression[1])];
      case "literal":
        return [LITERAL];
      case "module":
        return this.#modules.module(site.unit, expression[1]);
    }
  }

  /** What a name stands for where it is used. */
  lookUp(name: string, site: Site, depth = 0): readonly Value[] {
    const unit = this.tree.file(site.unit);
    const found = findBindings(unit, site.scope, site.at, name);
    if (found !== null) return this.union(found.bindings, { ...site, scope: found.scope }, depth);
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

  /** What reading `value.name` gives. */
  member(value: Value, name: string, depth = 0): readonly Value[] {
    if (depth > MAX_DEPTH) return NOTHING;
    switch (value.kind) {
      case "instance":
      case "class":
        return this.#members.find(this.hierarchy.orderOf(value.symbol), value, name, depth);
      case "bases":
        return this.#members.find(this.hierarchy.orderOf(value.symbol).slice(1), value, name, depth);
      case "module":
        return this.#modules.exported(value.unit, name, depth + 1);
      case "package":
        return this.#modules.inPackage(value.key, name, depth + 1);
      case "folder": {
        const submodule = this.#modules.submodule(value.unit, { kind: "folder", path: value.path }, name);
        return this.#modules.target(value.unit, submodule);
      }
      case "object": {
        const entry = value.entries.find(([key]) => key === name);
        return entry === undefined ? NOTHING : this.evaluate(entry[1], value, depth + 1);
      }
      case "container":
        return [{ kind: "container method", returns: resultOfMethod(value, name) }];
      case "external":
      case "literal":
        return [value];
      case "function":
      case "container method":
        return NOTHING;
    }
  }

  /** What calling a value returns. */
  resultOf(value: Value, depth = 0): readonly Value[] {
    return this.#results.of(value, depth);
  }

  union(bindings: readonly Binding[], site: Site, depth: number): readonly Value[] {
    const [only] = bindings;
    if (bindings.length === 1 && only !== undefined) return this.#binding(only, site, depth);
    return distinct(bindings.flatMap((binding) => this.#binding(binding, site, depth))).slice(0, MAX_VALUES);
  }

  #binding(binding: Binding, site: Site, depth: number): readonly Value[] {
    const { value } = binding;
    if (value[0] === "unknown") return NOTHING;
    if (value[0] === "definition")
      return this.#isOverload(site.unit, value[1]) ? NOTHING : [this.#definition(site.unit, value[1])];
    const { bindings } = this.tree.file(site.unit).found;
    const known = bindings.get(binding);
    if (known !== undefined) return known;
    // A name defined by itself (`x = x.next`) would go round for ever.
    bindings.set(binding, NOTHING);
    const values =
      value[0] === "import"
        ? this.#imported(site.unit, value[1], value[2], depth + 1)
        : this.evaluate(value[1], { unit: site.unit, scope: binding.block, at: binding.at - 1 }, depth + 1);
    bindings.set(binding, values);
    return values;
  }

  #imported(unit: number, specifier: string, name: string | null, depth: number): readonly Value[] {
    const modules = this.#modules.module(unit, specifier);
    if (name === null) return modules;
    return this.#each(modules, (module) => this.member(module, name, depth + 1));
  }

  #definition(unit: number, index: number): Value {
    return this.tree.file(unit).valueOf(this.tree.numbers.symbolOf(unit, index));
  }

  #isOverload(unit: number, index: number): boolean {
    return this.tree.file(unit).facts.definitions[index]?.traits.includes("overload") ?? false;
  }

  /** Of several overloads those that take these arguments; other values as they are. */
  chooseOverloads(
    callees: readonly Value[],
    args: readonly (Expression | null)[],
    site: Site,
    depth = 0,
  ): readonly Value[] {
    if (callees.length < 2) return callees;
    return this.#overloads.choose(callees, args, site, depth);
  }

  #methodOf(value: Value, name: string, count: number, site: Site, depth: number): readonly Value[] {
    const { overloads } = this.tree.semanticsIn(site.unit).members;
    if (value.kind === "container" || overloads === null) return this.member(value, name, depth);
    const exact = this.member(value, overloads.memberOf(name, count), depth);
    const variadic = this.member(value, overloads.variadicMemberOf(name), depth);
    if (exact.every(({ kind }) => kind === "external")) return variadic.length > 0 ? variadic : exact;
    return [...exact, ...variadic.filter(({ kind }) => kind === "function")];
  }

  #itemOf(value: Value, depth: number): readonly Value[] {
    if (value.kind !== "instance") return itemOf(value);
    const name = this.tree.semanticsOf(value.symbol).members.item;
    return name === null ? NOTHING : this.member(value, name, depth);
  }

  resultOfFunction(symbol: SymbolNumber, receiver: SymbolNumber, depth: number): readonly Value[] {
    return this.#results.ofFunction(symbol, receiver, depth);
  }

  #each(values: readonly Value[], step: (value: Value) => readonly Value[]): readonly Value[] {
    const [only] = values;
    if (only === undefined) return NOTHING;
    if (values.length === 1) return step(only);
    return distinct(values.flatMap(step)).slice(0, MAX_VALUES);
  }
}
