import type { ContainerMethods, TypeWrapper } from "../semantics.js";

/** Predeclared names, from the language's specification. */
export const BUILTIN_NAMES: ReadonlySet<string> = new Set(
  (
    "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string " +
    "uint uint8 uint16 uint32 uint64 uintptr true false iota nil append cap clear close complex copy delete imag " +
    "len make max min new panic print println real recover"
  ).split(" "),
);

/** What generic types of the language do to their arguments. */
export const TYPE_WRAPPERS: ReadonlyMap<string, TypeWrapper> = new Map<string, TypeWrapper>([
  ["map", { meaning: "container", argument: "last" }],
]);

/** Slices, maps and channels have no methods. */
export const CONTAINER_METHODS: ContainerMethods = { element: new Set(), pairs: new Set(), keys: new Set() };
