import { basename } from "node:path";
import { withoutParts } from "@stemma/pipeline";
import { markdownHtml } from "../source/markdown-html.js";
import type { Answering } from "./question.js";
import { toldPlace } from "./told-place.js";
import { toldStanding } from "./told-standing.js";

/** What the project is, its parts by size, and where reading may begin. */
export const overview: Answering<"overview"> = {
  isHeavy: "at a ref",
  async answer({ project, given, options }) {
    const asked = { ...options, at: given.at };
    const page = await project.overview(".", asked);
    const { files, entryPoints } = await project.map(asked);
    const children = page.kind === "folder" ? page.children : [];
    return {
      view: "overview",
      title: basename(project.state.root),
      documentation: markdownHtml(withoutParts(page.documentation)),
      parts: children.map(({ node, summary }) => toldPlace(node, summary)),
      files: files.map(({ path, lines, places, documented, isTest }) => ({
        path,
        lines,
        places,
        documented,
        isTest,
      })),
      entryPoints: entryPoints.map(({ path, reaches }) => ({ path, reaches })),
      standing: toldStanding(page.standing),
    };
  },
};
