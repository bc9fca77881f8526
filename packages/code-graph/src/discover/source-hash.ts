import { sha256 } from "../graph/build-nodes.js";
import { DEFAULT_MAX_FILE_BYTES, readSource } from "./read-source.js";

/**
 * SHA-256 of a source file's content, as its node in the graph has it; `null` where a scan would leave the file out. Never
 * throws.
 */
export function sourceHash(path: string, maxFileBytes: number = DEFAULT_MAX_FILE_BYTES): string | null {
  const read = readSource(path, maxFileBytes);
  return "reason" in read ? null : sha256(read.bytes);
}
