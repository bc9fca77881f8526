import type { CallOptions } from "@stemma/core";
import { pagePath } from "../wiki/markdown/page-path.js";
import { pageParts, renderPage } from "../wiki/markdown/render-page.js";
import { readWiki, type WikiSource } from "../wiki/read-wiki.js";
import { hashOf, readEditedPages } from "../wiki/written-pages.js";
import type { TextEdit } from "./edit-texts.js";
import type { TakenEdits } from "./edited-text.js";
import { editsOnPage } from "./edits-on-page.js";

const OUT_OF_DATE =
  "it was exported from texts that are others by now: export to another folder, and edit there";
const AROUND = "more than texts was edited: headings, lists and links must stay as they were exported";
const NO_TEXTS = "it has no texts that could be edited";

/** What was edited in a wiki, and what of it can't be taken. */
export interface FoundEdits extends Omit<TakenEdits, "edited"> {
  readonly edits: readonly TextEdit[];
}

/**
 * Finds the texts that were edited in an exported wiki. A page is taken only where what it was exported from is known: where it would be
 * exported just so today, but for the edits.
 *
 * @throws {@link ExportRefusedError} `EXPORT_REFUSED` for a folder that is no export
 */
export async function findEdits(
  source: WikiSource,
  { directory, title }: { readonly directory: string; readonly title: string },
  options: CallOptions,
): Promise<FoundEdits> {
  const { edited, unchanged } = await readEditedPages(directory);
  const open = new Map(edited.map((page) => [page.path, page]));
  const edits: TextEdit[] = [];
  const refused: { page: string; because: string }[] = [];
  if (open.size === 0) return { edits, unchanged, refused };
  for await (const page of readWiki(source, options)) {
    const path = pagePath(page.node);
    const found = open.get(path);
    if (found === undefined) continue;
    open.delete(path);
    const isKnown = hashOf(renderPage(page, title)) === found.exported;
    const onPage = isKnown ? editsOnPage(pageParts(page, title), found.markdown) : null;
    if (onPage === null) refused.push({ page: path, because: isKnown ? AROUND : OUT_OF_DATE });
    else edits.push(...onPage);
  }
  for (const path of open.keys()) refused.push({ page: path, because: NO_TEXTS });
  return { edits, unchanged, refused };
}
