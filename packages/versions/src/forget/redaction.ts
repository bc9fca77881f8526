import { contentHash } from "../canonical/content-hash.js";
import type { CollectionRow } from "../model/collection-row.js";
import type { DocumentRow } from "../model/document-row.js";

/** What stands in place of a forgotten text. */
export const FORGOTTEN = "[forgotten]";

/** Takes one text out of whatever may hold it. What did not hold it is given back as it is. */
export class Redaction {
  readonly #text: string;
  /** As JSON writes it within a text; Python's writes what is no ASCII as escapes. */
  readonly #inJson: ReadonlySet<string>;

  constructor(text: string) {
    this.#text = text;
    const written = JSON.stringify(text).slice(1, -1);
    const escaped = written.replace(
      /[^\x20-\x7e]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    this.#inJson = new Set([written, escaped]);
  }

  isIn(text: string | null): boolean {
    return text?.includes(this.#text) ?? false;
  }

  text<T extends string | null>(text: T): T {
    return (this.isIn(text) ? text?.replaceAll(this.#text, FORGOTTEN) : text) as T;
  }

  /** Of JSON text; escapes stay escapes. */
  json<T extends string | null>(json: T): T {
    let left: string | null = json;
    for (const written of this.#inJson) left = left?.replaceAll(written, FORGOTTEN) ?? null;
    return left as T;
  }

  document(row: DocumentRow): DocumentRow {
    const changed = {
      ...row,
      document: this.text(row.document),
      uri: this.text(row.uri),
      metadata: this.json(row.metadata),
    };
    const isSame =
      changed.document === row.document && changed.uri === row.uri && changed.metadata === row.metadata;
    return isSame ? row : { ...changed, contentHash: contentHash(changed) };
  }

  collection(row: CollectionRow): CollectionRow {
    const metadata = this.json(row.metadata);
    return metadata === row.metadata ? row : { ...row, metadata };
  }
}
