import { type Expression, SPREAD } from "../../facts/expression.js";
import { keyOfMember } from "../../facts/file-facts.js";
import type { ClassHierarchy } from "../classes/class-hierarchy.js";
import type { ClassMembers } from "../classes/class-members.js";
import type { AskedTree } from "../queries/asked-tree.js";
import { type FoundBindings, findBindings } from "./bindings.js";
import { mappedBy, memberOf, resultOfMethod } from "./containers.js";
import type { DecoratedValues } from "./decorated-values.js";
import type { Evaluation } from "./evaluation.js";
import type { ModuleNames } from "./module-names.js";
import { substitute, type TypeEnvironment } from "./type-variables.js";
import { EXTERNAL, eachOf, LITERAL, MAX_DEPTH, type Site, type Value } from "./value.js";

const NOTHING: readonly Value[] = [];
const NO_TYPES: TypeEnvironment = new Map();

/** What is read from a value by a name. */
export class MemberValues {
  readonly #tree: AskedTree;
  readonly #evaluation: Evaluation;
  readonly #hierarchy: ClassHierarchy;
  readonly #modules: ModuleNames;
  readonly #ofClasses: ClassMembers;
  readonly #decorated: DecoratedValues;

  constructor(tree: AskedTree, evaluation: Evaluation, sources: MemberSources) {
    this.#tree = tree;
    this.#evaluation = evaluation;
    this.#hierarchy = sources.hierarchy;
    this.#modules = sources.modules;
    this.#ofClasses = sources.classes;
    this.#decorated = sources.decorated;
  }

  /** What reading `value.name` gives; what has no such member itself may be held by a promise, which has. */
  of(value: Value, name: string, depth: number): readonly Value[] {
    if (depth > MAX_DEPTH) return NOTHING;
    const found = this.#own(value, name, depth);
    if (found.length > 0 || (!("symbol" in value) && value.kind !== "object")) return found;
    const listed = value.kind === "instance" ? this.#listed(value, name, depth) : NOTHING;
    return listed.length > 0 ? listed : this.#ofPromise(value, name);
  }

  /** What a type says of all members that it does not name (`[name: string]: Tool`). */
  #listed(value: Extract<Value, { kind: "instance" }>, name: string, depth: number): readonly Value[] {
    const { item, readsItems } = this.#tree.semanticsOf(value.symbol).members;
    return item === null || item === name || !readsItems ? NOTHING : this.#own(value, item, depth);
  }

  #ofPromise(value: Extract<Value, { symbol: number } | { kind: "object" }>, name: string): readonly Value[] {
    const unit = value.kind === "object" ? value.unit : this.#tree.numbers.unitOf(value.symbol);
    const meaning = this.#tree.semanticsIn(unit).members.ofPromises.get(name);
    if (meaning === undefined) return NOTHING;
    return meaning === "foreign" ? [LITERAL] : [{ kind: "container method", returns: [value] }];
  }

  #own(value: Value, name: string, depth: number): readonly Value[] {
    switch (value.kind) {
      case "instance":
      case "class": {
        const { prototype, constructorName, choosesConstructor } = this.#tree.semanticsOf(
          value.symbol,
        ).members;
        // A pointer or reference is set, and makes no object.
        if (value.kind === "instance" && !value.isExact && choosesConstructor && name === constructorName)
          return [EXTERNAL];
        if (value.kind === "class" && name === prototype)
          return [{ kind: "instance", symbol: value.symbol, isExact: false, isSelf: false }];
        const order = this.#hierarchy.orderWith(value.symbol, value.mixed);
        return this.#ofClasses.find(order, value, name, depth);
      }
      case "bases":
        return this.#ofClasses.find(
          this.#hierarchy.orderAfter(value.symbol, value.after),
          value,
          name,
          depth,
        );
      case "module":
        return this.#modules.exported(value.unit, name, depth + 1);
      case "package":
        return this.#modules.inPackage(value.key, name, depth + 1);
      case "folder": {
        const submodule = this.#modules.submodule(value.unit, { kind: "folder", path: value.path }, name);
        return this.#modules.target(value.unit, submodule);
      }
      case "variable":
        return eachOf(this.#evaluation.boundOf(value, depth + 1), (bound) =>
          this.#evaluation.member(bound, name, depth + 1),
        );
      case "object":
        return this.#memberOfObject(value, name, depth);
      case "container":
        return (
          memberOf(value, name) ?? [
            {
              kind: "container method",
              returns: resultOfMethod(value, name),
              hasFallback: value.methods.fallback?.has(name),
              mapped: mappedBy(value, name),
            },
          ]
        );
      case "external":
      case "literal":
        return [value];
      case "function":
        return this.#memberOfFunction(value, name, depth);
      case "callable":
        if (value.method === undefined) return NOTHING;
        return value.method === name ? [{ kind: "container method", returns: value.returns }] : [EXTERNAL];
      case "container method":
      case "alias":
        return NOTHING;
    }
  }

  /** What the file itself sets a member of a variable to, where it does. */
  assigned(object: Expression, name: string, site: Site): FoundBindings | null {
    if (object[0] !== "name" && object[0] !== "self") return null;
    const file = this.#tree.file(site.unit);
    const { memberKeys } = file.found;
    if (memberKeys.size === 0) return null;
    const key = keyOfMember(object, name);
    return key !== null && memberKeys.has(key) ? findBindings(file, site.scope, site.at, key) : null;
  }

  /** Later entries hide earlier ones. */
  #memberOfObject(value: Extract<Value, { kind: "object" }>, name: string, depth: number): readonly Value[] {
    for (const [key, entry] of [...value.entries].reverse()) {
      if (key === name)
        return substitute(this.#evaluation.evaluate(entry, value, depth + 1), value.environment ?? NO_TYPES);
      if (key !== SPREAD) continue;
      const values = this.#evaluation.evaluate(["member", entry, name], value, depth + 1);
      if (values.length > 0) return values;
    }
    return NOTHING;
  }

  #memberOfFunction(
    value: Extract<Value, { kind: "function" }>,
    name: string,
    depth: number,
  ): readonly Value[] {
    const { ofFunctions, prototype } = this.#tree.semanticsOf(value.symbol).members;
    if (name === prototype)
      return [{ kind: "instance", symbol: value.symbol, isExact: false, isSelf: false }];
    const own = this.#ofClasses.find(this.#hierarchy.orderOf(value.symbol), value, name, depth);
    if (own.length > 0) return own;
    const meaning = ofFunctions.get(name);
    if (meaning === "itself") return [value];
    if (meaning === "gives itself") return [{ kind: "container method", returns: [value] }];
    const made = this.#decorated.of(value.symbol, depth + 1);
    if (made.length > 0) return eachOf(made, (object) => this.#evaluation.member(object, name, depth + 1));
    return value.isWrapped === true ? [EXTERNAL] : NOTHING;
  }

  /** The same of a method that takes this many arguments, where the language tells methods apart by it. */
  method(value: Value, name: string, count: number, site: Site, depth: number): readonly Value[] {
    const { overloads } = this.#tree.semanticsIn(site.unit).members;
    if (value.kind === "container" || overloads === null) return this.#evaluation.member(value, name, depth);
    const exact = this.#evaluation.member(value, overloads.memberOf(name, count), depth);
    const variadic = this.#evaluation.member(value, overloads.variadicMemberOf(name), depth);
    if (exact.every(({ kind }) => kind === "external")) return variadic.length > 0 ? variadic : exact;
    return [...exact, ...variadic.filter(({ kind }) => kind === "function")];
  }
}

/** Who knows the members of classes, of modules, and of what decorators make. */
interface MemberSources {
  readonly hierarchy: ClassHierarchy;
  readonly modules: ModuleNames;
  readonly classes: ClassMembers;
  readonly decorated: DecoratedValues;
}
