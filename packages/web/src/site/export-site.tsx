import { readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { CallOptions } from "@stemma/core";
import { PageFolder, type StemmaProject, visibleValue, type WrittenPages } from "@stemma/pipeline";
import type { JSX } from "preact";
import { overview } from "../answers/overview.js";
import { toldFile, toldFolder } from "../answers/told-page.js";
import { PageNotBuiltError } from "../errors/page-not-built-error.js";
import { sourceOf } from "../source/source-of.js";
import { FileView } from "../views/file-view.js";
import { FolderView } from "../views/folder-view.js";
import { OverviewView } from "../views/overview-view.js";
import { type SearchEntry, searchEntries, searchScript } from "./search-entries.js";
import { siteHistories } from "./site-histories.js";
import { siteHtml } from "./site-page.js";
import { siteLinks, sitePath } from "./site-paths.js";

/** Which version is exported, and how long that may take. */
export interface ExportSiteOptions extends CallOptions {
  /** A branch, tag or commit of the history; by default the tree as it was documented last. */
  readonly at?: string | undefined;
}

/** Notes what an export of this kind wrote. */
const RECORD = ".stemma-site.json";

/**
 * Writes the views for reading as static pages below `directory`: overview, folders and files, with a search that needs no server and links that
 * lead from page to page wherever the folder lies. The same documentation gives the same files; only what differs is written.
 *
 * @throws ExportRefusedError, PageNotBuiltError; with `at` UnknownRefError and what `StemmaProject.openHistory` throws
 */
export async function exportSite(
  project: StemmaProject,
  directory: string,
  options: ExportSiteOptions = {},
): Promise<WrittenPages> {
  const assets = await readAssets();
  const folder = await PageFolder.open(resolve(directory), RECORD);
  const { at, signal } = options;
  const answer = visibleValue(await overview.answer({ project, given: { at }, options }));
  const { title, files, standing } = answer;
  const paths = new Set(files.map(({ path }) => path));
  const commit = at === undefined ? null : standing.commit;
  const revisionsOf = await siteHistories(project, options);
  const write = (path: string, name: string, view: JSX.Element): Promise<void> => {
    const links = siteLinks(path, paths);
    return folder.write(path, siteHtml({ path, title: name, links, commit, revisionsOf, children: view }));
  };

  await write("index.html", title, <OverviewView answer={answer} isStatic />);
  const entries: SearchEntry[] = [];
  for await (const page of project.pages(options)) {
    signal?.throwIfAborted();
    entries.push(...searchEntries(page));
    const { path } = page.node;
    // The root's is the overview.
    if (path === ".") continue;
    const place = sitePath(path, page.kind === "folder");
    if (page.kind === "folder") {
      const shown = visibleValue(toldFolder(page, standing));
      await write(place, `${path} – ${title}`, <FolderView answer={shown} />);
    } else {
      const shown = visibleValue(toldFile(page, await sourceOf(project, path, options), standing));
      await write(place, `${path} – ${title}`, <FileView answer={shown} />);
    }
  }
  await folder.write("search-index.js", searchScript(visibleValue(entries)));
  for (const [name, content] of assets) await folder.write(name, content);
  return folder.finish();
}

/** What every page loads. @throws {@link PageNotBuiltError} `PAGE_NOT_BUILT` */
async function readAssets(): Promise<(readonly [name: string, content: string])[]> {
  const folder = fileURLToPath(new URL("../../build/", import.meta.url));
  const files = ["site/site.css", "site/site.js", "page/icon.svg"];
  try {
    return await Promise.all(
      files.map(async (file) => [basename(file), await readFile(join(folder, file), "utf8")] as const),
    );
  } catch {
    throw new PageNotBuiltError(folder);
  }
}
