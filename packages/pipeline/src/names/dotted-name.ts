import { type NamedNode, symbolOf } from "./named-node.js";

/** `src/shop/prices.py#price_of` as modules are written: `src.shop.prices.price_of`. */
export function dottedOf(node: NamedNode): string {
  const module = node.path.replace(/\.\w+$/u, "").replace(/\//gu, ".");
  return isFile(node) ? module : `${module}.${symbolOf(node)}`;
}

/** Whether it is a file or a folder, whose name is its path. */
export function isFile({ label }: Pick<NamedNode, "label">): boolean {
  return label === "FILE" || label === "FOLDER";
}

/** The parts of a name, however they are put together. */
export function partsOf(text: string): string[] {
  return text.split(/[./#\\]|::/u).filter((part) => part !== "");
}
