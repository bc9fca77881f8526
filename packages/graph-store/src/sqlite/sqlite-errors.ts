import { StemmaError } from "@stemma/core";
import { GraphDamagedError } from "../errors/graph-damaged-error.js";
import { GraphNotWritableError } from "../errors/graph-not-writable-error.js";
import { GraphStoreError } from "../errors/graph-store-error.js";

// Primary result codes of SQLite, https://sqlite.org/rescode.html
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

/** True when another connection holds the lock that the statement needs. */
export function isBusy(error: unknown): boolean {
  const code = primaryCode(error);
  return code === BUSY || code === LOCKED;
}

/** The one place where SQLite's errors become typed ones; typed errors pass through. */
export function toGraphStoreError(error: unknown, location: string): Error {
  if (StemmaError.isInstance(error)) return error;
  const message = messageOf(error);
  switch (primaryCode(error)) {
    case CORRUPT:
    case NOTADB:
      return new GraphDamagedError(location, message, error);
    case READONLY:
    case CANTOPEN:
      return new GraphNotWritableError(location, error);
    case FULL:
      return new GraphStoreError(`The disk of ${location} is full`, {
        code: "GRAPH_DISK_FULL",
        cause: error,
      });
    case undefined:
    default:
      return new GraphStoreError(`The graph in ${location} failed: ${message}`, { cause: error });
  }
}

function primaryCode(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("errcode" in error && typeof error.errcode === "number") return error.errcode & 0xff;
  // Stepping through rows throws a plain error that has only SQLite's message.
  return messageOf(error).includes("malformed") ? CORRUPT : undefined;
}

/** Errors made in native code may come from another realm, where `instanceof Error` is false. */
function messageOf(error: unknown): string {
  const hasMessage = typeof error === "object" && error !== null && "message" in error;
  return String(hasMessage ? error.message : error);
}
