import { isAbsolute, relative } from "node:path";

/** A name or place as a person writes it, taken apart. */
export interface NameReference {
  /** As written, without quotes, `./` in front, `/` or `()` behind; relative to the root where it was absolute. */
  readonly text: string;
  /** The line of `path:line` and `path:line:column`. */
  readonly line: number | undefined;
}

/**
 * Takes apart what may name a place of the tree: `src/a.py`, `/abs/src/a.py:12`, `Class.method`, `a::b`, `` `run()` ``.
 *
 * @param root - Where absolute paths are relative to.
 */
export function nameReference(written: string, root: string): NameReference {
  const bare = written
    .trim()
    .replace(/^[`'"]+|[`'"]+$/gu, "")
    .replace(/\(\)$/u, "");
  const [, place = bare, line] = /^(.+?):(\d+)(?::\d+)?$/u.exec(bare) ?? [];
  const inside = isAbsolute(place) ? relative(root, place) || "." : place;
  const text = inside.replace(/^\.\//u, "").replace(/(?<=.)\/+$/u, "");
  return { text, line: line === undefined ? undefined : Number(line) };
}
