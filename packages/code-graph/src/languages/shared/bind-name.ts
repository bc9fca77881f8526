import type { Expression } from "../../facts/expression.js";
import type { FactsBuilder } from "../../facts/facts-builder.js";
import type { BoundValue } from "../../facts/file-facts.js";

/** What a name is bound to: a value, or, where that can't be told, something unknown that hides what is around. */
export function boundValue(value: Expression | null): BoundValue {
  return value === null ? ["unknown"] : ["value", value];
}

/** Binds a name in the block at hand. */
export function bindName(
  { facts }: { readonly facts: FactsBuilder },
  { scope }: { readonly scope: number },
  name: string,
  value: Expression | null,
  at: number,
): void {
  facts.bind(scope, name, at, scope, boundValue(value));
}
