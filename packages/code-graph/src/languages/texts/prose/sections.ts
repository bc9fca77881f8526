import type { TextPart } from "../text-part.js";

/** A heading of a text. */
export interface Heading {
  /** 1 for the outermost. */
  readonly level: number;
  readonly name: string;
  readonly start: number;
  /** Behind the line, or lines, of the heading. */
  readonly end: number;
}

/** Text of one node that has more to say than a search looks at is cut between paragraphs. */
const LONGEST = 2_000;
const PIECE = 1_200;
/** A list of releases says least where it is longest: the newest stand for all. */
const MOST_RELEASES = 40;
const LEAST_RELEASES = 5;
const RELEASE = /\d+\.\d+|\d{4}-\d{2}-\d{2}|\bunreleased\b/iu;

/**
 * Parts of a text by its headings, each within the one above it. A title that stands alone at the top is the file's own.
 *
 * @param cuts - Offsets between paragraphs, in their order.
 */
export function sectionsOf(text: string, headings: readonly Heading[], cuts: readonly number[]): TextPart[] {
  const [first, ...others] = headings;
  const isTitle = first !== undefined && others.every(({ level }) => level > first.level);
  const { kept: sections, end: textEnd } = newestReleases(isTitle ? others : headings, text.length);
  const parts: TextPart[] = [];
  const open: { readonly level: number; readonly index: number }[] = [];
  addPieces(isTitle ? first.end : 0, sections[0]?.start ?? textEnd, -1, "");
  sections.forEach(({ level, name, start, end: headEnd }, at) => {
    while ((open.at(-1)?.level ?? 0) >= level) open.pop();
    const next = sections.slice(at + 1).find((other) => other.level <= level);
    const end = trimmedEnd(text, headEnd, next?.start ?? textEnd);
    const parent = open.at(-1)?.index ?? -1;
    const signature = text.slice(start, headEnd).split("\n", 1)[0] ?? name;
    const index = parts.push({
      name,
      localName: slugOf(name),
      kind: "section",
      parent,
      start,
      end,
      bodyStart: headEnd,
      signature,
    });
    open.push({ level, index: index - 1 });
    addPieces(headEnd, Math.min(end, sections[at + 1]?.start ?? text.length), index - 1, name);
  });
  return parts;

  /** What a search would not look at any more goes on in parts of its own. */
  function addPieces(from: number, to: number, parent: number, name: string): void {
    if (to - from <= LONGEST) return;
    let start = from;
    let count = 1;
    const inside = [...cuts.filter((cut) => cut > from && cut < to), to];
    inside.forEach((cut, at) => {
      const next = inside[at + 1] ?? Infinity;
      if (cut !== to && next - start <= PIECE) return;
      if (count > 1) {
        const end = trimmedEnd(text, start, cut);
        const signature = text.slice(start, end).split("\n", 1)[0] ?? "";
        const called = name === "" ? signature.slice(0, 60) : name;
        parts.push({
          name: called,
          localName: `${count}`,
          kind: "section",
          parent,
          start,
          end,
          bodyStart: start,
          signature,
        });
      }
      count++;
      start = cut;
    });
  }
}

/** Of a list of releases the first, which are the newest; whatever else is told by headings is told whole. */
function newestReleases(
  headings: readonly Heading[],
  end: number,
): { readonly kept: readonly Heading[]; readonly end: number } {
  const top = Math.min(...headings.map(({ level }) => level));
  const releases = headings.filter(({ level }) => level === top);
  const named = releases.filter(({ name }) => RELEASE.test(name)).length;
  const last = releases[MOST_RELEASES];
  if (named < LEAST_RELEASES || named * 2 < releases.length || last === undefined)
    return { kept: headings, end };
  return { kept: headings.slice(0, headings.indexOf(last)), end: last.start };
}

/** As the address of a heading in a page is made, so that people know it. */
export function slugOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]+/gu, "")
    .trim()
    .replaceAll(/\s+/gu, "-")
    .slice(0, 80);
  return slug === "" ? "section" : slug;
}

function trimmedEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}
