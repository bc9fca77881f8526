import type { DocstringEntry } from "./docstring-parts.js";

const TAG = /^\s*@(\w+)\b\s*(.*)$/u;
const FIELD = /^\s*:(\w+)(?:\s+([^:]*?))?:\s*(.*)$/u;

const KINDS: Readonly<Record<string, DocstringEntry["kind"]>> = {
  param: "parameter",
  parameter: "parameter",
  arg: "parameter",
  argument: "parameter",
  key: "parameter",
  return: "returns",
  returns: "returns",
  yield: "returns",
  yields: "returns",
  throws: "raises",
  throw: "raises",
  exception: "raises",
  raises: "raises",
  raise: "raises",
  except: "raises",
  deprecated: "deprecated",
};

/** Whether a line begins a tag of JSDoc or Javadoc, or a field of Sphinx. */
export function beginsTag(line: string): boolean {
  return TAG.test(line) || FIELD.test(line);
}

/** Tags (`@param x - what`) and fields (`:param x: what`), each with the lines up to the next. */
export function readTags(lines: readonly string[]): DocstringEntry[] {
  const entries: DocstringEntry[] = [];
  let open: { word: string; head: string; text: string[] } | null = null;
  const close = (): void => {
    if (open !== null) entries.push(...toEntry(open.word, open.head, open.text.join("\n")));
    open = null;
  };
  for (const line of lines) {
    const tag = TAG.exec(line);
    const field = tag === null ? FIELD.exec(line) : null;
    if (tag !== null) {
      close();
      open = { word: tag[1] ?? "", head: "", text: [tag[2] ?? ""] };
    } else if (field !== null) {
      close();
      open = { word: field[1] ?? "", head: field[2] ?? "", text: [field[3] ?? ""] };
    } else (open as { text: string[] } | null)?.text.push(line);
  }
  close();
  return entries;
}

function toEntry(word: string, head: string, text: string): DocstringEntry[] {
  const kind = KINDS[word.toLowerCase()];
  if (kind === undefined) return [];
  // A field has its name before the colon, with a type perhaps: `:param int count:`.
  if (head !== "") return [{ kind, name: head.split(/\s+/u).at(-1) ?? head, text }];
  const rest = text.replace(/^\s*\{[^}]*\}\s*/u, "");
  if (kind === "returns" || kind === "deprecated") return [{ kind, name: "", text: rest }];
  // `{TypeError}` may be all that a `@throws` names.
  const braced = /^\s*\{([^}]*)\}/u.exec(text)?.[1];
  if (kind === "raises" && braced !== undefined)
    return [{ kind, name: braced, text: rest.replace(/^-\s*/u, "") }];
  const [, name = "", said = ""] = /^(`?\[?[\w$.#]+[^\s]*)\s*(?:-\s*)?([\s\S]*)$/u.exec(rest) ?? [];
  return name === "" ? [] : [{ kind, name: bareName(name), text: said }];
}

/** `[count=1]` and `` `Error` `` without their marks. */
function bareName(name: string): string {
  return name.replaceAll(/[`[\]]|=.*$/gu, "").replace(/[:,]$/u, "");
}
