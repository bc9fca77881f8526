import type { CallOptions } from "@stemma/core";
import { type RelatedSymbol, type StemmaProject, type SymbolDescription, visible } from "@stemma/pipeline";
import { ANSWER_TOKENS } from "../answer/budget.js";
import { fitLines } from "../answer/fit-items.js";
import { foreignLine } from "../answer/foreign-origin.js";
import { standingLine } from "../answer/standing-note.js";

/** Callers and callees that a page names. */
const MOST_NAMES = 50;

/**
 * What is documented of a place as of a ref, as Markdown. The ref at which the index stands is answered from the graph, without
 * Python.
 *
 * @throws as {@link StemmaProject.show}
 */
export async function documentText(
  project: StemmaProject,
  { id, ref }: { readonly id: string; readonly ref: string },
  options: CallOptions,
): Promise<string> {
  const here = await project.standing();
  const at = ref === here.commit || ref === here.ref ? undefined : ref;
  const described = await project.show(id, { ...options, at });
  const pages = described.filter((each) => each.id === id).map(pageOf);
  const { text } = fitLines(pages.join("\n\n"), ANSWER_TOKENS);
  return visible(`${text}\n\n${standingLine(described.standing)}\n`);
}

function pageOf({
  id,
  path,
  startLine,
  signature,
  documentation,
  origin,
  callers,
  callees,
}: SymbolDescription): string {
  const foreign = foreignLine(origin);
  const names = (title: string, related: readonly RelatedSymbol[]): string[] =>
    related.length === 0
      ? []
      : [
          "",
          `## ${title}`,
          "",
          ...related.slice(0, MOST_NAMES).map((each) => `- \`${each.id}\` (line ${each.line})`),
        ];
  return [
    `# ${id}`,
    "",
    `${path}, line ${startLine}${signature === null ? "" : `: \`${signature}\``}`,
    "",
    ...(foreign === "" ? [] : [foreign, ""]),
    documentation,
    ...names("Called by", callers),
    ...names("Calls", callees),
  ].join("\n");
}
