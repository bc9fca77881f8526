import type { CompletionRequest } from "../request/completion-request.js";
import type { NodeFacts, NodeReference } from "../request/node-facts.js";
import { countOf, joinWords, listNames } from "./phrases.js";

const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  python: "Python",
  typescript: "TypeScript",
  tsx: "TypeScript",
  javascript: "JavaScript",
};

/** What the node is and where it is found, in one sentence. */
export function openingSentence(request: CompletionRequest): string {
  const { node, parent } = request;
  switch (node.label) {
    case "FUNCTION":
      return `\`${node.name}\` is ${functionKind(node, parent)} in \`${node.path}\`.`;
    case "CLASS": {
      const bases = request.bases.length === 0 ? "" : ` that inherits from ${listNames(request.bases)}`;
      return `\`${node.name}\` is a ${languageOf(node)}class in \`${node.path}\`${bases}.`;
    }
    case "FILE":
      return `\`${node.name}\` is a ${languageOf(node)}file${folderOf(node)}${withContents(request)}.`;
    case "FOLDER":
      return node.path === "."
        ? `\`${node.name}\` is the root of the source tree${withContents(request)}.`
        : `\`${node.name}\` is the folder \`${node.path}\`${withContents(request)}.`;
  }
}

function functionKind(node: NodeFacts, parent: NodeReference | null): string {
  const isAsync = /\basync\b/u.test(node.signature ?? "");
  if (parent?.label === "CLASS") {
    if (["__init__", "constructor"].includes(node.name)) return `the constructor of class \`${parent.name}\``;
    return `${isAsync ? "an asynchronous" : "a"} method of class \`${parent.name}\``;
  }
  if (parent?.label === "FUNCTION") return `a function inside \`${parent.name}\``;
  return isAsync ? `an asynchronous ${languageOf(node)}function` : `a ${languageOf(node)}function`;
}

function languageOf(node: NodeFacts): string {
  if (node.language === null) return "";
  return `${LANGUAGE_NAMES[node.language] ?? node.language} `;
}

function folderOf(node: NodeFacts): string {
  const slash = node.path.lastIndexOf("/");
  return slash <= 0 ? "" : ` in \`${node.path.slice(0, slash)}\``;
}

function withContents({ children }: CompletionRequest): string {
  const count = (label: string) => children.filter((child) => child.label === label).length;
  const parts = (
    [
      ["FOLDER", "folder"],
      ["FILE", "file"],
      ["CLASS", "class"],
      ["FUNCTION", "function"],
    ] as const
  )
    .filter(([label]) => count(label) > 0)
    .map(([label, noun]) => countOf(count(label), noun));
  return parts.length === 0 ? "" : ` with ${joinWords(parts)}`;
}
