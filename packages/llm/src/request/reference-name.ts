import type { NodeReference } from "./node-facts.js";

/**
 * What a reader calls a node: its name, of a symbol with that of what it is defined in, as `Reader.close`, since many are called
 * `close`. No path: a text that names one is out of date when that moves.
 */
export function referenceName({ id, label, name }: NodeReference): string {
  if (label === "FOLDER" || label === "FILE") return name;
  // Of overloads all but the first have a number.
  const symbol = id.slice(id.indexOf("#") + 1).replace(/~\d+$/u, "");
  // Graphs that others made have ids of their own.
  return id.includes("#") && symbol.endsWith(name) ? symbol : name;
}
