import { shorten } from "../shorten.js";
import type { DocstringEntry, DocstringParts } from "./docstring-parts.js";
import { plainMarkup } from "./plain-markup.js";
import { beginsSection, readSections } from "./sections.js";
import { beginsTag, readTags } from "./tags.js";

/** Of a docstring, in characters; a longer one is a document. */
const MAX_DOCSTRING = 20_000;
/** Of the paragraphs after the first, in characters. */
const MAX_REST = 3_000;
/** Of what is said of one parameter, result or error. */
const MAX_ENTRY = 300;
const LIST_ITEM = /^\s*(?:[-*+•]|\d+[.)])\s+/u;

/** A docstring taken apart; examples are left to the source. `null` when it says nothing in words. */
export function readDocstring(docstring: string | null): DocstringParts | null {
  if (docstring === null) return null;
  const lines = withoutTitles(plainMarkup(docstring.slice(0, MAX_DOCSTRING)).split("\n"));
  const end = lines.findIndex((line, index) => beginsTag(line) || beginsSection(lines, index));
  const prose = end === -1 ? lines : lines.slice(0, end);
  const entries = end === -1 ? [] : readEntries(lines.slice(end));
  const [lead = "", ...rest] = paragraphsOf(prose);
  const described = (kind: DocstringEntry["kind"]) =>
    entries
      .filter((entry) => entry.kind === kind)
      .map(({ name, text }) => ({
        name: name.replaceAll("\\", ""),
        text: shorten(onOneLine(text).replace(/^\(optional\)\s*/iu, ""), MAX_ENTRY),
      }));
  const parts = {
    parameters: described("parameter"),
    returns: described("returns").find(({ text }) => text !== "")?.text ?? "",
    raises: described("raises"),
    deprecated: described("deprecated")[0]?.text ?? "",
  };
  if (lead !== "")
    return {
      lead: asSentence(withoutOpenEnd(lead, rest.length > 0)),
      rest: shorten(rest.map(asSentence).join("\n\n"), MAX_REST),
      ...parts,
    };
  // Nothing but tags: what it gives says best what it is.
  return parts.returns === ""
    ? null
    : { lead: asSentence(`Returns ${uncapitalised(parts.returns)}`), rest: "", ...parts };
}

function readEntries(lines: readonly string[]): DocstringEntry[] {
  const firstTag = lines.findIndex(beginsTag);
  if (firstTag === -1) return readSections(lines);
  return [...readSections(lines.slice(0, firstTag)), ...readTags(lines.slice(firstTag))];
}

/** Paragraphs on one line each; the items of a list keep their lines. */
function paragraphsOf(lines: readonly string[]): string[] {
  return lines
    .join("\n")
    .split(/\n\s*\n/u)
    .filter((paragraph) => /\p{L}/u.test(paragraph) && !isBanner(paragraph) && !isBareName(paragraph))
    .map(withItems);
}

function withItems(paragraph: string): string {
  const parts: string[] = [];
  for (const line of paragraph.split("\n")) {
    const isItem = LIST_ITEM.test(line);
    if (isItem || parts.length === 0) parts.push(isItem ? `- ${line.replace(LIST_ITEM, "")}` : line);
    else parts.push(`${parts.pop() ?? ""} ${line}`);
  }
  return parts.map(onOneLine).join("\n");
}

/** Titles of reStructuredText, underlined, which repeat a module's name. */
function withoutTitles(lines: readonly string[]): string[] {
  const isRule = (index: number): boolean => /^\s*([=~^"#*+])\1{2,}\s*$/u.test(lines[index] ?? "");
  return lines.filter((_line, index) => !isRule(index) && !(isRule(index + 1) && index <= 2));
}

/** `requests.adapters`, `Reader class.`: what the reader knows already. */
function isBareName(paragraph: string): boolean {
  const text = paragraph.trim().replace(/\.$/u, "");
  const [name = "", kind] = text.split(/\s+(?=class$|module$|function$|interface$|object$|package$|enum$)/u);
  return /^`?[\w$.]+`?$/u.test(name) && (kind !== undefined || /[._]|\p{Ll}\p{Lu}/u.test(name));
}

/** Rules and titles between rules: `=====`, `////// Name //////`. */
function isBanner(paragraph: string): boolean {
  const text = paragraph.trim();
  return /^[^\p{L}\p{N}\s]{3,}[^\n]*[^\p{L}\p{N}\s]{3,}$/u.test(text) && !/[`"'({[\])}]/u.test(text);
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}

/** What leads to an example that is left out says nothing without it: "Reads lines. Basic usage:". */
function withoutOpenEnd(lead: string, goesOn: boolean): string {
  if (goesOn || !lead.endsWith(":")) return lead;
  const end = lead.lastIndexOf(". ");
  return end === -1 ? lead : lead.slice(0, end + 1);
}

function asSentence(text: string): string {
  return /[.!?…:;]$/u.test(text) || text.includes("\n- ") ? text : `${text}.`;
}

function uncapitalised(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
