import type { FilePage, SourceFile } from "@stemma/pipeline";
import type { Source } from "../api/tokens.js";
import { highlightedLines } from "./highlighted-lines.js";
import { type CallAtLine, linkedCalls } from "./linked-calls.js";

/** A class is called by its own name, not by that of its constructor. */
const CONSTRUCTORS = new Set(["__init__", "__new__", "constructor", "<init>"]);

/** A file's source with its calls as links, or the lines of one symbol. */
export function toldSource(file: SourceFile, page: FilePage, lines?: readonly [number, number]): Source {
  const { text, language, isAsDocumented } = file;
  const all = highlightedLines(text, language);
  // A text ends with its last line break: there is no line behind it.
  if (all.at(-1)?.length === 0) all.pop();
  const linked = isAsDocumented ? linkedCalls(all, callsOf(page)) : all;
  const [from, to] = lines ?? [1, linked.length];
  return { from, lines: linked.slice(from - 1, to), isAsDocumented };
}

function callsOf({ symbols }: FilePage): CallAtLine[] {
  return symbols.flatMap(({ callees }) =>
    callees.flatMap(({ node, lines = [] }) => {
      const { id, name } = node;
      const owner = id
        .slice(id.indexOf("#") + 1)
        .split(".")
        .at(-2);
      const called = CONSTRUCTORS.has(name) ? (owner ?? name) : name;
      return lines.map((line) => ({ line, id, name: called }));
    }),
  );
}
