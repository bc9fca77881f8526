import type { CodeNode } from "@stemma/graph-store";
import { decodeSource } from "../discover/read-source.js";
import { readFacts } from "../extract/read-facts.js";
import { buildFileNodes, sha256 } from "../graph/build-nodes.js";
import type { TextMask } from "../graph/text-mask.js";
import { languageOf } from "../languages/language-table.js";
import type { SourceParser } from "../parse/source-parser.js";

const DEFAULT_TIMEOUT_MS = 5_000;

/** How {@link nodesOfText} reads. */
export interface NodesOfTextOptions {
  readonly parser: SourceParser;
  /** The one that scans of the tree take, so that hashes are the same. */
  readonly mask?: TextMask["mask"] | undefined;
  readonly timeoutMs?: number | undefined;
}

/**
 * The nodes that a scan makes of a file at `path` with this content; none where a scan would leave it out.
 *
 * @throws {@link ParseTimeoutError} `PARSE_TIMEOUT`.
 */
export async function nodesOfText(
  path: string,
  bytes: Buffer,
  { parser, mask, timeoutMs = DEFAULT_TIMEOUT_MS }: NodesOfTextOptions,
): Promise<CodeNode[]> {
  const language = languageOf(path);
  const read = language === null ? null : decodeSource(bytes);
  if (language === null || read === null || "reason" in read) return [];
  const { text } = read;
  const facts = await readFacts(parser, language, text, timeoutMs);
  return buildFileNodes({ path, language, text, contentHash: sha256(bytes), facts }, mask);
}
