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
  return value.kind === "container" && value.keys !== undefined ? value.keys : valuesOf(value);
}

/** An element of a container: of a mapping what a key leads to. */
export function valuesOf(value: Value): readonly Value[] {
  if (value.kind === "container") return value.items;
  return value.kind === "external" || value.kind === "literal" ? [value] : [];
}

/** The part at `index` where a container is unpacked into `count` names. */
export function partOf(value: Value, index: number, count: number): readonly Value[] {
  if (value.kind === "container" && value.positions?.length === count) return value.positions[index] ?? [];
  return itemOf(value);
}

/** What an iterator gives for each element: it holds it under a name. */
export function stepOf(items: readonly Value[], methods: ContainerMethods): Container {
  const entries = new Map([
    ["value", items],
    ["done", [LITERAL]],
  ]);
  return { kind: "container", methods, items, entries, form: "record" };
}

/** An element of what is looped over: a map gives pairs. */
export function loopedOver(value: Value): readonly Value[] {
  return value.kind === "container" && value.form === "map"
    ? [containerOf([[LITERAL], value.items], value.methods)]
    : itemOf(value);
}

/** What a container has under a name, where its elements are members, too; `null` where they are not. */
export function memberOf({ form, entries, items }: Container, name: string): readonly Value[] | null {
  if (form !== "record" || OF_ALL_OBJECTS.has(name)) return null;
  return entries?.get(name) ?? items;
}

/** Members of every object, which are none of its elements. */
const OF_ALL_OBJECTS: ReadonlySet<string> = new Set([
  "constructor",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "toString",
  "valueOf",
]);

/** What a method of a container returns: an element, the pairs, or another container of the same elements. */
export function resultOfMethod(container: Container, name: string): readonly Value[] {
  const { methods, items, keys, form } = container;
  if (methods.element.has(name)) return items;
  if (methods.steps?.has(name) === true) return [stepOf(items, methods)];
  if (methods.unnested?.has(name) === true)
    return [{ kind: "container", methods, items: distinct(items.flatMap(elements)).slice(0, MAX_VALUES) }];
  if (methods.unknown?.has(name) === true) return [{ kind: "container", methods, items: [] }];
  if (methods.groups?.has(name) === true)
    return [{ kind: "container", methods, items: [{ kind: "container", methods, items }] }];
  if (methods.pairs.has(name) && (form === "map" || methods.pairsOfMappings !== true))
    return [{ kind: "container", methods, items: [containerOf([keys ?? [LITERAL], items], methods)] }];
  if (methods.keys.has(name)) return [{ kind: "container", methods, items: keys ?? [LITERAL] }];
  if (methods.values?.has(name) === true) return [{ kind: "container", methods, items }];
  // A copy of a mapping is one; where elements are asked for as options, all else is of those.
  const isMap = form === "map" && methods.pairsOfMappings !== true;
  const asBefore = { ...(keys === undefined ? {} : { keys }), ...(isMap ? { form } : {}) };
  return [{ kind: "container", methods, items, ...asBefore }];
}

/** Of what stands in a list of lists, what is in it. */
function elements(value: Value): readonly Value[] {
  return value.kind === "container" ? value.items : [value];
}

/** Whether what a method of a container returns is made by a function that it is given, as `map` does. */
export function mappedBy(
  { methods }: Container,
  name: string,
): { readonly methods: ContainerMethods; readonly isFlat: boolean } | undefined {
  const isFlat = methods.flattened?.has(name) === true;
  return isFlat || methods.mapped?.has(name) === true ? { methods, isFlat } : undefined;
}
