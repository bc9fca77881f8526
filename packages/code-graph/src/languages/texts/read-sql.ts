import { commentAbove, commentAtTop } from "./comment-above.js";
import type { TextPart, TextParts } from "./text-part.js";

const NAME = '(?:"[^"]+"|`[^`]+`|\\[[^\\]]+\\]|[\\w$]+)';
const CREATE = new RegExp(
  String.raw`^create\s+(?:or\s+replace\s+)?(?:global\s+|local\s+)?(?:temp(?:orary)?\s+|unlogged\s+|virtual\s+|external\s+)?(table|(?:materialized\s+)?view)\s+(?:if\s+not\s+exists\s+)?(${NAME}(?:\s*\.\s*${NAME})*)`,
  "iu",
);
/** What ends no statement: quoted text, comments, bodies of functions. */
const OPAQUE = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$/gu;

/** A SQL text by the tables and views that it makes. */
export function readSql(text: string): TextParts {
  const plain = text.replaceAll(OPAQUE, (opaque) =>
    // A quoted name is one.
    /^["`]/u.test(opaque) ? opaque : opaque.replaceAll(/[^\n]/gu, " "),
  );
  const parts: TextPart[] = [];
  let from = 0;
  for (const statement of plain.split(";")) {
    const start = from + statement.length - statement.trimStart().length;
    from += statement.length + 1;
    const [head, what = "", name = ""] = CREATE.exec(statement.trim()) ?? [];
    if (head === undefined) continue;
    const kind = /view$/iu.test(what) ? "view" : "table";
    const called = name.replaceAll(/["`[\]]/gu, "").replaceAll(/\s+/gu, "");
    const end = start + statement.trim().length;
    const docstring = commentAbove(text, start, "--");
    const signature = text.slice(start, start + head.length).replaceAll(/\s+/gu, " ");
    parts.push({ name: called, kind, parent: -1, start, end, signature, docstring });
  }
  return { docstring: commentAtTop(text, "--"), parts };
}
