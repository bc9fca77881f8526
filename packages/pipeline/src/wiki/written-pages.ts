import { createHash } from "node:crypto";
import { lstat, mkdir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { decodeJson, hasErrorCode } from "@stemma/core";
import { z } from "zod";
import { ExportRefusedError } from "../errors/export-refused-error.js";

/** Notes which pages an export wrote and with what content, so that the next one knows its own from others'. */
const WIKI_RECORD = ".stemma-wiki.json";
/** A page that is longer nobody has edited by hand. */
const MAX_PAGE_BYTES = 5_000_000;

/** The system's words for names that no file can have there: too long, or of a file and a folder at once. */
const NO_PLACE = new Set(["ENAMETOOLONG", "ENOTDIR", "EISDIR", "EINVAL", "EILSEQ"]);

const recordSchema = z.strictObject({ version: z.literal(1), pages: z.record(z.string(), z.string()) });

/** A page that somebody has edited since it was exported. */
export interface EditedPage {
  readonly path: string;
  /** Hash of the page as it was exported. */
  readonly exported: string;
  readonly markdown: string;
}

/**
 * The pages of a wiki that are not as they were exported, and how many are.
 *
 * @throws {@link ExportRefusedError} `EXPORT_REFUSED` for a folder without the record of an export, or with one that can't be read
 */
export async function readEditedPages(
  directory: string,
): Promise<{ readonly edited: readonly EditedPage[]; readonly unchanged: number }> {
  const place = join(directory, WIKI_RECORD);
  const record = await contentOf(place);
  if (record === null)
    throw new ExportRefusedError(place, "there is no record of an export: nobody knows what was edited");
  const pages = pagesIn(place, record);
  const edited: EditedPage[] = [];
  let unchanged = 0;
  for (const [path, exported] of Object.entries(pages)) {
    const inside = await placeBelow(directory, path);
    const size = (await lstat(inside).catch(() => undefined))?.size ?? 0;
    const markdown = size > MAX_PAGE_BYTES ? null : await contentOf(inside);
    if (markdown === null || hashOf(markdown) === exported) unchanged += 1;
    else edited.push({ path, exported, markdown });
  }
  return { edited, unchanged };
}

function pagesIn(place: string, record: string): Readonly<Record<string, string>> {
  try {
    return recordSchema.parse(decodeJson(record)).pages;
  } catch (cause) {
    throw new ExportRefusedError(place, "the record of the last export can't be read", { cause });
  }
}

/** What an export did to its folder. */
export interface WrittenPages {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Pages that somebody edited since: they are as they were left. */
  readonly kept: readonly string[];
  /** Pages that were not written: their names, which come from the tree or its history, lead out of the folder, or no file can have them. */
  readonly refused: readonly string[];
}

/**
 * A folder of generated pages. Only what differs is written; pages that are no longer made are removed; what others put there, or
 * edited, is left alone.
 */
export class PageFolder {
  readonly #directory: string;
  readonly #record: string;
  readonly #before: Readonly<Record<string, string>>;
  readonly #now: Record<string, string> = {};
  readonly #counts = { written: 0, unchanged: 0, removed: 0 };
  readonly #kept: string[] = [];
  readonly #refused: string[] = [];

  private constructor(directory: string, record: string, before: Readonly<Record<string, string>>) {
    this.#directory = directory;
    this.#record = record;
    this.#before = before;
  }

  /**
   * Each kind of export has a record of its own.
   *
   * @throws {@link ExportRefusedError} `EXPORT_REFUSED` where the record of an earlier export can't be read.
   */
  static async open(directory: string, record: string = WIKI_RECORD): Promise<PageFolder> {
    await mkdir(directory, { recursive: true });
    const place = join(directory, record);
    const before = await contentOf(place);
    return new PageFolder(directory, record, before === null ? {} : pagesIn(place, before));
  }

  /** Writes a page unless it is there as it should be, or is not ours, or can't be. */
  async write(path: string, content: string): Promise<void> {
    await this.#orRefused(path, () => this.#write(path, content));
  }

  async #orRefused(path: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (
        !hasErrorCode(error, "EXPORT_REFUSED") &&
        !NO_PLACE.has((error as NodeJS.ErrnoException).code ?? "")
      )
        throw error;
      this.#refused.push(path);
    }
  }

  async #write(path: string, content: string): Promise<void> {
    const place = await placeBelow(this.#directory, path);
    const hash = hashOf(content);
    this.#now[path] = hash;
    const found = await contentOf(place);
    if (found !== null && hashOf(found) === hash) {
      this.#counts.unchanged += 1;
      return;
    }
    if (found !== null && this.#before[path] !== hashOf(found)) {
      this.#kept.push(path);
      this.#now[path] = this.#before[path] ?? "";
      return;
    }
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, content);
    this.#counts.written += 1;
  }

  /** Removes the pages of the last export that were not written again, and notes those that were. */
  async finish(): Promise<WrittenPages> {
    for (const [path, hash] of Object.entries(this.#before)) {
      if (path in this.#now) continue;
      await this.#orRefused(path, () => this.#remove(path, hash));
    }
    const pages = Object.fromEntries(
      Object.entries(this.#now)
        .filter(([, hash]) => hash !== "")
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    const record = `${JSON.stringify({ version: 1, pages }, null, 1)}\n`;
    const place = join(this.#directory, this.#record);
    if ((await contentOf(place)) !== record) await writeFile(place, record);
    return { ...this.#counts, kept: this.#kept.sort(), refused: this.#refused.sort() };
  }

  async #remove(path: string, hash: string): Promise<void> {
    const place = await placeBelow(this.#directory, path);
    const found = await contentOf(place);
    if (found === null) return;
    if (hashOf(found) !== hash) {
      this.#kept.push(path);
      return;
    }
    await rm(place);
    await this.#removeEmpty(dirname(place));
    this.#counts.removed += 1;
  }

  async #removeEmpty(folder: string): Promise<void> {
    for (let place = folder; place !== resolve(this.#directory); place = dirname(place)) {
      try {
        await rmdir(place);
      } catch {
        return;
      }
    }
  }
}

/** @throws {@link ExportRefusedError} `EXPORT_REFUSED` for a path that leads out of the folder, by its name or by a symbolic link. */
async function placeBelow(directory: string, path: string): Promise<string> {
  const parts = path.split("/");
  if (
    path.includes("\0") ||
    (sep === "\\" && /[\\:]/u.test(path)) ||
    parts.some((part) => part === "" || part === "." || part === "..")
  )
    throw new ExportRefusedError(path, "it leads out of the folder of the export");
  let place = resolve(directory);
  for (const part of parts) {
    place = join(place, part);
    if ((await lstat(place).catch(() => undefined))?.isSymbolicLink())
      throw new ExportRefusedError(path, `${place} is a symbolic link`);
  }
  return place;
}

async function contentOf(place: string): Promise<string | null> {
  try {
    return await readFile(place, "utf8");
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}

/** As the record of an export has it. */
export function hashOf(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}
