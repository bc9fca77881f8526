import type { NodeOutline } from "@stemma/graph-store";
import { withoutParts } from "../own-words.js";
import { folderOf } from "../tree-outline.js";
import type { FilePage, FolderPage, WikiPage, WikiReference, WikiSymbol } from "../wiki-page.js";
import { inertCode, inertMarkdown } from "./inert.js";
import { anchorOf, linkTo, OVERVIEW, pagePath, symbolName } from "./page-path.js";
import { usesDiagram } from "./uses-diagram.js";

/** How many callers or callees a page names; there may be thousands. */
const MAX_RELATED = 30;

/** What a page consists of, in order: texts of nodes, and what stands around them. */
export interface PagePart {
  /** Of the node whose text it is; `null` for what stands around. */
  readonly id: string | null;
  readonly markdown: string;
}

/** A page as Markdown; the same page gives the same text. */
export function renderPage(page: WikiPage, title: string): string {
  return `${pageParts(page, title)
    .map(({ markdown }) => markdown)
    .join("\n\n")}\n`;
}

/** The parts of a page, none of which is empty, with an empty line between each and the next. */
export function pageParts(page: WikiPage, title: string): PagePart[] {
  const parts = page.kind === "folder" ? folderSections(page, title) : fileSections(page);
  return parts
    .map((part) => (typeof part === "string" ? { id: null, markdown: part } : part))
    .filter(({ markdown }) => markdown !== "");
}

function textOf({
  node,
  documentation,
}: {
  readonly node: NodeOutline;
  readonly documentation: string;
}): PagePart {
  return { id: node.id, markdown: inertMarkdown(withoutParts(documentation)) };
}

function folderSections(page: FolderPage, title: string): (string | PagePart)[] {
  const here = pagePath(page.node);
  const isRoot = page.node.path === ".";
  const folders = page.children.filter(({ node }) => node.label === "FOLDER");
  const files = page.children.filter(({ node }) => node.label === "FILE");
  return [
    `# ${isRoot ? inertMarkdown(title) : inertCode(page.node.path)}`,
    isRoot ? "" : breadcrumbs(here, page.node.path),
    textOf(page),
    listSection("Folders", here, folders),
    listSection("Files", here, files),
    usesDiagram(page),
    isRoot ? "All names: [symbols](symbols.md). The essentials for assistants: [llms.txt](llms.txt)." : "",
  ];
}

function fileSections(page: FilePage): (string | PagePart)[] {
  const here = pagePath(page.node);
  return [
    `# ${inertCode(page.node.path)}`,
    breadcrumbs(here, page.node.path),
    textOf(page),
    listSection("Imports", here, page.imports),
    listSection("Imported by", here, page.importedBy),
    ...page.symbols.flatMap((symbol) => symbolSections(symbol, here)),
  ];
}

function symbolSections(symbol: WikiSymbol, here: string): (string | PagePart)[] {
  const { node, signature } = symbol;
  const name = symbolName(node);
  const lines = node.startLine === null ? "" : `lines ${node.startLine}–${node.endLine ?? node.startLine}`;
  return [
    `<a id="${anchorOf(node)}"></a>\n\n## ${inertCode(name)}`,
    [signature === null ? "" : inertCode(signature), lines].filter((part) => part !== "").join(" · "),
    textOf(symbol),
    namesLine("Extends", here, symbol.bases),
    namesLine("Called by", here, symbol.callers),
    namesLine("Calls", here, symbol.callees),
  ];
}

function breadcrumbs(here: string, path: string): string {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== "."; folder = folderOf(folder)) folders.unshift(folder);
  const link = (folder: string): string => {
    const node = {
      id: folder,
      label: "FOLDER",
      path: folder,
      name: folder,
      language: null,
      startLine: null,
      endLine: null,
    } as const;
    return `[${inertCode(folder.slice(folder.lastIndexOf("/") + 1))}](${linkTo(here, node)})`;
  };
  const root = `[overview](${"../".repeat(here.split("/").length - 1)}${OVERVIEW})`;
  return [root, ...folders.map(link)].join(" / ");
}

function listSection(title: string, here: string, references: readonly WikiReference[]): string {
  if (references.length === 0) return "";
  const lines = references.map(({ node, summary }) => {
    const name = title.startsWith("Import") ? node.path : node.name;
    const says = summary === "" ? "" : `: ${inertMarkdown(summary)}`;
    return `- [${inertCode(name)}](${linkTo(here, node)})${says}`;
  });
  return `## ${title}\n\n${lines.join("\n")}`;
}

function namesLine(title: string, here: string, references: readonly WikiReference[]): string {
  if (references.length === 0) return "";
  const names = references.slice(0, MAX_RELATED).map(({ node, confidence }) => {
    const name = symbolName(node) || node.path;
    const place = node.startLine === null ? node.path : `${node.path}:${node.startLine}`;
    const doubt = confidence < 1 ? `, confidence ${confidence.toFixed(2)}` : "";
    return `[${inertCode(name)}](${linkTo(here, node)}) (${inertMarkdown(place)}${doubt})`;
  });
  const others = references.length - names.length;
  return `${title}: ${names.join(", ")}${others > 0 ? ` and ${others} others` : ""}`;
}
