import { join } from "node:path";
import { hasErrorCode, type Logger } from "@stemma/core";
import type { FoundFile } from "../discover/discover-files.js";
import { readSource } from "../discover/read-source.js";
import type { SkippedFile } from "../discover/skip-reason.js";
import type { FactsReader } from "../extract/facts-reader.js";
import { type FactsStore, factsKey } from "../facts/facts-store.js";
import type { FileFacts } from "../facts/file-facts.js";
import { interfaceHash } from "../facts/interface-hash.js";
import { textOnlyFacts } from "../facts/text-only-facts.js";
import { type SourceFile, sha256 } from "../graph/build-nodes.js";

/** A file with the key of its facts. */
export interface FileWithKey extends FoundFile {
  readonly key: string;
}

/** A file with its text. */
export type FileWithText = FileWithKey & Omit<SourceFile, "facts" | "language">;

/** A file with its facts and where they came from. */
export interface StagedFile extends FileWithText {
  readonly facts: FileFacts;
  /** `text only`: parsing it failed or took too long. */
  readonly origin: "known" | "parsed" | "text only";
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

/** Reads the texts of files; those that are no source go to `skipped`. Never throws. */
export function readTexts(
  files: readonly FoundFile[],
  { root, maxFileBytes }: FileStageOptions,
  skipped: SkippedFile[],
): FileWithText[] {
  const found: FileWithText[] = [];
  for (const { path, language: byEnding } of files) {
    const read = readSource(join(root, path), maxFileBytes);
    if ("reason" in read) skipped.push({ path, reason: read.reason });
    else {
      const language = byEnding.variantOf?.(path, read.text) ?? byEnding;
      const contentHash = sha256(read.bytes);
      found.push({ path, language, text: read.text, contentHash, key: factsKey(language.name, contentHash) });
    }
  }
  return found;
}

/**
 * Gives each file its facts: known ones by content, others by parsing. What can't be parsed is named in `skipped`, and goes
 * on as a file of which only the text is known. Never throws for a file.
 */
export async function stageFiles(
  files: readonly FileWithText[],
  options: FileStageOptions,
  skipped: SkippedFile[],
): Promise<StagedFile[]> {
  return Promise.all(
    files.map(async (file): Promise<StagedFile> => {
      const cached = options.facts?.read(file.key) ?? null;
      if (cached !== null) return { ...file, facts: cached, origin: "known" };
      try {
        const facts = await options.reader.readFacts(file.language, file.text, options.timeoutPerFileMs);
        return { ...file, facts: forLaterScans(facts, options), origin: "parsed" };
      } catch (error) {
        // Without its grammar no file of a language can be read: that is no fault of the file.
        if (hasErrorCode(error, "GRAMMAR_NOT_LOADED")) throw error;
        const reason = hasErrorCode(error, "PARSE_TIMEOUT") ? "timed out" : "failed";
        options.logger.warn(
          { path: file.path, error },
          `Took only the text of a file that could not be parsed: ${reason}`,
        );
        skipped.push({ path: file.path, reason });
        return { ...file, facts: forLaterScans(textOnlyFacts(file.text), options), origin: "text only" };
      }
    }),
  );
}

/** Only a scan whose facts are kept can be compared with a later one. */
function forLaterScans(facts: FileFacts, { facts: store }: FileStageOptions): FileFacts {
  return store === null ? facts : { ...facts, interfaceHash: interfaceHash(facts) };
}
