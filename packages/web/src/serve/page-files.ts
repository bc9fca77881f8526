import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { PageNotBuiltError } from "../errors/page-not-built-error.js";

/** A file of the page. */
export interface PageFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Where every address of a view leads. */
export const START_PAGE = "/index.html";

/**
 * The built page, all of it in memory (some 100 kB): what is asked for is looked up, never opened by its name.
 *
 * @throws {@link PageNotBuiltError} `PAGE_NOT_BUILT`
 */
export async function readPageFiles(directory: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>();
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const place = join(entry.parentPath, entry.name);
    const path = `/${relative(directory, place).split(sep).join("/")}`;
    files.set(path, { bytes: new Uint8Array(await readFile(place)), type });
  }
  if (!files.has(START_PAGE)) throw new PageNotBuiltError(directory);
  return files;
}
