import type { DocstringEntry } from "./docstring-parts.js";

const HEADING =
  /^\s*(Args|Arguments|Parameters|Params|Keyword Args|Keyword Arguments|Other Parameters|Returns?|Yields?|Raises|Throws|Warns|Examples?|Attributes|Notes?|References|See Also|Usage|Todo|Warnings?)\s*:?\s*$/iu;
const UNDERLINE = /^\s*-{3,}\s*$/u;
/** Code, which is left to the source. */
const CODE = /^\s*(?:```|~~~|>>>)/u;

const KINDS: readonly (readonly [RegExp, DocstringEntry["kind"]])[] = [
  [/^(?:args|arguments|parameters|params|keyword arg.*|other parameters)$/iu, "parameter"],
  [/^(?:returns?|yields?)$/iu, "returns"],
  [/^(?:raises|throws)$/iu, "raises"],
];

/** Whether the line at `index` begins a section of Google's or NumPy's style, or ends the prose otherwise. */
export function beginsSection(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? "";
  if (CODE.test(line)) return true;
  const heading = HEADING.exec(line);
  if (heading === null) return false;
  return line.trimEnd().endsWith(":") || UNDERLINE.test(lines[index + 1] ?? "");
}

/** What the sections from the first line on say. */
export function readSections(lines: readonly string[]): DocstringEntry[] {
  const entries: DocstringEntry[] = [];
  for (let index = 0; index < lines.length; index++) {
    const word = HEADING.exec(lines[index] ?? "")?.[1];
    if (word === undefined || !beginsSection(lines, index)) continue;
    const body: string[] = [];
    let next = index + 1;
    if (UNDERLINE.test(lines[next] ?? "")) next++;
    for (; next < lines.length && !beginsSection(lines, next); next++) body.push(lines[next] ?? "");
    const kind = KINDS.find(([pattern]) => pattern.test(word))?.[1];
    if (kind !== undefined) entries.push(...readBody(kind, body));
    index = next - 1;
  }
  return entries;
}

/** The entries of a section; results are told as one. */
function readBody(kind: DocstringEntry["kind"], body: readonly string[]): DocstringEntry[] {
  if (kind === "returns") return [{ kind, name: "", text: body.join("\n") }];
  const indent = Math.min(...body.filter((line) => line.trim() !== "").map(indentOf));
  const entries: { name: string; text: string[] }[] = [];
  for (const line of body) {
    const isHead = line.trim() !== "" && indentOf(line) === indent;
    if (!isHead) {
      entries.at(-1)?.text.push(line);
      continue;
    }
    // `name (int): what`, `name : int` with what below it, or a bare `ValueError`.
    const [, name = "", said = ""] =
      /^\s*(\*{0,2}[\w.]+(?:\s*,\s*\*{0,2}\w+)*)\s*(?:\([^)]*\))?\s*(?::\s*(.*))?$/u.exec(line) ?? [];
    if (name === "") entries.at(-1)?.text.push(line);
    else entries.push({ name, text: [isType(line) ? "" : said] });
  }
  return entries.map(({ name, text }) => ({ kind, name: name.replaceAll("*", ""), text: text.join("\n") }));
}

/** NumPy's `name : type`: a space stands before the colon. */
function isType(line: string): boolean {
  return /^\s*[\w*, ]+\s:\s/u.test(line);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
