import type { NodeFacts } from "../request/node-facts.js";

/** The source with its lines moved to the left together, and the docstring where the source does not hold it itself. */
export function ownText({
  source,
  docstring,
  language,
}: Pick<NodeFacts, "source" | "docstring" | "language">): { source: string; docstring: string } {
  const said = docstring ?? "";
  const isInside = said !== "" && withoutSpace(source).includes(withoutSpace(said));
  return { source: dedented(source, language), docstring: isInside ? "" : said };
}

/** A definition's first line begins at its name, the others stand as deep as in their file. */
function dedented(source: string, language: string | null): string {
  const [first = "", ...rest] = source.split("\n");
  const depths = rest
    .filter((line) => line.trim() !== "")
    .map((line) => /^[ \t]*/u.exec(line)?.[0].length ?? 0);
  // In Python nothing stands as far left as the definition itself; elsewhere its closing bracket does.
  const own = language === "python" ? 4 : 0;
  const shift = Math.min(...depths, Infinity) - own;
  if (!Number.isFinite(shift) || shift <= 0) return source;
  return [first, ...rest.map((line) => (line.trim() === "" ? "" : line.slice(shift)))].join("\n");
}

function withoutSpace(text: string): string {
  return text.replaceAll(/[\s*/#]+/gu, "");
}
