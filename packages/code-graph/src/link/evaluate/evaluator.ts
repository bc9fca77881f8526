import { type Expression, SPREAD } from "../../facts/expression.js";
import { type Binding, FILE_ITSELF, memberKey } from "../../facts/file-facts.js";
import { ClassHierarchy } from "../classes/class-hierarchy.js";
import { ClassMembers } from "../classes/class-members.js";
import { Overloads } from "../classes/overloads.js";
import { ReceiverTypes } from "../classes/type-arguments.js";
import type { AskedTree } from "../queries/asked-tree.js";
import { type FoundBindings, findBindings } from "./bindings.js";
import { type CallArguments, CallResults } from "./call-results.js";
import { containerOf, dictionaryOf, partOf, resultOfMethod } from "./containers.js";
import { TypeEvaluator } from "./evaluate-type.js";
import type { Evaluation } from "./evaluation.js";
import { IncludedNames } from "./included-names.js";
import { ModuleNames } from "./module-names.js";
import { Protocols } from "./protocols.js";
import { substitute, type TypeEnvironment } from "./type-variables.js";
import {
  distinct,
  EXTERNAL,
  LITERAL,
  MAX_DEPTH,
  MAX_VALUES,
  type Site,
  type SymbolNumber,
  type TypeArguments,
  type Value,
} from "./value.js";

const NOTHING: readonly Value[] = [];
/** Calls of one function that are looked at for what it is passed. */
const MOST_CALLERS = 16;
const NO_TYPES: TypeEnvironment = new Map();

/**
 * Tells what expressions stand for, across files: a small abstract interpreter that follows names, imports, members,
 * constructors, annotations and return values, and gives up (an empty list) rather than guess.
 */
export class Evaluator implements Evaluation {
  readonly tree: AskedTree;
  readonly hierarchy: ClassHierarchy;
  readonly #results: CallResults;
  readonly #modules: ModuleNames;
  readonly #included: IncludedNames;
  readonly #types: TypeEvaluator;
  readonly #members: ClassMembers;
  readonly #overloads: Overloads;
  readonly #protocols: Protocols;

  /** @param packageNames - memory of what names of packages stand for; emptied with each file that is resolved. */
  constructor(tree: AskedTree, packageNames: Map<string, readonly Value[]>) {
    this.tree = tree;
    this.hierarchy = new ClassHierarchy(tree, this);
    this.#modules = new ModuleNames(tree, this, packageNames);
    this.#included = new IncludedNames(tree, this, packageNames);
    this.#types = new TypeEvaluator(tree, this);
    const receivers = new ReceiverTypes(tree, this.hierarchy, this);
    this.#results = new CallResults(tree, this.hierarchy, this, receivers);
    this.#members = new ClassMembers(tree, this.hierarchy, this, receivers);
    this.#protocols = new Protocols(tree, this.hierarchy, this);
    this.#overloads = new Overloads(tree, this.hierarchy, this);
  }

  evaluate(expression: Expression, site: Site, depth = 0): readonly Value[] {
    if (depth > MAX_DEPTH) return NOTHING;
    switch (expression[0]) {
      case "name":
        return this.lookUp(expression[1], site, depth);
      case "member": {
        const set = this.#setMember(expression[1], expression[2], site);
        if (set !== null) return this.union(set.bindings, { ...site, scope: set.scope }, depth + 1);
        return this.#each(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.member(value, expression[2], depth + 1),
        );
      }
      case "call": {
        const callees = this.evaluate(expression[1], site, depth + 1);
        const args = expression[2];
        const called = args === undefined ? callees : this.chooseOverloads(callees, args, site, depth + 1);
        return this.#each(called, (value) =>
          this.resultOf(value, depth + 1, args === undefined ? null : { args, site }),
        );
      }
      case "new": {
        const args = expression[2];
        const given =
          expression[1][0] === "generic" ? this.#types.argumentsOf(expression[1][2], site, depth + 1) : null;
        return this.#each(this.evaluate(expression[1], site, depth + 1), (value) =>
          value.kind === "function"
            ? [{ kind: "instance", symbol: value.symbol, isExact: true, isSelf: false }]
            : this.resultOf(
                value,
                depth + 1,
                args === undefined || given !== null ? null : { args, site },
              ).map((made) =>
                made.kind === "instance" && given !== null ? { ...made, typeArguments: given } : made,
              ),
        );
      }
      case "parameter":
        return this.#parameter(expression, site, depth + 1);
      case "variable":
        return [{ kind: "variable", name: expression[1], isClass: false, site, bound: expression[2] }];
      case "alias":
        return [{ kind: "alias", names: expression[1], type: expression[2], site }];
      case "wrapped":
        return this.#wrapped(expression[1], expression[2], site, depth + 1);
      case "instance":
        return this.#types.evaluate(expression[1], site, depth + 1);
      case "generic":
        return this.evaluate(expression[1], site, depth + 1);
      case "union":
        return distinct(expression[1].flatMap((part) => this.evaluate(part, site, depth + 1))).slice(
          0,
          MAX_VALUES,
        );
      case "firstKnown":
        return this.#firstKnown(expression[1], expression[2] === "literals", site, depth + 1);
      case "method":
        return this.#each(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.#methodOf(value, expression[2], expression[3], site, depth + 1),
        );
      case "functions":
        return this.evaluate(expression[1], site, depth + 1).filter(({ kind }) => kind === "function");
      case "item":
        return this.#each(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.#protocols.item(value, depth + 1),
        );
      case "destructured":
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
      case "super own":
        return [
          {
            kind: "bases",
            symbol: this.tree.numbers.symbolOf(site.unit, expression[1]),
            isClass: expression[0] === "super own",
            after: this.#classAfter(expression, site, depth + 1),
          },
        ];
      case "at":
        return this.#each(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.#protocols.at(value, expression[2], depth + 1),
        );
      case "slice":
        return this.#each(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.#protocols.slice(value, depth + 1),
        );
      case "entered":
        return this.#each(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.#protocols.enter(value, depth + 1),
        );
      case "operation":
        return expression[1] === "?"
          ? this.evaluate(["union", expression[2].filter((part) => part !== null)], site, depth + 1)
          : [LITERAL];
      case "operated":
        return this.#each(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.#protocols.operate(value, expression[2], depth + 1),
        );
      case "narrowed":
        return this.#narrowed(expression[1], expression[2], site, depth + 1);
      case "dict":
        return [
          dictionaryOf(
            expression[1].slice(0, 200).map(([key, part]) => [key, this.evaluate(part, site, depth + 1)]),
            this.tree.semanticsIn(site.unit).library.containerMethods,
          ),
        ];
      case "definition":
        return [this.#definition(site.unit, expression[1])];
      case "callable":
      case "constructor":
        return this.#types.evaluate(expression, site, depth + 1);
      case "linked":
        return this.#included.linked(site.unit, expression[1], depth + 1);
      case "overloads": {
        const own = distinct(expression[1].flatMap((part) => this.evaluate(part, site, depth + 1)));
        return this.#overloads.withOthers(own, this.#included.named(site.unit, expression[2], depth + 1));
      }
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
    if (found !== null) {
      const values = this.union(found.bindings, { ...site, scope: found.scope }, depth);
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

  /** What reading `value.name` gives. */
  member(value: Value, name: string, depth = 0): readonly Value[] {
    if (depth > MAX_DEPTH) return NOTHING;
    switch (value.kind) {
      case "instance":
      case "class": {
        const { prototype, constructorName, choosesConstructor } = this.tree.semanticsOf(
          value.symbol,
        ).members;
        // A pointer or reference is set, and makes no object.
        if (value.kind === "instance" && !value.isExact && choosesConstructor && name === constructorName)
          return [EXTERNAL];
        if (value.kind === "class" && name === prototype)
          return [{ kind: "instance", symbol: value.symbol, isExact: false, isSelf: false }];
        return this.#members.find(this.hierarchy.orderOf(value.symbol), value, name, depth);
      }
      case "bases":
        return this.#members.find(this.hierarchy.orderAfter(value.symbol, value.after), value, name, depth);
      case "module":
        return this.#modules.exported(value.unit, name, depth + 1);
      case "package":
        return this.#modules.inPackage(value.key, name, depth + 1);
      case "folder": {
        const submodule = this.#modules.submodule(value.unit, { kind: "folder", path: value.path }, name);
        return this.#modules.target(value.unit, submodule);
      }
      case "variable":
        return this.#each(this.boundOf(value, depth + 1), (bound) => this.member(bound, name, depth + 1));
      case "object":
        return this.#memberOfObject(value, name, depth);
      case "container":
        return [{ kind: "container method", returns: resultOfMethod(value, name) }];
      case "external":
      case "literal":
        return [value];
      case "function":
        return this.#memberOfFunction(value, name, depth);
      case "container method":
      case "callable":
      case "alias":
        return NOTHING;
    }
  }

  /** What a type variable stands for at least. */
  boundOf(value: Extract<Value, { kind: "variable" }>, depth = 0): readonly Value[] {
    return value.bound === null ? NOTHING : this.#types.evaluate(value.bound, value.site, depth + 1);
  }

  /**
   * What the calls that can be seen pass, and the default. Where others may call the function, too, there may be more to it:
   * then something outside the tree competes.
   */
  #parameter(
    [, definition, index, name, fallback]: Extract<Expression, readonly ["parameter", ...unknown[]]>,
    site: Site,
    depth: number,
  ): readonly Value[] {
    const file = this.tree.file(site.unit);
    const given = file.found
      .passedTo(definition)
      .slice(0, MOST_CALLERS)
      .flatMap(({ args, byName, scope, at }) => {
        const argument = Object.hasOwn(byName, name) ? byName[name] : args[index];
        return argument == null ? [] : this.evaluate(argument, { unit: site.unit, scope, at }, depth);
      });
    const values = distinct([...given, ...(fallback === null ? [] : this.evaluate(fallback, site, depth))]);
    const known = values.filter(
      ({ kind }) => kind !== "external" && kind !== "literal" && kind !== "callable",
    );
    if (known.length === 0) return NOTHING;
    const isClosed = this.#isPrivate(site.unit, definition);
    return (isClosed ? known : [...known, EXTERNAL]).slice(0, MAX_VALUES);
  }

  /** Whether nobody but the file itself can call one of its functions. */
  #isPrivate(unit: number, definition: number): boolean {
    const { facts, language } = this.tree.file(unit);
    const { name = "", parent = FILE_ITSELF } = facts.definitions[definition] ?? {};
    if (parent !== FILE_ITSELF) return facts.definitions[parent]?.kind === "function";
    if (facts.exports === null) return !language.semantics.names.isHandedOn(name);
    return !Object.values(facts.exports).some(
      (value) =>
        (value[0] === "name" && value[1] === name) || (value[0] === "definition" && value[1] === definition),
    );
  }

  /** What the file itself sets a member of a variable to, where it does. */
  #setMember(object: Expression, name: string, site: Site): FoundBindings | null {
    if (object[0] !== "name") return null;
    const file = this.tree.file(site.unit);
    const { memberKeys } = file.found;
    if (memberKeys.size === 0) return null;
    const key = memberKey(object[1], name);
    return memberKeys.has(key) ? findBindings(file, site.scope, site.at, key) : null;
  }

  /** Later entries hide earlier ones. */
  #memberOfObject(value: Extract<Value, { kind: "object" }>, name: string, depth: number): readonly Value[] {
    for (const [key, entry] of [...value.entries].reverse()) {
      if (key === name)
        return substitute(this.evaluate(entry, value, depth + 1), value.environment ?? NO_TYPES);
      if (key !== SPREAD) continue;
      const values = this.evaluate(["member", entry, name], value, depth + 1);
      if (values.length > 0) return values;
    }
    return NOTHING;
  }

  #memberOfFunction(
    value: Extract<Value, { kind: "function" }>,
    name: string,
    depth: number,
  ): readonly Value[] {
    const { ofFunctions, prototype } = this.tree.semanticsOf(value.symbol).members;
    if (name === prototype)
      return [{ kind: "instance", symbol: value.symbol, isExact: false, isSelf: false }];
    const own = this.#members.find(this.hierarchy.orderOf(value.symbol), value, name, depth);
    if (own.length > 0) return own;
    const meaning = ofFunctions.get(name);
    if (meaning === "itself") return [value];
    if (meaning === "gives itself") return [{ kind: "container method", returns: [value] }];
    return value.isWrapped === true ? [EXTERNAL] : NOTHING;
  }

  #firstKnown(
    parts: readonly Expression[],
    areLiteralsKnown: boolean,
    site: Site,
    depth: number,
  ): readonly Value[] {
    let last = NOTHING;
    for (const part of parts) {
      const values = this.evaluate(part, site, depth);
      if (values.some(({ kind }) => kind !== "external" && (areLiteralsKnown || kind !== "literal")))
        return values;
      if (last.length === 0) last = values;
    }
    return last;
  }

  /** What a call returns; where that can't be told, what it was given: most wrappers call it when they are called. */
  #wrapped(call: Expression, given: readonly Expression[], site: Site, depth: number): readonly Value[] {
    const values = this.evaluate(call, site, depth);
    if (values.some(({ kind }) => kind !== "external" && kind !== "literal")) return values;
    const inside = given.flatMap((part) => this.evaluate(part, site, depth));
    const callable = inside.flatMap((value): Value[] => {
      if (value.kind === "function") return [{ ...value, isWrapped: true }];
      return value.kind === "class" ? [value] : [];
    });
    return callable.length > 0 ? distinct(callable) : values;
  }

  itemOf(value: Value, depth = 0): readonly Value[] {
    return this.#protocols.item(value, depth);
  }

  /** What calling a value returns. */
  resultOf(value: Value, depth = 0, call: CallArguments | null = null): readonly Value[] {
    return this.#results.of(value, depth, call);
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
    if (callees.length === 0) return callees;
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

  /** Of what a value may be, the classes that a condition leaves; where none of them fits, what the condition says. */
  #narrowed(of: Expression, type: Expression, site: Site, depth: number): readonly Value[] {
    const wanted = this.#types.evaluate(type, site, depth);
    const values = this.evaluate(of, site, depth);
    const kept = values.filter(
      (value) =>
        value.kind === "instance" &&
        wanted.some(
          (other) => other.kind === "instance" && this.hierarchy.isDerivedFrom(value.symbol, other.symbol),
        ),
    );
    return kept.length > 0 ? kept : wanted;
  }

  /** The class in whose place `super(X, self)` begins to look. */
  #classAfter(expression: Expression, site: Site, depth: number): SymbolNumber {
    const own = this.tree.numbers.symbolOf(site.unit, typeof expression[1] === "number" ? expression[1] : 0);
    if (expression[0] !== "super" || expression[2] === undefined) return own;
    const [found] = this.evaluate(expression[2], site, depth);
    return found?.kind === "class" ? found.symbol : own;
  }

  resultOfFunction(
    symbol: SymbolNumber,
    receiver: SymbolNumber,
    depth: number,
    typeArguments?: TypeArguments,
  ): readonly Value[] {
    return this.#results.ofFunction(symbol, receiver, depth, typeArguments);
  }

  #each(values: readonly Value[], step: (value: Value) => readonly Value[]): readonly Value[] {
    const [only] = values;
    if (only === undefined) return NOTHING;
    if (values.length === 1) return step(only);
    return distinct(values.flatMap(step)).slice(0, MAX_VALUES);
  }
}
