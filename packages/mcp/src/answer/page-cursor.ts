import { createHash } from "node:crypto";
import { InvalidArgumentError } from "@stemma/core";

/** Where the next page of an answer begins. */
export interface PagePlace {
  readonly offset: number;
  /** The commit that the pages before were of; `null` where there is none. */
  readonly commit: string | null;
}

/** A cursor for the same question; nothing in it is to be understood by whoever holds it. */
export function writeCursor(question: object, place: PagePlace): string {
  const content = [place.offset, place.commit, hashOf(question)];
  return Buffer.from(JSON.stringify(content)).toString("base64url");
}

/** @throws {@link InvalidArgumentError} for one that this server has not made, or that is of another question */
export function readCursor(question: object, cursor: string | undefined): PagePlace {
  if (cursor === undefined) return { offset: 0, commit: null };
  try {
    const [offset, commit, hash] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as unknown[];
    const isCommit = commit === null || typeof commit === "string";
    if (Number.isSafeInteger(offset) && (offset as number) >= 0 && isCommit && hash === hashOf(question))
      return { offset: offset as number, commit };
  } catch {
    // Not JSON: told below.
  }
  throw new InvalidArgumentError(
    "the cursor does not belong to this question: give the one of the last answer with the same arguments, or none to begin again",
  );
}

/** The arguments but for the cursor. */
function hashOf(question: object): string {
  const asked = Object.entries(question).filter(([name, value]) => name !== "cursor" && value !== undefined);
  asked.sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(asked)).digest("base64url").slice(0, 12);
}

/** What to say where the pages before were of another commit. */
export function movedSince({ offset, commit }: PagePlace, now: string | null): string[] {
  if (offset === 0 || commit === now) return [];
  return [
    "the index moved to another commit since the pages before: ask again without cursor to see all of one",
  ];
}
