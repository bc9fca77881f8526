import { InvalidArgumentError } from "commander";

/** A line of a file. */
export interface FileLine {
  /** Relative to the root of the tree, with `/`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** Reads a flag that names a line: `shop/prices.py:12`. */
export function fileLine(text: string): FileLine {
  const [, path, line] = /^(?:\.\/)?(.+):([1-9]\d*)$/.exec(text) ?? [];
  if (path === undefined) throw new InvalidArgumentError("A file and a line are needed: shop/prices.py:12.");
  return { path, line: Number(line) };
}
