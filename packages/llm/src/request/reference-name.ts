import type { NodeReference } from "./node-facts.js";

const CONSTRUCTORS = new Set(["constructor", "__init__", "<init>"]);

/** What a reader calls a node: its name, and for a constructor, since all are named alike, also its class's. */
export function referenceName({ id, name }: NodeReference): string {
  if (!CONSTRUCTORS.has(name)) return name;
  const owner = id
    .slice(id.indexOf("#") + 1)
    .split(".")
    .at(-2);
  return owner === undefined ? name : `${owner}.${name}`;
}
