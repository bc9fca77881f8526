const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };

/** Index just behind the bracket that closes the one at `start`; -1 where none does. Texts between quotes are passed over. */
export function endOfBracket(text: string, start: number): number {
  const open: string[] = [];
  for (let index = start; index < text.length; index++) {
    const character = text.charAt(index);
    if (isQuote(character)) index = endOfQuote(text, index);
    else if (isOpening(text, index)) open.push(CLOSING[character] ?? "");
    else if (character === open.at(-1) && !isArrow(text, index)) {
      open.pop();
      if (open.length === 0) return index + 1;
    }
  }
  return -1;
}

/** The parts of a text between the separators that stand in no bracket and no quotes, without the space around them. */
export function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (isQuote(character)) index = endOfQuote(text, index);
    else if (isOpening(text, index)) {
      const end = endOfBracket(text, index);
      if (end !== -1) index = end - 1;
    } else if (character === separator) {
      parts.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  parts.push(text.slice(start).trim());
  return parts.filter((part) => part !== "");
}

/** Index of the first such character outside of brackets and quotes from `start` on; -1 for none. */
export function indexOutside(text: string, wanted: (index: number) => boolean, start = 0): number {
  for (let index = start; index < text.length; index++) {
    if (wanted(index)) return index;
    if (isQuote(text.charAt(index))) index = endOfQuote(text, index);
    else if (isOpening(text, index)) {
      const end = endOfBracket(text, index);
      if (end !== -1) index = end - 1;
    }
  }
  return -1;
}

/** `<` opens one only where a name or a keyword stands before it, as in `Map<K, V>`; else it compares. */
function isOpening(text: string, index: number): boolean {
  const character = text.charAt(index);
  if (character !== "<") return character in CLOSING;
  return /[\w$]/u.test(text.charAt(index - 1)) || index === 0 || text.charAt(index - 1) === " ";
}

function isArrow(text: string, index: number): boolean {
  return text.charAt(index) === ">" && /[=-]/u.test(text.charAt(index - 1));
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'" || character === "`";
}

function endOfQuote(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let index = start + 1; index < text.length; index++) {
    if (text.charAt(index) === "\\") index++;
    else if (text.charAt(index) === quote) return index;
  }
  return text.length;
}
