import { distinct, LITERAL, MAX_VALUES, type Value } from "./value.js";

/** Methods of containers that give one element. */
const ELEMENT_METHODS = new Set([
  "get",
  "pop",
  "popleft",
  "setdefault",
  "shift",
  "at",
  "find",
  "next",
  "__getitem__",
  "poll",
  "peek",
  "element",
  "take",
  "first",
  "last",
  "getFirst",
  "getLast",
  "getOrDefault",
  "orElse",
  "orElseGet",
  "orElseThrow",
  "getValue",
]);
/** Methods of mappings that give their pairs. */
const PAIR_METHODS = new Set(["items", "entries", "entrySet"]);
/** Methods of mappings that give their keys, which are no elements. */
const KEY_METHODS = new Set(["keys", "keySet"]);
/** Longer tuples than this are lists. */
const MAX_POSITIONS = 8;

type Container = Extract<Value, { kind: "container" }>;

/** A container with these values at its places. */
export function containerOf(positions: readonly (readonly Value[])[]): Container {
  const items = distinct(positions.flat()).slice(0, MAX_VALUES);
  return positions.length > MAX_POSITIONS
    ? { kind: "container", items }
    : { kind: "container", items, positions };
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
export function resultOfContainerMethod(name: string, items: readonly Value[]): readonly Value[] {
  if (ELEMENT_METHODS.has(name)) return items;
  if (PAIR_METHODS.has(name)) return [{ kind: "container", items: [containerOf([[LITERAL], items])] }];
  return [{ kind: "container", items: KEY_METHODS.has(name) ? [LITERAL] : items }];
}
