import { posix } from "node:path";
import type { Links } from "../views/links.js";
import { symbolAnchor } from "../views/symbol-anchor.js";

/** Where the page of a folder or file lies in an export; a symbol is on the page of its file. */
export function sitePath(path: string, isFolder: boolean): string {
  if (path === ".") return "index.html";
  return isFolder ? `tree/${path}/index.html` : `tree/${path}.html`;
}

/** Relative addresses from one page of an export of these files. */
export function siteLinks(from: string, files: ReadonlySet<string>): Links {
  const to = (target: string): string => relativeAddress(from, target);
  return {
    overview: to("index.html"),
    place: (id) => {
      const path = fileOf(id, files);
      if (path === undefined) return to(sitePath(id, true));
      const page = to(sitePath(path, false));
      return id === path ? page : `${page}#${encodeURIComponent(symbolAnchor(id.slice(path.length + 1)))}`;
    },
    line: (path, line) => `${to(sitePath(path, false))}#L${line}`,
  };
}

/** The file that an id is of; `undefined` for a folder's. Paths may have a `#` of their own. */
function fileOf(id: string, files: ReadonlySet<string>): string | undefined {
  if (files.has(id)) return id;
  for (let at = id.indexOf("#"); at !== -1; at = id.indexOf("#", at + 1))
    if (files.has(id.slice(0, at))) return id.slice(0, at);
  return undefined;
}

/** How one page of an export names another, or a file beside them. */
export function relativeAddress(from: string, target: string): string {
  const way = posix.relative(posix.dirname(from), target).split("/").map(encodeURIComponent).join("/");
  // A name with a colon would be read as a scheme.
  return /^[^/]*%3A/u.test(way) ? `./${way}` : way;
}
