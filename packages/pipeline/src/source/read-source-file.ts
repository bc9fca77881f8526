import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { realpath } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { type CallOptions, FileUnusableError, readFileBounded } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import { SymbolNotFoundError } from "../errors/symbol-not-found-error.js";
import { maskedLines } from "../secrets/masked-lines.js";

/** Larger files are not documented either. */
const MAX_BYTES = 1_048_576;

/** The text of a documented file as it is on the disk. */
export interface SourceFile {
  readonly path: string;
  readonly language: string | null;
  /** Secrets are masked; lines are where they are in the file. */
  readonly text: string;
  /** It is what was documented: lines of symbols and calls are its own. */
  readonly isAsDocumented: boolean;
}

/**
 * Reads a file that the graph has, and no other: what is outside of the tree, also by a symbolic link, is refused.
 *
 * @throws {@link SymbolNotFoundError} for a path that is no documented file; {@link FileUnusableError} for what is in its place
 */
export async function readSourceFile(
  graph: GraphStore,
  { root, path }: { readonly root: string; readonly path: string },
  options: CallOptions = {},
): Promise<SourceFile> {
  const [node] = await graph.readNodes({ ids: [path], labels: ["FILE"] }, options);
  if (node === undefined) throw new SymbolNotFoundError(path);
  const place = join(root, ...node.path.split("/"));
  await requireWithin(root, place);
  const bytes = readFileBounded(place, { maxBytes: MAX_BYTES });
  return {
    path: node.path,
    language: node.language,
    // What is no UTF-8 and was documented said that it is Latin-1.
    text: maskedLines(bytes.toString(isUtf8(bytes) ? "utf8" : "latin1").replace(/^\uFEFF/u, "")),
    isAsDocumented: createHash("sha256").update(bytes).digest("hex") === node.sourceHash,
  };
}

/** A folder of the tree may have become a link since it was scanned. */
async function requireWithin(root: string, place: string): Promise<void> {
  const [top, folder] = await Promise.all([realpath(root), realpath(dirname(place))]);
  if (folder !== top && !folder.startsWith(top.endsWith(sep) ? top : top + sep))
    throw new FileUnusableError(place, "a symbolic link");
}
