import { hash } from "node:crypto";
import type { CodeNode } from "@stemma/graph-store";
import { type Definition, FILE_ITSELF, type FileFacts } from "../facts/file-facts.js";
import { isTextLanguage, type LanguageRules } from "../languages/language.js";
import { kindOf } from "./node-kind.js";
import { ownSources } from "./own-source.js";
import type { TextMask } from "./text-mask.js";

/** A file that is to be in the graph. */
export interface SourceFile {
  readonly path: string;
  readonly language: LanguageRules;
  readonly text: string;
  /** SHA-256 (hex) of the whole content. */
  readonly contentHash: string;
  readonly facts: FileFacts;
}

/**
 * The nodes of a file: itself first, then its classes and functions in the order of the text.
 *
 * @param mask - Through which their texts go.
 */
export function buildFileNodes(file: SourceFile, mask: TextMask["mask"] = (text) => text): CodeNode[] {
  const { path, language, text, facts } = file;
  const maskIfAny = (part: string | null): string | null => (part === null ? null : mask(part));
  const sourceOf = ownSources(text, facts, language.elidedBody);
  const nodes: CodeNode[] = [
    {
      id: path,
      label: "FILE",
      ...(isTextLanguage(language) ? { kind: "text" as const } : {}),
      path,
      name: lastPart(path),
      language: language.name,
      startLine: 1,
      endLine: facts.lines,
      signature: null,
      docstring: maskIfAny(facts.docstring),
      source: mask(sourceOf(FILE_ITSELF)),
      sourceHash: file.contentHash,
    },
  ];
  facts.definitions.forEach((definition, index) => {
    const source = mask(sourceOf(index));
    const docstring = maskIfAny(definition.docstring);
    nodes.push({
      id: `${path}#${definition.qualifiedName}`,
      label: labelOf(definition),
      kind: kindOf(facts, definition),
      path,
      name: definition.name,
      language: language.name,
      startLine: definition.startLine,
      endLine: definition.endLine,
      signature: maskIfAny(definition.signature),
      docstring,
      source,
      sourceHash: hashOf(source, docstring),
    });
  });
  return nodes;
}

/**
 * Node of a folder; `"."` is the root.
 *
 * @param introduction - What its README says of it, `null` for none.
 */
export function buildFolderNode(
  path: string,
  introduction: string | null = null,
  mask: TextMask["mask"] = (text) => text,
): CodeNode {
  const docstring = introduction === null ? null : mask(introduction);
  return {
    id: path,
    label: "FOLDER",
    path,
    name: lastPart(path),
    language: null,
    startLine: null,
    endLine: null,
    signature: null,
    docstring,
    source: "",
    sourceHash: sha256(docstring ?? ""),
  };
}

/** What is made of a definition in the graph. */
export function labelOf({ kind }: Pick<Definition, "kind">): "CLASS" | "FUNCTION" | "TEXT" {
  return kind === "class" ? "CLASS" : kind === "function" ? "FUNCTION" : "TEXT";
}

/** A comment above the definition is no part of its source, and yet what its documentation is made from. */
export function hashOf(source: string, docstring: string | null): string {
  return sha256(docstring === null ? source : `${docstring}\n${source}`);
}

/** SHA-256 (hex). */
export function sha256(content: string | Uint8Array): string {
  return hash("sha256", content);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
