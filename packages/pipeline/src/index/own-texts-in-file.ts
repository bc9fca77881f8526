import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { type Logger, withoutUndefined } from "@stemma/core";
import { type IndexMetadata, writerOf } from "./index-record.js";
import { READ_TEXTS_BY_ID } from "./queries/index-file-queries.js";
import type { OwnText } from "./texts-of-people.js";

/** Chroma's own writes take milliseconds. */
const PATIENCE_MS = 5_000;

/** Where a collection lies. */
export interface IndexFile {
  readonly chromaDirectory: string;
  readonly collection: string;
  readonly logger: Logger;
}

type Keys = "provider" | "author" | "text_hash" | "edited_base" | "edited_source";

/** SQL has null for what is not there. */
type Row = { readonly [Key in Keys]: IndexMetadata[Key] | null } & {
  readonly id: string;
  readonly document: string;
};

/**
 * What people wrote into the index in place of what was made, of the records with these ids. It is read from Chroma's SQLite file,
 * read-only, so that Chroma isn't needed and may be in use by another process: it writes texts and metadata there in one transaction.
 * Where Chroma is open in this process the collection is to be asked: closing the file would give up its locks. None where the file
 * isn't there, or can't be read.
 */
export function ownTextsInFile(
  { chromaDirectory, collection, logger }: IndexFile,
  ids: readonly string[],
): ReadonlyMap<string, OwnText> {
  const path = join(chromaDirectory, "chroma.sqlite3");
  if (!existsSync(path)) return new Map();
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: PATIENCE_MS });
    try {
      const rows = database.prepare(READ_TEXTS_BY_ID).all(JSON.stringify(ids), collection);
      return new Map((rows as Row[]).filter(isOfPerson).map((row) => [row.id, toOwnText(row)]));
    } finally {
      database.close();
    }
  } catch (error) {
    logger.warn(
      { path, error },
      "What people wrote into the index could not be read: what was made is shown",
    );
    return new Map();
  }
}

function toOwnText({ document: text, edited_base: base, edited_source: source }: Row): OwnText {
  return { text, base: base ?? undefined, source: source ?? undefined };
}

function isOfPerson({ document, provider, author, text_hash: hash }: Row): boolean {
  const given = {
    provider: provider ?? undefined,
    author: author ?? undefined,
    text_hash: hash ?? undefined,
  };
  return writerOf(withoutUndefined(given), document) === "person";
}
