import { createHash } from "node:crypto";
import { decodeJson } from "@stemma/core";
import type { CodeNode, Documentation } from "@stemma/graph-store";
import type { DocumentRow } from "@stemma/versions";
import { maskSecrets } from "../secrets/mask-secrets.js";
import { embeddingText, extractiveName } from "./embedding-text.js";

/** Whose text a documentation is: of a rule on the source, of a language model, of a person. */
export type TextAuthor = "rule" | "model" | "person";

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
  /** Of the node's own source; tells a merge when documentation and source come from different sides. */
  readonly source_hash: string;
  /** With the four below: what the graph keeps of its documentation, so that it can have it back from the index. */
  readonly node_key: string;
  readonly summary: string;
  readonly provider: string;
  readonly model: string;
  readonly partial: boolean;
  /** Who wrote it. Not in records of earlier versions. */
  readonly author?: TextAuthor;
  /** Whether it was made from the documentation of others, too. Not in records of earlier versions. */
  readonly derived?: boolean;
  /** SHA-256 of the text as it was written here: a text that has another was edited by a person. Not in records of earlier versions. */
  readonly text_hash?: string;
  /** What was made of the node when a person wrote in its place, and the hash of the source of then. Only of texts by `stemma edit`. */
  readonly edited_base?: string;
  readonly edited_source?: string;
  /** Head of the definition. Not of files and folders, nor in records of earlier versions. */
  readonly signature?: string;
  /** What its sentences stand on, as the graph has it. Not of texts that say nothing of it, nor in records of earlier versions. */
  readonly grounding?: string;
  /** Ids of what it calls in the tree, at most {@link MAX_CALLS}; absent where that is nothing. */
  readonly calls?: readonly string[];
  /** Of all that the record holds but author, derived, text_hash, signature, grounding and calls; decides whether it must be written again. */
  readonly hash: string;
}

/** What a row of the history keeps of it; empty for somebody else's. */
export function metadataOf({ metadata }: Pick<DocumentRow, "metadata">): Partial<IndexMetadata> {
  return metadata === null ? {} : (decodeJson(metadata) as Partial<IndexMetadata>);
}

const MAX_CALLS = 200;

/** Keys that tell what a text was written from. */
export const sourceFields = ["source_hash"] as const satisfies readonly (keyof IndexMetadata)[];

/** Keys that come with the text, or that documenting computes again: in a merge they are no conflict. */
export const derivedFields = [
  "line",
  "node_key",
  "summary",
  "provider",
  "model",
  "partial",
  "author",
  "derived",
  "text_hash",
  "edited_base",
  "edited_source",
  "signature",
  "grounding",
  "calls",
  "hash",
] as const satisfies readonly (keyof IndexMetadata)[];

/** All of {@link IndexMetadata} that somebody who only reads needs: hashes take most of the time of a record. */
export type ShownMetadata = Omit<IndexMetadata, "hash" | "text_hash">;

/** One node as a result shows it. */
export interface ShownRecord {
  readonly id: string;
  /** What is embedded. */
  readonly text: string;
  /** What a person reads. */
  readonly documentation: string;
  readonly metadata: ShownMetadata;
}

/** One node as the index holds it, before its vector is known. */
export interface IndexRecord extends ShownRecord {
  readonly metadata: IndexMetadata;
}

/** What was written of a node, as records take it. */
type Written = Omit<Documentation, "nodeId" | "textHash" | "summaryHash" | "createdAtMs">;

/**
 * The record of a documented node.
 *
 * @param isDerived - It contains or uses other nodes, whose documentation it was made from.
 * @param calls - Ids of the nodes that it calls.
 */
export function indexRecord(
  node: CodeNode,
  written: Written,
  isDerived: boolean,
  calls: readonly string[] = [],
): IndexRecord {
  const { text, documentation, place, origin, author, details } = partsOf(node, written, maskSecrets);
  // Author and details are not in the hash: they follow from the rest, and a record of an earlier version is as good without them.
  const hash = sha256(JSON.stringify([node.id, text, documentation, place, origin]));
  const metadata = {
    ...place,
    ...origin,
    author,
    derived: isDerived,
    text_hash: sha256(documentation),
    ...details,
    // Chroma keeps no empty list.
    ...(calls.length === 0 ? {} : { calls: calls.slice(0, MAX_CALLS) }),
    hash,
  };
  return { id: node.id, text, documentation, metadata };
}

/**
 * The same for an answer, which does not ask what it is derived from.
 *
 * @param masked - {@link maskSecrets}, or what gives the same.
 */
export function shownRecord(node: CodeNode, written: Written, masked: (text: string) => string): ShownRecord {
  const { text, documentation, place, origin, author, details } = partsOf(node, written, masked);
  return { id: node.id, text, documentation, metadata: { ...place, ...origin, author, ...details } };
}

function partsOf(node: CodeNode, written: Written, masked: (text: string) => string) {
  const { provider, nodeKey, model, isPartial, grounding } = written;
  const documentation = masked(written.text);
  const author: TextAuthor = authorOf(provider);
  return {
    text: embeddingText(node, { text: documentation, provider }),
    documentation,
    place: {
      path: node.path,
      line: node.startLine ?? 1,
      symbol: node.id.includes("#") ? node.id.slice(node.id.indexOf("#") + 1) : node.path,
      name: node.name,
      kind: node.label,
    },
    origin: {
      source_hash: node.sourceHash,
      node_key: nodeKey,
      summary: masked(written.summary),
      provider,
      model,
      partial: isPartial,
    },
    author,
    details: {
      ...(node.signature === null ? {} : { signature: masked(node.signature) }),
      // Of a text that was masked since no place is where it was.
      ...(grounding === undefined || documentation !== written.text ? {} : { grounding }),
    },
  };
}

/** Whose text it is. What differs from what was written here, a person wrote; records of earlier versions tell it by their provider alone. */
export function writerOf(
  { author, provider = "", text_hash: hash }: Partial<IndexMetadata>,
  document?: string | null,
): TextAuthor {
  const isEdited = hash !== undefined && document != null && sha256(document) !== hash;
  return isEdited ? "person" : (author ?? authorOf(provider));
}

function authorOf(provider: string): TextAuthor {
  return provider === extractiveName ? "rule" : "model";
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
