import type { CallOptions } from "@stemma/core";
import { LLMS_PAGE, llmsText } from "./llms-text.js";
import { pagePath } from "./markdown/page-path.js";
import { renderPage } from "./markdown/render-page.js";
import { SYMBOLS_PAGE, symbolsPage } from "./markdown/symbols-page.js";
import { readWiki, type WikiSource } from "./read-wiki.js";
import { TreeOutline } from "./tree-outline.js";
import type { FolderPage } from "./wiki-page.js";
import { PageFolder, type WrittenPages } from "./written-pages.js";

/** Where an export goes, and what its overview is called. */
export interface WikiTarget {
  readonly directory: string;
  readonly title: string;
}

/**
 * Writes the documentation of a tree as a wiki of Markdown files: an overview, a page a folder and file, a list of all names,
 * and `llms.txt`. The same documentation gives the same files, and only those that differ are written.
 *
 * @throws {@link ExportRefusedError} `EXPORT_REFUSED`
 */
export async function exportWiki(
  { graph, origins, ofPeople }: Omit<WikiSource, "tree">,
  { directory, title }: WikiTarget,
  options: CallOptions = {},
): Promise<WrittenPages> {
  const tree = await TreeOutline.read(graph, options);
  const folder = await PageFolder.open(directory);
  const folders: FolderPage[] = [];
  for await (const page of readWiki({ graph, tree, origins, ofPeople }, options)) {
    options.signal?.throwIfAborted();
    if (page.kind === "folder") folders.push(page);
    await folder.write(pagePath(page.node), renderPage(page, title));
  }
  const symbols = tree.nodesOf("FILE").flatMap(({ path }) => tree.symbolsOf(path));
  await folder.write(SYMBOLS_PAGE, symbolsPage(symbols));
  await folder.write(LLMS_PAGE, llmsText(title, folders));
  return folder.finish();
}
