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

/** A mapping with these values under its keys; `""` for a key that can't be told, or that `keys` tells. */
export function dictionaryOf(
  entries: readonly (readonly [key: string, values: readonly Value[], keys?: readonly Value[] | undefined])[],
  methods: ContainerMethods,
): Container {
  const items = distinct(entries.flatMap(([, values]) => values)).slice(0, MAX_VALUES);
  const keys = distinct(entries.flatMap(([key, , told]) => told ?? (key === "" ? [] : [LITERAL])));
  const isKnown = entries.every(([key]) => key !== "");
  return isKnown
    ? {
        kind: "container",
        methods,
        items,
        keys,
        entries: new Map(entries.map(([key, values]) => [key, values])),
      }
    : { kind: "container", methods, items, keys };
}

/** An element of a container, as a loop meets it: of a mapping a key. */
export function itemOf(value: Value): readonly Value[] {
  if (value.kind === "container") return value.keys ?? value.items;
  return value.kind === "external" || value.kind === "literal" ? [value] : [];
}

/** The part at `index` where a container is unpacked into `count` names. */
export function partOf(value: Value, index: number, count: number): readonly Value[] {
  if (value.kind === "container" && value.positions?.length === count) return value.positions[index] ?? [];
  return itemOf(value);
}

/** What a method of a container returns: an element, the pairs, or another container of the same elements. */
export function resultOfMethod(container: Container, name: string): readonly Value[] {
  const { methods, items, keys, isMapping } = container;
  if (methods.element.has(name)) return items;
  if (methods.unknown?.has(name) === true) return [{ kind: "container", methods, items: [] }];
  if (methods.groups?.has(name) === true)
    return [{ kind: "container", methods, items: [{ kind: "container", methods, items }] }];
  if (methods.pairs.has(name) && (isMapping === true || methods.pairsOfMappings !== true))
    return [{ kind: "container", methods, items: [containerOf([keys ?? [LITERAL], items], methods)] }];
  if (methods.keys.has(name)) return [{ kind: "container", methods, items: keys ?? [LITERAL] }];
  // A copy of a mapping is one.
  if (keys !== undefined && methods.values?.has(name) !== true)
    return [{ kind: "container", methods, items, keys }];
  return [{ kind: "container", methods, items }];
}

/** Whether what a method of a container returns is made by a function that it is given, as `map` does. */
export function mappedBy(
  { methods }: Container,
  name: string,
): { readonly methods: ContainerMethods; readonly isFlat: boolean } | undefined {
  const isFlat = methods.flattened?.has(name) === true;
  return isFlat || methods.mapped?.has(name) === true ? { methods, isFlat } : undefined;
}
