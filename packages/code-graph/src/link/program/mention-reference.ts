import type { Mention } from "../../facts/file-facts.js";

/** Code of which a path is made: it has a folder or an ending, and no blank. */
const PATH = /^(?:\.{0,2}\/)?[^\s*?<>|"'`(){}[\]$,;:]+$/u;
/** Id of a symbol: `src/a.py#Class.method`. */
const ID = /^([^\s#]*[./][^\s#]*)#([\p{L}_$][\p{L}\p{N}_$.~]*)$/u;
/** A qualified name: several identifiers, joined as any language joins them. */
const QUALIFIED = /^[\p{L}_$][\p{L}\p{N}_$]*(?:(?:\.|::|#)[\p{L}_$][\p{L}\p{N}_$]*)+$/u;
/** One identifier that is no word of a sentence: with a capital inside, an underscore, or written as a call. */
const DISTINCT = /^[\p{L}_$]*(?:[\p{Ll}\p{N}]\p{Lu}|\p{L}_\p{L}|\p{Lu}\p{Lu}\p{Ll})[\p{L}\p{N}_$]*$/u;
const CALL = /^([\p{L}_$][\p{L}\p{N}_$]*(?:(?:\.|::|#)[\p{L}_$][\p{L}\p{N}_$]*)*)\([^()]*\)$/u;

/**
 * What a text names, in the form in which the tree is asked for it: `/path` from the root, or `name`; `null` for what may mean anything.
 *
 * @param from - path of the text.
 */
export function mentionReference(
  from: string,
  { text, isLink }: Pick<Mention, "text" | "isLink">,
): string | null {
  const written = text.trim();
  if (isLink) return pathReference(from, written, true);
  const called = CALL.exec(written)?.[1];
  if (called !== undefined) return nameOf(called);
  const [, path = written, symbol] = ID.exec(written) ?? [];
  const bare = path.replace(/:\d+(?:-\d+)?$/u, "");
  if (symbol !== undefined || (bare.includes("/") && PATH.test(bare))) {
    const place = pathReference(from, bare, false);
    return place === null || symbol === undefined ? place : `${place}#${symbol}`;
  }
  if (QUALIFIED.test(written)) return nameOf(written);
  return DISTINCT.test(written) ? written : null;
}

function nameOf(written: string): string {
  return written.replaceAll(/::|#/gu, ".");
}

/** A link is relative to its text, as is code that says so; other code counts from the root. */
function pathReference(from: string, written: string, isLink: boolean): string | null {
  let plain = written.replace(/[?#].*$/u, "");
  if (plain === "" || /^[a-z][a-z\d+.-]*:|^\/\//iu.test(plain)) return null;
  try {
    plain = decodeURIComponent(plain);
  } catch {
    // As it is.
  }
  const isRelative = !plain.startsWith("/") && (isLink || /^\.{1,2}\//u.test(plain));
  const parts = isRelative ? from.split("/").slice(0, -1) : [];
  for (const part of plain.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return `/${parts.join("/")}`;
}
