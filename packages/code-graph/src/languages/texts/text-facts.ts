import { FactsBuilder } from "../../facts/facts-builder.js";
import { FILE_ITSELF, type FileFacts, type Mention } from "../../facts/file-facts.js";
import type { TextPart, TextParts } from "./text-part.js";

/** Parts of one file beyond these have no node; what they say stays in the file's. */
const MOST_PARTS = 500;
const MOST_MENTIONS = 2_000;
const LONGEST_SIGNATURE = 200;

/** Facts of a text: its parts are definitions that no code comes to. */
export function textFacts(text: string, { docstring, mentions = [], ...found }: TextParts): FileFacts {
  const builder = new FactsBuilder();
  const scope = builder.addScope("module", -1, FILE_ITSELF);
  builder.docstring = docstring;
  const parts = found.parts.slice(0, MOST_PARTS);
  const lineOf = linesOf(text);
  for (const part of parts) {
    const { name, localName = name, kind: is, parent, start, end, bodyStart = end } = part;
    const place = { start, end, startLine: lineOf(start), endLine: lineOf(Math.max(start, end - 1)) };
    const signature = part.signature.slice(0, LONGEST_SIGNATURE).trim();
    const texts = { signature, docstring: part.docstring ?? null };
    const nothing = { bases: [], returns: [], traits: [] };
    builder.addDefinition(
      {
        kind: "text",
        is,
        name,
        parent,
        scope,
        ...place,
        bodyStart,
        bodyEnd: end,
        ...texts,
        ...nothing,
      },
      localName,
    );
  }
  const facts = builder.build(text, found.hasSyntaxError ?? false);
  if (mentions.length === 0) return facts;
  return {
    ...facts,
    mentions: mentions.slice(0, MOST_MENTIONS).map(({ at, ...named }): Mention => {
      return { ...named, owner: innermost(parts, at), line: lineOf(at) };
    }),
  };
}

function innermost(parts: readonly TextPart[], at: number): number {
  let owner = FILE_ITSELF;
  parts.forEach(({ start, end }, index) => {
    // What stands inside another comes after it.
    if (start <= at && at < end) owner = index;
  });
  return owner;
}

/** The line, from 1, of each offset. */
function linesOf(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
