import { createHash } from "node:crypto";
import type { CodeNode, Documentation } from "@stemma/graph-store";
import { embeddingText } from "./embedding-text.js";

/** What the index keeps beside each vector; enough to print a search result without opening the graph. */
export interface IndexMetadata {
  readonly path: string;
  /** 1 for files and folders. */
  readonly line: number;
  /** The part of the id behind `#`, or the path. */
  readonly symbol: string;
  /** The symbol's own name, for questions that name it. */
  readonly name: string;
  readonly kind: string;
  /** Of all that the record holds; decides whether it must be written again. */
  readonly hash: string;
}

/** One node as the index holds it, before its vector is known. */
export interface IndexRecord {
  readonly id: string;
  /** What is embedded. */
  readonly text: string;
  /** What a person reads. */
  readonly documentation: string;
  readonly metadata: IndexMetadata;
}

/** The record of a documented node. */
export function indexRecord(
  node: CodeNode,
  { text: documentation, provider }: Pick<Documentation, "text" | "provider">,
): IndexRecord {
  const text = embeddingText(node, { text: documentation, provider });
  const place = {
    path: node.path,
    line: node.startLine ?? 1,
    symbol: node.id.includes("#") ? node.id.slice(node.id.indexOf("#") + 1) : node.path,
    name: node.name,
    kind: node.label,
  };
  const hash = createHash("sha256")
    .update(JSON.stringify([node.id, text, documentation, place]))
    .digest("hex");
  return { id: node.id, text, documentation, metadata: { ...place, hash } };
}
