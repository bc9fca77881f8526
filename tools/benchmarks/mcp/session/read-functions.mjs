// What reading shows: which function a line is in, by the lines that begin and end one. Reading costs a call and the function's text.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { git } from "./trees.mjs";

const NO_NAMES = "(?!(?:if|for|while|switch|catch|return|new|else|function|throw|super|synchronized)\\b)";
/** A line that begins a function: its indentation and its name. */
const HEADERS = {
  go: [/^()func (?:\([^)]*\) )?(\w+)/u],
  java: [new RegExp(`^(\\s+)(?:${NO_NAMES}[\\w@<>\\[\\],.?]+ )*${NO_NAMES}([a-zA-Z_$]\\w*)\\([^;]*$`, "u")],
  typescript: [
    /^(\s*)(?:export )?(?:default )?(?:async )?function\*? (\w+)/u,
    new RegExp(
      `^(\\s+)(?:(?:public|private|protected|static|async|get|set|override) )*${NO_NAMES}([a-zA-Z_$]\\w*)(?:<.*>)?\\(.*\\{\\s*$`,
      "u",
    ),
    /^(\s*)(?:export )?const (\w+)(?:: [^=]+)? = (?:async )?(?:function|\(.*=>|\w+ =>)/u,
  ],
};

/** `{ name, start, end }` of a file's functions, lines from 0. */
export function functionsOf(language, text) {
  const lines = text.split("\n");
  return lines.flatMap((line, start) => {
    const match = HEADERS[language].map((header) => header.exec(line)).find((found) => found !== null);
    if (match === undefined) return [];
    const [, indentation = "", name] = match;
    const isEnd = (other) => other.startsWith(`${indentation}}`);
    const end = /\{.*\}\s*;?$/u.test(line)
      ? start
      : lines.findIndex((other, at) => at > start && isEnd(other));
    return end === -1 ? [] : [{ name, start, end }];
  });
}

/** The innermost function around a line of a file. */
export function functionAt(language, text, line) {
  return functionsOf(language, text)
    .filter(({ start, end }) => start <= line && line <= end)
    .sort((one, other) => other.start - one.start)[0];
}

/** Reads a function: a perfect reader, who asks for just these lines. */
export function readFunction(talk, path, text, { start, end }) {
  const lines = text.split("\n").slice(start, end + 1);
  const shown = lines.map((line, index) => `${start + index + 1}\t${line}`).join("\n");
  talk.add(JSON.stringify({ name: "read", path, from: start + 1, to: end + 1 }), shown);
  return lines.join("\n");
}

/** `git diff`, and each function that changed read: `path#name`. */
export function changedFunctions({ root, tree, talk }) {
  const asked = ["diff", "--unified=0", "main"];
  const diff = git(root, ...asked);
  talk.add(`git ${asked.join(" ")}`, diff);
  const found = new Set();
  let path = "";
  for (const line of diff.split("\n")) {
    if (line.startsWith("+++ b/")) path = line.slice("+++ b/".length);
    const [, first, count = "1"] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/u.exec(line) ?? [];
    if (first === undefined) continue;
    const text = readFileSync(join(root, path), "utf8");
    for (let at = Number(first) - 1; at < Number(first) - 1 + Number(count); at++) {
      const around = functionAt(tree.language, text, at);
      if (around === undefined || found.has(`${path}#${around.name}`)) continue;
      readFunction(talk, path, text, around);
      found.add(`${path}#${around.name}`);
    }
  }
  return [...found];
}
