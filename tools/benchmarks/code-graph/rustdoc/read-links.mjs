// Reads where the names of a crate's sources lead, off the pages that rustdoc makes of them.
import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative } from "node:path";

/**
 * Links by `path:line:name`; `null` for one that leads out of the crate. `called`: those with brackets right behind that lead
 * to a place in the crate.
 */
export function readLinks(pages) {
  const byName = new Map();
  const called = [];
  for (const file of readdirSync(pages, { recursive: true })) {
    if (!String(file).endsWith(".rs.html")) continue;
    const path = posix.join("src", relative(pages, join(pages, String(file))).replace(/\.html$/, ""));
    let line = 0;
    for (const row of readFileSync(join(pages, String(file)), "utf8").split("\n")) {
      line = Number(/<a href=#(\d+) id=\d+ data-nosnippet>/.exec(row)?.[1] ?? line);
      for (const [, href, name, behind] of row.matchAll(
        /<a(?: class="[^"]*")? href="([^"]*)">([^<]*)<\/a>([^<]{0,6})/g,
      )) {
        const place = placeOf(path, href);
        const key = `${path}:${line}:${name}`;
        byName.set(key, [...(byName.get(key) ?? []), place]);
        if (place !== null && /^(?:\(|::&lt;)/.test(behind)) called.push({ path, line, name, place });
      }
    }
  }
  return { byName, called };
}

/** `other.rs.html#10-20` from the page of `path`. */
function placeOf(path, href) {
  const [, file, from, to = from] = /^(?:([^#:]*\.rs)\.html)?#(\d+)(?:-(\d+))?$/.exec(href) ?? [];
  if (from === undefined) return null;
  const target = file === undefined ? path : posix.normalize(posix.join(posix.dirname(path), file));
  return { path: target, from: Number(from), to: Number(to) };
}
