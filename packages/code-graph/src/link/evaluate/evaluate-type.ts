import type { Expression } from "../../facts/expression.js";
import type { FunctionWrapper, TypeWrapper } from "../../languages/semantics.js";
import { environmentOf } from "../classes/type-arguments.js";
import type { AskedTree } from "../queries/asked-tree.js";
import { containerOf, stepOf } from "./containers.js";
import type { Evaluation } from "./evaluation.js";
import { simpleNameOf } from "./type-names.js";
import type { TypeNamespace } from "./type-namespace.js";
import { substitute } from "./type-variables.js";
import {
  distinct,
  EXTERNAL,
  LITERAL,
  MAX_DEPTH,
  type Site,
  type TypeArguments,
  type Value,
} from "./value.js";

/** What types stand for. */
export class TypeEvaluator {
  readonly #tree: AskedTree;
  readonly #evaluation: Evaluation;
  readonly #names: TypeNamespace;

  constructor(tree: AskedTree, evaluation: Evaluation, names: TypeNamespace) {
    this.#tree = tree;
    this.#evaluation = evaluation;
    this.#names = names;
  }

  /** Values of the type that an annotation names; an annotation holds names of the whole module, also of its later lines. */
  evaluate(type: Expression, site: Site, depth: number): readonly Value[] {
    if (depth > MAX_DEPTH) return [];
    const unit = this.#tree.file(site.unit);
    const { semantics } = unit.language;
    if (type[0] === "union")
      return distinct(type[1].flatMap((member) => this.evaluate(member, site, depth + 1)));
    if (type[0] === "list") {
      const items = type[1].map((item) => this.evaluate(item, site, depth + 1));
      return [containerOf(items, semantics.library.containerMethods)];
    }
    if (type[0] === "generic") {
      const wrapper = semantics.types.wrappers.get(simpleNameOf(type[1]));
      if (wrapper === undefined || this.#isOfTree(type[1], site, depth + 1))
        return this.#generic(type[1], type[2], site, depth + 1);
      return this.#wrapped(wrapper, type[2], site, depth + 1);
    }
    if (type[0] === "literal") return [LITERAL];
    if (type[0] === "constructor") return this.#classesOf(this.evaluate(type[1], site, depth + 1));
    if (type[0] === "variable") return this.#evaluation.evaluate(type, site, depth + 1);
    if (type[0] === "callable") return [this.#callable(type, site, depth + 1)];
    if (type[0] === "typed") return this.#evaluation.evaluate(type[1], { ...site, at: Infinity }, depth + 1);
    if (type[0] === "name" && type[1] === semantics.types.selfName) return this.#enclosingInstance(site);
    const named = this.#names.of(type, site, depth + 1);
    return distinct(
      named.flatMap((value): readonly Value[] => {
        if (value.kind === "class")
          return [{ kind: "instance", symbol: value.symbol, isExact: false, isSelf: value.isSelf }];
        if (value.kind === "alias") return this.evaluate(value.type, value.site, depth + 1);
        // `str | Tool`: the text does not compete with the tool.
        if (
          value.kind === "external" &&
          type[0] !== "member" &&
          semantics.names.isBuiltin(simpleNameOf(type))
        )
          return [LITERAL];
        // An alias of a type (`Handler = Callable[…]`, `type A = B | C`) evaluates to instances already.
        if (
          value.kind === "external" ||
          value.kind === "literal" ||
          value.kind === "instance" ||
          value.kind === "container" ||
          value.kind === "callable" ||
          value.kind === "variable" ||
          value.kind === "object"
        )
          return [value];
        return [];
      }),
    );
  }

  #callable(
    [, result, types]: Extract<Expression, readonly ["callable", ...unknown[]]>,
    site: Site,
    depth: number,
  ): Value {
    const returns = result === null ? [] : this.evaluate(result, site, depth);
    return types === undefined
      ? { kind: "callable", returns }
      : { kind: "callable", returns, takes: { types, site } };
  }

  #function(
    { takes, gives, method }: FunctionWrapper,
    args: readonly Expression[],
    site: Site,
    depth: number,
  ): Value {
    const result = gives === null ? undefined : args[gives];
    return {
      kind: "callable",
      returns: result === undefined ? [] : this.evaluate(result, site, depth),
      takes: { types: takes.map((place) => args[place] ?? null), site },
      method,
    };
  }

  /** Values of types, in the order of the text. */
  argumentsOf(args: readonly Expression[], site: Site, depth: number): TypeArguments {
    return args.map((argument) => this.evaluate(argument, site, depth + 1));
  }

  /** A type of the tree with arguments. */
  #generic(type: Expression, args: readonly Expression[], site: Site, depth: number): readonly Value[] {
    const typeArguments = this.argumentsOf(args, site, depth);
    const [alias] = this.#names.of(type, site, depth);
    if (alias?.kind === "alias")
      return substitute(
        this.evaluate(alias.type, alias.site, depth + 1),
        environmentOf(alias.names, typeArguments),
      );
    return this.evaluate(type, site, depth).map((value) =>
      value.kind === "instance" ? { ...value, typeArguments } : value,
    );
  }

  /** Whether the tree has a class of its own of a name that usually is a library's. */
  #isOfTree(type: Expression, site: Site, depth: number): boolean {
    const name = simpleNameOf(type);
    if (!this.#tree.queries.hasClassNamed(name)) return false;
    return this.#evaluation
      .evaluate(type, { ...site, at: Infinity }, depth)
      .some(({ kind }) => kind === "class");
  }

  #wrapped(wrapper: TypeWrapper, args: readonly Expression[], site: Site, depth: number): readonly Value[] {
    if (wrapper.meaning === "function") return [this.#function(wrapper, args, site, depth)];
    const chosen =
      wrapper.argument === "all" ? args : args.slice(wrapper.argument === "first" ? 0 : -1).slice(0, 1);
    const perArgument = chosen.map((argument) => this.evaluate(argument, site, depth));
    const methods = this.#tree.semanticsIn(site.unit).library.containerMethods;
    if (wrapper.meaning === "container" && wrapper.argument === "all")
      return [containerOf(perArgument, methods)];
    const values = distinct(perArgument.flat());
    if (wrapper.meaning === "same") return values;
    if (wrapper.meaning === "container") {
      const [first] = wrapper.hasKeys === true && args.length > 1 ? args : [];
      const keys = first === undefined ? {} : { keys: this.evaluate(first, site, depth) };
      return [{ kind: "container", methods, items: values, ...keys }];
    }
    if (wrapper.meaning === "map" || wrapper.meaning === "record")
      return [{ kind: "container", methods, items: values, form: wrapper.meaning }];
    if (wrapper.meaning === "step") return [stepOf(values, methods)];
    return this.#classesOf(values);
  }

  /** Classes of objects. */
  #classesOf(values: readonly Value[]): readonly Value[] {
    return values.map((value) => {
      if (value.kind === "variable") return { ...value, isClass: true };
      return value.kind === "instance" ? { kind: "class", symbol: value.symbol, isSelf: true } : EXTERNAL;
    });
  }

  #enclosingInstance(site: Site): readonly Value[] {
    const { scopes } = this.#tree.file(site.unit).facts;
    for (let scope = site.scope; scope >= 0; scope = scopes[scope]?.parent ?? -1)
      if (scopes[scope]?.kind === "class")
        return [
          {
            kind: "instance",
            symbol: this.#tree.numbers.symbolOf(site.unit, scopes[scope]?.owner ?? 0),
            isExact: false,
            isSelf: true,
          },
        ];
    return [];
  }
}
