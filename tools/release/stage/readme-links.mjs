import { posix } from "node:path";

/**
 * A README as it can be read away from its repository: links to files of the repository become addresses, or plain words
 * where the repository has none.
 *
 * @param {string} text
 * @param {string} directory Folder of the README in the repository, with slashes.
 * @param {string | undefined} repository
 */
export function withAbsoluteLinks(text, directory, repository) {
  const page = repository?.replace(/^git\+/, "").replace(/\.git$/, "");
  let isCode = false;
  return text
    .split("\n")
    .map((line) => {
      if (/^\s*```/.test(line)) isCode = !isCode;
      return isCode ? line : line.replace(/\[((?:[^[\]]|`[^`]*`)+)\]\(([^)\s]+)\)/g, absolute);
    })
    .join("\n");

  function absolute(link, words, target) {
    if (/^([a-z]+:|#)/i.test(target)) return link;
    const [path, ...anchor] = target.split("#");
    if (page === undefined) return words;
    const place = posix.join(directory, path);
    return `[${words}](${page}/blob/main/${[place, ...anchor].join("#")})`;
  }
}
