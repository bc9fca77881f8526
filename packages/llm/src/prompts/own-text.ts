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
  const shift = depthOf(rest, language);
  if (!Number.isFinite(shift) || shift <= 0) return source;
  return [first, ...rest.map((line) => (line.trim() === "" ? "" : line.slice(shift)))].join("\n");
}

/** How deep the definition itself stands: in Python only the bracket that ends its signature stands as far left, elsewhere its own one. */
function depthOf(lines: readonly string[], language: string | null): number {
  const inside = language === "python" ? 4 : 0;
  const depths = lines
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const depth = /^[ \t]*/u.exec(line)?.[0].length ?? 0;
      return /^[)\]}]/u.test(line.trim()) ? depth : depth - inside;
    });
  return Math.min(...depths, Infinity);
}

function withoutSpace(text: string): string {
  return text.replaceAll(/[\s*/#]+/gu, "");
}
