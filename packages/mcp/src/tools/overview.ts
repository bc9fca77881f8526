import type { FilePage, FolderPage, WikiReference } from "@stemma/pipeline";
import * as z from "zod";
import { ANSWER_TOKENS } from "../answer/budget.js";
import { fitItems, fitLines } from "../answer/fit-items.js";
import { foreignOrigin } from "../answer/foreign-origin.js";
import { movedSince, readCursor, writeCursor } from "../answer/page-cursor.js";
import { changedPaths } from "../answer/standing-note.js";
import { common, words } from "./arguments.js";
import { defineTool } from "./tool.js";

/** Tokens of the documentation of the folder or file itself, and of each list beside what it holds. */
const TEXT_TOKENS = 1_500;
const LIST_TOKENS = 800;
const ROOM = ANSWER_TOKENS - TEXT_TOKENS - 2 * LIST_TOKENS;

/** `overview`: what a folder or file holds. */
export const overviewTool = defineTool({
  name: "overview",
  title: "Overview of a folder or file",
  description:
    "What a folder holds (default: the whole tree's top), or what a file defines, imports and is imported by, each with a summary.",
  isHeavy: false,
  input: z.looseObject({ path: words.optional(), at: common.at, cursor: common.cursor }),
  output: { path: "string", kind: "string", documentation: "string", holds: "array" },
  async answer(given, { project, options }) {
    const place = readCursor(given, given.cursor);
    const page = await project.overview(given.path, { ...options, at: given.at });
    const { standing, node } = page;
    const changed = changedPaths(standing);
    const held = (page.kind === "folder" ? childrenOf(page) : symbolsOf(page)).slice(place.offset);
    const { items: holds, left } = fitItems(held, ROOM);
    const { text: documentation, leftLines } = fitLines(page.documentation, TEXT_TOKENS);
    const omitted = [
      ...(left > 0 ? [`${left} more in ${node.path}: ask on with nextCursor`] : []),
      ...(leftLines > 0 ? [`${leftLines} lines of the documentation: symbol with name ${node.path}`] : []),
      ...movedSince(place, standing.commit),
    ];
    const next = { offset: place.offset + holds.length, commit: standing.commit };
    return {
      data: {
        path: node.path,
        kind: page.kind,
        documentation,
        ...foreignOrigin(page.origin),
        holds,
        ...(page.kind === "file" ? importsOf(page, omitted) : usesOf(page, omitted)),
        ...(changed.has(node.path) ? { stale: changed.get(node.path) } : {}),
        nextCursor: left > 0 ? writeCursor(given, next) : undefined,
      },
      standing,
      omitted,
      text: [`${node.path}: ${documentation}`, ...holds.map(({ id, summary }) => `- ${id}: ${summary}`)].join(
        "\n",
      ),
    };
  },
});

interface Held {
  readonly id: string;
  readonly kind: string;
  readonly summary: string;
  readonly line?: number;
  readonly signature?: string;
}

function childrenOf({ children }: FolderPage): Held[] {
  return children.map(({ node, summary }) => ({ id: node.id, kind: node.label.toLowerCase(), summary }));
}

function symbolsOf({ symbols }: FilePage): Held[] {
  return symbols.map(({ node, signature, summary }) => ({
    id: node.id,
    kind: node.label.toLowerCase(),
    line: node.startLine ?? 1,
    ...(signature === null ? {} : { signature }),
    summary,
  }));
}

/** Which children import from which others, the most first. */
function usesOf({ node, uses }: FolderPage, omitted: string[]): object {
  const told = uses.map(({ fromId, toId, count }) => ({ from: fromId, to: toId, count }));
  const { items, left } = fitItems(told, LIST_TOKENS);
  if (left > 0) omitted.push(`${left} more in uses of ${node.path}: overview of its folders`);
  return { uses: items };
}

function importsOf({ node, imports, importedBy }: FilePage, omitted: string[]): object {
  const list = (name: string, references: readonly WikiReference[]): readonly string[] => {
    const { items, left } = fitItems(
      references.map((each) => each.node.id),
      LIST_TOKENS,
    );
    if (left > 0) omitted.push(`${left} more in ${name} of ${node.path}: trace with direction impact`);
    return items;
  };
  return { imports: list("imports", imports), importedBy: list("importedBy", importedBy) };
}
