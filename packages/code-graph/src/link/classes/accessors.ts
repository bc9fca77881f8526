import { type AccessKind, accessorKey } from "../../facts/file-facts.js";
import type { AccessorRules } from "../../languages/semantics.js";
import { reaching } from "../evaluate/bindings.js";
import type { Evaluation } from "../evaluate/evaluation.js";
import { distinct, EXTERNAL, MAX_VALUES, type SymbolNumber, type Value } from "../evaluate/value.js";
import type { AskedTree } from "../queries/asked-tree.js";
import type { ClassHierarchy, OwnMember } from "./class-hierarchy.js";

/** A value that has the members of a class. */
type Receiver = Extract<Value, { kind: "instance" | "class" | "bases" | "function" }>;

const NOTHING: readonly Value[] = [];

/** Functions that run when a member is read, set or deleted: getters, setters, properties, descriptors. */
export class Accessors {
  readonly #tree: AskedTree;
  readonly #hierarchy: ClassHierarchy;
  readonly #evaluation: Evaluation;

  constructor(tree: AskedTree, hierarchy: ClassHierarchy, evaluation: Evaluation) {
    this.#tree = tree;
    this.#hierarchy = hierarchy;
    this.#evaluation = evaluation;
  }

  /** The functions; something outside the tree where the member may be something else than an accessor. */
  of(value: Value, kind: AccessKind, name: string, depth = 0): readonly Value[] {
    switch (value.kind) {
      case "instance":
      case "class":
      case "function":
        return this.#inClasses(value, this.#hierarchy.orderOf(value.symbol), kind, name, depth);
      case "bases": {
        const order = this.#hierarchy.orderAfter(value.symbol, value.after);
        return this.#inClasses(value, order, kind, name, depth);
      }
      case "variable":
        return this.#evaluation
          .boundOf(value, depth + 1)
          .flatMap((bound) => this.of(bound, kind, name, depth + 1));
      case "object": {
        const key = accessorKey(kind, name);
        const entry = value.entries.findLast(([entryName]) => entryName === key)?.[1];
        return entry === undefined ? [EXTERNAL] : this.#evaluation.evaluate(entry, value, depth + 1);
      }
      case "external":
        return [EXTERNAL];
      // None of these has accessors that a text defines.
      case "literal":
      case "container":
      case "container method":
      case "callable":
      case "alias":
      case "module":
      case "package":
      case "folder":
        return NOTHING;
    }
  }

  /** What the first class says that has the member: what objects keep for themselves comes after accessors. */
  #inClasses(
    receiver: Receiver,
    order: readonly SymbolNumber[],
    kind: AccessKind,
    readName: string,
    depth: number,
  ): readonly Value[] {
    const rules = this.#tree.semanticsOf(receiver.symbol).members;
    if (rules.accessors === null) return NOTHING;
    const isOfClass = receiver.kind === "instance" ? false : receiver.kind !== "bases" || receiver.isClass;
    const name = isOfClass ? rules.memberOfClass(readName) : readName;
    let isKept = false;
    for (const symbol of order) {
      const accessor = this.#hierarchy.ownMember(symbol, accessorKey(kind, name));
      if (accessor !== null) return this.#valuesOf(accessor, depth).map((value) => boundTo(receiver, value));
      const member = this.#hierarchy.ownMember(symbol, name);
      if (member === null) continue;
      if (member.bindings.length > 0) return this.#ofMember(member, receiver, kind, rules.accessors, depth);
      isKept = true;
    }
    return isKept || this.#hierarchy.hasForeignBase(receiver.symbol) ? [EXTERNAL] : NOTHING;
  }

  /** What runs where a class holds the member itself. */
  #ofMember(
    member: OwnMember,
    receiver: Receiver,
    kind: AccessKind,
    { descriptor }: AccessorRules,
    depth: number,
  ): readonly Value[] {
    const found = this.#inText(member, depth).flatMap((value): readonly Value[] => {
      if (value.kind === "function") {
        const { traits } = this.#tree.symbol(value.symbol).definition;
        const isRead = receiver.kind !== "class" || traits.includes("static");
        if (!traits.includes("property")) return [EXTERNAL];
        // Where there is no setter, setting fails or goes past it.
        return kind === "get" && isRead ? [boundTo(receiver, value)] : NOTHING;
      }
      if (value.kind !== "instance" || descriptor === null) return [EXTERNAL];
      // A class's own attribute is replaced, whatever it was.
      if (receiver.kind === "class" && kind !== "get") return NOTHING;
      const methods = this.#evaluation
        .member(value, descriptor[kind], depth + 1)
        .filter((method) => method.kind === "function");
      return methods.length > 0 ? methods : [EXTERNAL];
    });
    return distinct(found).slice(0, MAX_VALUES);
  }

  #valuesOf(member: OwnMember, depth: number): readonly Value[] {
    const set = member.attributes.flatMap(({ value, unit, scope, at }) =>
      this.#evaluation.evaluate(value, { unit, scope, at: at - 1 }, depth + 1),
    );
    return distinct([...this.#inText(member, depth), ...set]).slice(0, MAX_VALUES);
  }

  #inText({ symbol, bindings }: OwnMember, depth: number): readonly Value[] {
    const { unit, definition } = this.#tree.symbol(symbol);
    const { scopes } = this.#tree.file(unit).facts;
    const last = reaching(scopes, bindings, definition.scope, Infinity);
    return this.#evaluation.union(last, { unit, scope: definition.scope, at: Infinity }, depth + 1);
  }
}

/** Bound to the object it was read from: an override may run in its place. */
function boundTo(receiver: Receiver, value: Value): Value {
  if (value.kind !== "function") return value;
  const isDynamic =
    receiver.kind === "instance" ? !receiver.isExact : receiver.kind === "class" && receiver.isSelf;
  return { kind: "function", symbol: value.symbol, receiver: receiver.symbol, isDynamic };
}
