import type { ContainerMethods } from "../../languages/semantics.js";
import { distinct, LITERAL, MAX_VALUES, type Value } from "./value.js";

/** Longer tuples than this are lists. */
const MAX_POSITIONS = 8;

type Container = Extract<Value, { kind: "container" }>;

/** A container with these values at its places. */
export function containerOf(positions: readonly (readonly Value[])[], methods: ContainerMethods): Container {
  const items = distinct(positions.flat()).slice(0, MAX_VALUES);
  return positions.length > MAX_POSITIONS
    ? { kind: "container", methods, items }
    : { kind: "container", methods, items, positions };
}

/** A container with these values under its keys; `""` for a key that can't be told. */
export function dictionaryOf(
  entries: readonly (readonly [key: string, values: readonly Value[]])[],
  methods: ContainerMethods,
): Container {
  const items = distinct(entries.flatMap(([, values]) => values)).slice(0, MAX_VALUES);
  const isKnown = entries.every(([key]) => key !== "");
  return isKnown
    ? { kind: "container", methods, items, entries: new Map(entries) }
    : { kind: "container", methods, items };
}

/** An element of a container. */
export function itemOf(value: Value): readonly Value[] {
  if (value.kind === "container") return value.items;
  return value.kind === "external" || value.kind === "literal" ? [value] : [];
}

/** The part at `index` where a container is unpacked into `count` names. */
export function partOf(value: Value, index: number, count: number): readonly Value[] {
  if (value.kind === "container" && value.positions?.length === count) return value.positions[index] ?? [];
  return itemOf(value);
}

/** What a method of a container returns: an element, the pairs, or another container of the same elements. */
export function resultOfMethod({ methods, items, isMapping }: Container, name: string): readonly Value[] {
  if (methods.element.has(name)) return items;
  if (methods.unknown?.has(name) === true) return [{ kind: "container", methods, items: [] }];
  if (methods.groups?.has(name) === true)
    return [{ kind: "container", methods, items: [{ kind: "container", methods, items }] }];
  if (methods.pairs.has(name) && (isMapping === true || methods.pairsOfMappings !== true))
    return [{ kind: "container", methods, items: [containerOf([[LITERAL], items], methods)] }];
  return [{ kind: "container", methods, items: methods.keys.has(name) ? [LITERAL] : items }];
}

/** Whether what a method of a container returns is made by a function that it is given, as `map` does. */
export function mappedBy(
  { methods }: Container,
  name: string,
): { readonly methods: ContainerMethods; readonly isFlat: boolean } | undefined {
  const isFlat = methods.flattened?.has(name) === true;
  return isFlat || methods.mapped?.has(name) === true ? { methods, isFlat } : undefined;
}
