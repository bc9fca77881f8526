import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/**
 * What processes did to the world around them, as strace has written it: calls that failed did nothing.
 *
 * @typedef {object} Deeds
 * @property {string[][]} programs - The arguments of each program that was started; first its path.
 * @property {string[]} connections - Whoever was connected to, listened for, or sent something.
 * @property {Set<string>} written - Paths that were made, opened for writing, renamed, linked or removed.
 */

const writing = /O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)/;
const changing = /^(creat|mkdir|rename|unlink|rmdir|link|symlink|truncate|chmod|fchmodat|mknod)/;

/** @param {string} file @param {string} start - Where the first process was started. @returns {Deeds} */
export function readTrace(file, start) {
  /** @type {Deeds} */
  const deeds = { programs: [], connections: [], written: new Set() };
  const unfinished = new Map();
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const match = /^(\d+)\s+(.*)$/.exec(line);
    if (match === null) continue;
    const [, pid, said] = match;
    if (said.endsWith("<unfinished ...>")) {
      unfinished.set(pid, said.slice(0, -"<unfinished ...>".length));
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(said);
    note(deeds, resumed === null ? said : (unfinished.get(pid) ?? "") + resumed[1], start);
  }
  return deeds;
}

/** @param {Deeds} deeds @param {string} call @param {string} start */
function note(deeds, call, start) {
  const [, name = "", rest = ""] = /^(\w+)\((.*)$/s.exec(call) ?? [];
  const result = / = (-?\d+)/.exec(call.slice(call.lastIndexOf(")")))?.[1];
  const texts = Array.from(rest.matchAll(/"((?:[^"\\]|\\.)*)"/g), ([, text]) => text);
  if (name === "execve" && result === "0") deeds.programs.push([texts[0], ...texts.slice(2)]);
  // Also one that failed was tried: nobody may be asked at all.
  if (/^(connect|bind|listen|sendto)$/.test(name)) deeds.connections.push(call);
  if (result === undefined || result.startsWith("-")) return;
  const isOpened = /^open(at)?$/.test(name) && writing.test(rest);
  if (!isOpened && !changing.test(name)) return;
  const folder = /^(?:AT_FDCWD|\d+)<([^>]*)>/.exec(rest)?.[1] ?? start;
  for (const text of texts) deeds.written.add(resolve(folder, text));
}
