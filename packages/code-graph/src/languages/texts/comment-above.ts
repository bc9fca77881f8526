/**
 * The comment that stands directly above an offset, without its marks; `null` for none.
 *
 * @param mark - What begins such a line.
 */
export function commentAbove(text: string, offset: number, mark: "#" | "--"): string | null {
  const lines = text.slice(0, offset).split("\n").slice(0, -1);
  const said: string[] = [];
  for (let line = lines.pop()?.trim(); line?.startsWith(mark) === true; line = lines.pop()?.trim())
    said.unshift(line);
  return saidBy(said, mark);
}

/** The comment at the top of a file. */
export function commentAtTop(text: string, mark: "#" | "--"): string | null {
  const said: string[] = [];
  for (const line of text.split("\n", 100)) {
    const plain = line.trim();
    if (!plain.startsWith(mark)) break;
    said.push(plain);
  }
  return saidBy(said, mark);
}

/** Without marks, and without what speaks to programs. */
function saidBy(lines: readonly string[], mark: string): string | null {
  const marks = new RegExp(`^${mark}+ ?`, "u");
  const said = lines
    .filter((line) => !/^#(?:!|\s*syntax=)/u.test(line))
    .map((line) => line.replace(marks, ""));
  const comment = said.join("\n").trim();
  return comment === "" ? null : comment;
}
