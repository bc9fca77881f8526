import { join } from "node:path";
import { hasErrorCode, type Logger } from "@stemma/core";
import type { FoundFile } from "../discover/discover-files.js";
import { readSource } from "../discover/read-source.js";
import type { SkippedFile } from "../discover/skip-reason.js";
import { type FactsStore, factsKey } from "../facts/facts-store.js";
import { type SourceFile, sha256 } from "../graph/build-nodes.js";
import type { FactsReader } from "../parse/facts-reader.js";

/** A file with its facts and where they came from. */
export interface StagedFile extends SourceFile {
  readonly key: string;
  readonly wasParsed: boolean;
}

/** What the stage works with. */
export interface FileStageOptions {
  readonly root: string;
  readonly maxFileBytes: number;
  readonly timeoutPerFileMs: number;
  readonly facts: FactsStore | null;
  readonly reader: FactsReader;
  readonly logger: Logger;
}

/** Reads a batch of files and gives each its facts: known ones by content, others by parsing. Never throws for a file. */
export async function stageFiles(
  files: readonly FoundFile[],
  options: FileStageOptions,
): Promise<{ staged: StagedFile[]; skipped: SkippedFile[] }> {
  const skipped: SkippedFile[] = [];
  const sources: Omit<StagedFile, "facts" | "wasParsed">[] = [];
  for (const file of files) {
    const read = readSource(join(options.root, file.path), options.maxFileBytes);
    if ("reason" in read) skipped.push({ path: file.path, reason: read.reason });
    else {
      const contentHash = sha256(read.bytes);
      sources.push({ ...file, text: read.text, contentHash, key: factsKey(file.language.name, contentHash) });
    }
  }
  const staged = await Promise.all(
    sources.map(async (source): Promise<StagedFile | null> => {
      const cached = options.facts?.read(source.key) ?? null;
      if (cached !== null) return { ...source, facts: cached, wasParsed: false };
      try {
        const facts = await options.reader.readFacts(source.language, source.text, options.timeoutPerFileMs);
        return { ...source, facts, wasParsed: true };
      } catch (error) {
        // Without its grammar no file of a language can be read: that is no fault of the file.
        if (hasErrorCode(error, "GRAMMAR_NOT_LOADED")) throw error;
        const reason = hasErrorCode(error, "PARSE_TIMEOUT") ? "timed out" : "failed";
        options.logger.warn(
          { path: source.path, error },
          `Left out a file that could not be parsed: ${reason}`,
        );
        skipped.push({ path: source.path, reason });
        return null;
      }
    }),
  );
  return { staged: staged.filter((file) => file !== null), skipped };
}
