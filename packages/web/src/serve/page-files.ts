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

/** What the server is like, for its page. */
export interface PageSays {
  readonly canWrite: boolean;
  /** A documented tree is served, not only collections. */
  readonly hasTree: boolean;
}

/**
 * The built page, all of it in memory (some 100 kB): what is asked for is looked up, never opened by its name.
 *
 * @throws {@link PageNotBuiltError} `PAGE_NOT_BUILT`
 */
export async function readPageFiles(
  directory: string,
  says: PageSays,
): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>();
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const place = join(entry.parentPath, entry.name);
    const path = `/${relative(directory, place).split(sep).join("/")}`;
    files.set(path, { bytes: new Uint8Array(await readFile(place)), type });
  }
  const start = files.get(START_PAGE);
  if (start === undefined) throw new PageNotBuiltError(directory);
  return files.set(START_PAGE, told(start, says));
}

/** Written into the page itself: it need not ask for it before it begins. */
function told({ bytes, type }: PageFile, { canWrite, hasTree }: PageSays): PageFile {
  const html = new TextDecoder().decode(bytes);
  const meta = `<meta name="stemma" content="${hasTree ? "tree" : "collections"} ${canWrite ? "write" : "read"}">`;
  return { bytes: new TextEncoder().encode(html.replace("</head>", `${meta}</head>`)), type };
}
