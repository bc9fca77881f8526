import type { Expression } from "../facts/expression.js";
import type { TypeWrapper } from "../languages/language.js";
import { containerOf } from "./containers.js";
import type { Evaluator } from "./evaluator.js";
import { simpleNameOf } from "./type-names.js";
import { distinct, EXTERNAL, LITERAL, MAX_DEPTH, type Site, type Value } from "./value.js";

/** Values of the type that an annotation names; an annotation holds names of the whole module, also of its later lines. */
export function evaluateType(
  evaluator: Evaluator,
  type: Expression,
  site: Site,
  depth: number,
): readonly Value[] {
  if (depth > MAX_DEPTH) return [];
  const unit = evaluator.program.unit(site.unit);
  const { semantics } = unit.language;
  if (type[0] === "either")
    return distinct(type[1].flatMap((member) => evaluateType(evaluator, member, site, depth + 1)));
  if (type[0] === "list") {
    return [containerOf(type[1].map((item) => evaluateType(evaluator, item, site, depth + 1)))];
  }
  if (type[0] === "generic") {
    const wrapper = semantics.typeWrappers.get(simpleNameOf(type[1]));
    if (wrapper === undefined || isOfTree(evaluator, type[1], site, depth + 1))
      return evaluateType(evaluator, type[1], site, depth + 1);
    return evaluateWrapped(evaluator, wrapper, type[2], site, depth + 1);
  }
  if (type[0] === "literal") return [LITERAL];
  if (type[0] === "name" && type[1] === semantics.selfTypeName) return enclosingInstance(evaluator, site);
  const named = evaluator.evaluate(type, { ...site, at: Infinity }, depth + 1);
  return distinct(
    named.flatMap((value): readonly Value[] => {
      if (value.kind === "class")
        return [{ kind: "instance", symbol: value.symbol, isExact: false, isSelf: value.isSelf }];
      // `str | Tool`: the text does not compete with the tool.
      if (value.kind === "external" && type[0] !== "member" && semantics.isBuiltin(simpleNameOf(type)))
        return [LITERAL];
      // An alias of a type (`Handler = Callable[…]`, `type A = B | C`) evaluates to instances already.
      if (
        value.kind === "external" ||
        value.kind === "literal" ||
        value.kind === "instance" ||
        value.kind === "container" ||
        value.kind === "object"
      )
        return [value];
      return [];
    }),
  );
}

/** Whether the tree has a class of its own of a name that usually is a library's. */
function isOfTree(evaluator: Evaluator, type: Expression, site: Site, depth: number): boolean {
  const name = simpleNameOf(type);
  evaluator.program.log?.className(name);
  if (!evaluator.program.symbols.hasClassNamed(name)) return false;
  return evaluator.evaluate(type, { ...site, at: Infinity }, depth).some(({ kind }) => kind === "class");
}

function evaluateWrapped(
  evaluator: Evaluator,
  wrapper: TypeWrapper,
  args: readonly Expression[],
  site: Site,
  depth: number,
): readonly Value[] {
  const chosen =
    wrapper.argument === "all" ? args : args.slice(wrapper.argument === "first" ? 0 : -1).slice(0, 1);
  const perArgument = chosen.map((argument) => evaluateType(evaluator, argument, site, depth));
  if (wrapper.meaning === "container" && wrapper.argument === "all") return [containerOf(perArgument)];
  const values = distinct(perArgument.flat());
  if (wrapper.meaning === "same") return values;
  if (wrapper.meaning === "container") return [{ kind: "container", items: values }];
  return values.map((value) =>
    value.kind === "instance" ? { kind: "class", symbol: value.symbol, isSelf: true } : EXTERNAL,
  );
}

function enclosingInstance(evaluator: Evaluator, site: Site): readonly Value[] {
  const { scopes } = evaluator.program.unit(site.unit).facts;
  for (let scope = site.scope; scope >= 0; scope = scopes[scope]?.parent ?? -1)
    if (scopes[scope]?.kind === "class")
      return [
        {
          kind: "instance",
          symbol: evaluator.program.symbolOf(site.unit, scopes[scope]?.owner ?? 0),
          isExact: false,
          isSelf: true,
        },
      ];
  return [];
}
