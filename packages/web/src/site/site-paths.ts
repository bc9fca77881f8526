import { posix } from "node:path";
import type { LinkedPlace, Links } from "../views/links.js";
import { symbolAnchor } from "../views/symbol-anchor.js";

/** Where the page of a folder or file lies in an export; a symbol is on the page of its file. */
export function sitePath(path: string, isFolder: boolean): string {
  if (path === ".") return "index.html";
  return isFolder ? `tree/${path}/index.html` : `tree/${path}.html`;
}

/** Relative addresses from one page of an export; `isFolder` knows the tree. */
export function siteLinks(from: string, isFolder: (path: string) => boolean): Links {
  const to = (target: string): string => relativeAddress(from, target);
  return {
    overview: to("index.html"),
    place: ({ id, path }: LinkedPlace) =>
      id === path
        ? to(sitePath(path, isFolder(path)))
        : `${to(sitePath(path, false))}#${encodeURIComponent(symbolAnchor(id.slice(path.length + 1)))}`,
    line: (path, line) => `${to(sitePath(path, false))}#L${line}`,
  };
}

/** How one page of an export names another, or a file beside them. */
export function relativeAddress(from: string, target: string): string {
  const way = posix.relative(posix.dirname(from), target).split("/").map(encodeURIComponent).join("/");
  // A name with a colon would be read as a scheme.
  return /^[^/]*%3A/u.test(way) ? `./${way}` : way;
}
