import { fromInertMarkdown } from "../wiki/markdown/inert.js";
import type { PagePart } from "../wiki/markdown/render-page.js";
import type { TextEdit } from "./edit-texts.js";

/**
 * The texts of a page that somebody edited, by what stands around them, which must be as it was; `null` where it is not. A text that was
 * taken out is put back to what is made.
 */
export function editsOnPage(parts: readonly PagePart[], edited: string): TextEdit[] | null {
  const edits: TextEdit[] = [];
  const page = edited.replaceAll("\r\n", "\n");
  let at = 0;
  let open: PagePart | undefined;
  for (const part of [...parts, undefined]) {
    if (part !== undefined && part.id !== null) {
      open = part;
      continue;
    }
    const place = part === undefined ? page.length : placeOf(page, part.markdown, at);
    if (place === undefined) return null;
    const between = page.slice(at, place).trim();
    if (open === undefined && between !== "") return null;
    if (open?.id != null && between !== open.markdown.trim())
      edits.push({ id: open.id, text: between === "" ? null : fromInertMarkdown(between) });
    open = undefined;
    at = place + (part?.markdown.length ?? 0);
  }
  return edits;
}

/** Where a part stands by itself: on lines of its own. */
function placeOf(page: string, part: string, from: number): number | undefined {
  for (let at = page.indexOf(part, from); at !== -1; at = page.indexOf(part, at + 1)) {
    const isAlone = (at === 0 || page[at - 1] === "\n") && [undefined, "\n"].includes(page[at + part.length]);
    if (isAlone) return at;
  }
  return undefined;
}
