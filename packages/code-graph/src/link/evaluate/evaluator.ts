import type { Expression } from "../../facts/expression.js";
import type { Binding } from "../../facts/file-facts.js";
import { ClassHierarchy } from "../classes/class-hierarchy.js";
import { ClassMembers } from "../classes/class-members.js";
import { Overloads } from "../classes/overloads.js";
import { ReceiverTypes } from "../classes/type-arguments.js";
import type { AskedTree } from "../queries/asked-tree.js";
import { AssociatedNames } from "./associated-names.js";
import { BindingValues } from "./binding-values.js";
import { type CallArguments, CallEnvironments } from "./call-environments.js";
import { CallResults } from "./call-results.js";
import { containerOf, dictionaryOf } from "./containers.js";
import { DecoratedValues } from "./decorated-values.js";
import { TypeEvaluator } from "./evaluate-type.js";
import type { Evaluation } from "./evaluation.js";
import { IncludedNames } from "./included-names.js";
import { KnownValues } from "./known-values.js";
import { MemberValues } from "./member-values.js";
import { ModuleNames } from "./module-names.js";
import { PassedValues } from "./passed-values.js";
import { Protocols } from "./protocols.js";
import { ScopedNames } from "./scoped-names.js";
import { TakenValues } from "./taken-values.js";
import { TypeNamespace } from "./type-namespace.js";
import {
  distinct,
  eachOf,
  LITERAL,
  MAX_DEPTH,
  MAX_VALUES,
  type Site,
  type SymbolNumber,
  type TypeArguments,
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
  readonly #modules: ModuleNames;
  readonly #included: IncludedNames;
  readonly #names: ScopedNames;
  readonly #bindings: BindingValues;
  readonly #passed: PassedValues;
  readonly #typeNames: TypeNamespace;
  readonly #types: TypeEvaluator;
  readonly #known: KnownValues;
  readonly #results: CallResults;
  readonly #taken: TakenValues;
  readonly #members: MemberValues;
  readonly #overloads: Overloads;
  readonly #protocols: Protocols;
  readonly #associated: AssociatedNames;

  /** @param packageNames - memory of what names of packages stand for; emptied with each file that is resolved. */
  constructor(tree: AskedTree, packageNames: Map<string, readonly Value[]>) {
    const hierarchy = new ClassHierarchy(tree, this);
    const modules = new ModuleNames(tree, this, packageNames);
    const receivers = new ReceiverTypes(tree, hierarchy, this);
    const decorated = new DecoratedValues(tree, this);
    const classes = new ClassMembers(tree, hierarchy, this, { receivers, decorated });
    this.tree = tree;
    this.hierarchy = hierarchy;
    this.#modules = modules;
    this.#included = new IncludedNames(tree, this, packageNames);
    this.#names = new ScopedNames(tree, this, modules, this.#included);
    this.#bindings = new BindingValues(tree, this, modules);
    this.#passed = new PassedValues(tree, this);
    this.#typeNames = new TypeNamespace(tree, this, modules);
    this.#types = new TypeEvaluator(tree, this, this.#typeNames);
    this.#known = new KnownValues(this, hierarchy, this.#types);
    const environments = new CallEnvironments(tree, hierarchy, this, receivers);
    this.#results = new CallResults(tree, hierarchy, this, environments);
    this.#taken = new TakenValues(tree, this, environments);
    this.#members = new MemberValues(tree, this, { hierarchy, modules, classes, decorated });
    this.#protocols = new Protocols(tree, hierarchy, this);
    this.#overloads = new Overloads(tree, hierarchy, this);
    this.#associated = new AssociatedNames(tree, this);
  }

  evaluate(expression: Expression, site: Site, depth = 0): readonly Value[] {
    if (depth > MAX_DEPTH) return NOTHING;
    switch (expression[0]) {
      case "name":
        return this.#names.lookUp(expression[1], site, depth);
      case "member": {
        const assigned = this.#members.assigned(expression[1], expression[2], site);
        if (assigned !== null)
          return this.union(assigned.bindings, { ...site, scope: assigned.scope }, depth + 1);
        return eachOf(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.member(value, expression[2], depth + 1),
        );
      }
      case "call": {
        const args = expression[2];
        const callees = this.calleesOf(expression[1], args ?? [], site, depth + 1);
        const called = args === undefined ? callees : this.chooseOverloads(callees, args, site, depth + 1);
        const types = expression[1][0] === "generic" ? expression[1][2] : undefined;
        const isTold = args !== undefined || types !== undefined;
        const call = isTold ? { args: args ?? [], site, types } : null;
        return eachOf(called, (value) => this.resultOf(value, depth + 1, call));
      }
      case "new": {
        const args = expression[2];
        const given =
          expression[1][0] === "generic" ? this.#types.argumentsOf(expression[1][2], site, depth + 1) : null;
        return eachOf(this.evaluate(expression[1], site, depth + 1), (value) =>
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
      case "taken": {
        const [, callee, index, args, expected] = expression;
        const types = callee[0] === "generic" ? callee[2] : undefined;
        const call = { args: args ?? [], site, types, expected: expected ?? undefined };
        const callees = this.evaluate(callee, site, depth + 1);
        const meant = args == null ? callees : this.chooseOverloads(callees, args, site, depth + 1);
        return eachOf(meant, (value) => this.#taken.of(value, index, call, depth + 1));
      }
      case "parameter":
        return this.#passed.of(expression, site, depth + 1);
      case "variable":
        return [{ kind: "variable", name: expression[1], isClass: false, site, bound: expression[2] }];
      case "alias":
        return [{ kind: "alias", names: expression[1], type: expression[2], site }];
      case "wrapped":
        return this.#known.wrapped(expression[1], expression[2], site, depth + 1);
      case "instance":
        return this.#types.evaluate(expression[1], site, depth + 1);
      case "type":
        return this.#typeNames.of(expression[1], site, depth + 1);
      case "generic":
        return this.evaluate(expression[1], site, depth + 1);
      case "union":
        return distinct(expression[1].flatMap((part) => this.evaluate(part, site, depth + 1))).slice(
          0,
          MAX_VALUES,
        );
      case "firstKnown":
        return this.#known.first(expression[1], expression[2] === "literals", site, depth + 1);
      case "defaulted":
        return this.#known.defaulted(expression, site, depth + 1);
      case "method":
        return eachOf(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.#members.method(value, expression[2], expression[3], site, depth + 1),
        );
      case "functions":
        return this.evaluate(expression[1], site, depth + 1).filter(({ kind }) => kind === "function");
      case "item":
        return eachOf(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.#protocols.item(value, depth + 1),
        );
      case "destructured":
        return eachOf(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.#protocols.part(value, expression[2], expression[3], depth + 1),
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
        return eachOf(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.#protocols.at(value, expression[2], depth + 1),
        );
      case "placed":
        return eachOf(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.#protocols.placed(value, expression[2], depth + 1),
        );
      case "slice":
        return eachOf(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.#protocols.slice(value, depth + 1),
        );
      case "entered":
        return eachOf(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.#protocols.enter(value, depth + 1),
        );
      case "operation":
        return expression[1] === "?"
          ? this.evaluate(["union", expression[2].filter((part) => part !== null)], site, depth + 1)
          : [LITERAL];
      case "operated":
        return eachOf(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.#protocols.operate(value, expression[2], depth + 1),
        );
      case "narrowed":
        return expression[3] === "not"
          ? this.#known.without(expression[1], expression[2], site, depth + 1)
          : this.#known.narrowed(expression[1], expression[2], site, depth + 1);
      case "guarded":
        return eachOf(this.evaluate(expression[1], site, depth + 1), (value) =>
          this.#taken.guarded(value, expression[2], depth + 1),
        );
      case "dict":
        return [
          dictionaryOf(
            expression[1]
              .slice(0, 200)
              .map(([key, part, told]) => [
                key,
                this.evaluate(part, site, depth + 1),
                told && this.evaluate(told, site, depth + 1),
              ]),
            this.tree.semanticsIn(site.unit).library.containerMethods,
          ),
        ];
      case "class of":
        return this.evaluate(expression[1], site, depth + 1).flatMap((value) =>
          value.kind === "instance"
            ? [{ kind: "class", symbol: value.symbol, isSelf: !value.isExact || value.isSelf }]
            : [],
        );
      case "definition":
        return [this.#bindings.definition(site.unit, expression[1])];
      case "callable":
      case "constructor":
      case "typed":
        return this.#types.evaluate(expression, site, depth + 1);
      case "linked":
        return this.#included.linked(site.unit, expression[1], depth + 1);
      case "overloads": {
        const own = distinct(expression[1].flatMap((part) => this.evaluate(part, site, depth + 1)));
        return this.#overloads.withOthers(own, this.#included.named(site.unit, expression[2], depth + 1));
      }
      case "associated":
        return this.evaluate(expression[1], site, depth + 1);
      case "literal":
        return [LITERAL];
      case "module":
        return this.#modules.module(site.unit, expression[1]);
    }
  }

  union(bindings: readonly Binding[], site: Site, depth: number): readonly Value[] {
    return this.#bindings.union(bindings, site, depth);
  }

  member(value: Value, name: string, depth = 0): readonly Value[] {
    return this.#members.of(value, name, depth);
  }

  boundOf(value: Extract<Value, { kind: "variable" }>, depth = 0): readonly Value[] {
    return value.bound === null ? NOTHING : this.#types.evaluate(value.bound, value.site, depth + 1);
  }

  itemOf(value: Value, depth = 0): readonly Value[] {
    return this.#protocols.item(value, depth);
  }

  resultOf(value: Value, depth = 0, call: CallArguments | null = null): readonly Value[] {
    return this.#results.of(value, depth, call);
  }

  resultOfFunction(
    symbol: SymbolNumber,
    receiver: SymbolNumber,
    depth: number,
    typeArguments?: TypeArguments,
  ): readonly Value[] {
    return this.#results.ofFunction(symbol, receiver, depth, typeArguments);
  }

  /** What a callee may be where it is called with these arguments. */
  calleesOf(
    callee: Expression,
    args: readonly (Expression | null)[],
    site: Site,
    depth = 0,
  ): readonly Value[] {
    const found = this.evaluate(callee, site, depth);
    return callee[0] === "associated" ? this.#associated.with(found, callee[2], args, site, depth) : found;
  }

  chooseOverloads(
    callees: readonly Value[],
    args: readonly (Expression | null)[],
    site: Site,
    depth = 0,
  ): readonly Value[] {
    if (callees.length === 0) return callees;
    return this.#overloads.choose(callees, args, site, depth);
  }

  /** The class in whose place `super(X, self)` begins to look. */
  #classAfter(expression: Expression, site: Site, depth: number): SymbolNumber {
    const own = this.tree.numbers.symbolOf(site.unit, typeof expression[1] === "number" ? expression[1] : 0);
    if (expression[0] !== "super" || expression[2] === undefined) return own;
    const [found] = this.evaluate(expression[2], site, depth);
    return found?.kind === "class" ? found.symbol : own;
  }
}
