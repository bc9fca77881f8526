import type { Socket } from "node:net";
import type { ProjectFlags } from "../config/load-config.js";
import type { SearchFilter } from "../search/search-filter.js";
import type { SearchResult } from "../search/search-result.js";
import type { Standing } from "../standing/standing.js";

/** A question to a warm process, with all that decides what a process of its own would answer. */
export interface WarmQuestion {
  readonly program: string;
  readonly environment: string;
  /** Where the tree is looked for: absolute. */
  readonly directory: string;
  readonly flags: ProjectFlags;
  readonly question: string;
  readonly limit: number;
  readonly like?: string | undefined;
  readonly filter: SearchFilter;
}

/** What a process of its own would have answered. */
export interface WarmAnswer {
  readonly root: string;
  readonly results: readonly SearchResult[];
  readonly standing: Standing;
}

/** Lines of a warm process, in order: that it takes the question, then its answer; `declined` at any time: ask elsewhere. */
export type WarmLine =
  | { readonly taken: true }
  | { readonly declined: true }
  | { readonly answer: WarmAnswer };

/** More than any question. */
export const MOST_QUESTION_CHARACTERS = 262_144;

/** Sends one message. */
export function sendLine(socket: Socket, message: WarmLine | WarmQuestion): void {
  socket.write(`${JSON.stringify(message)}\n`);
}

/**
 * Hands each line of a connection on as a message, whatever it says. Ends the connection of whoever sends more than `mostCharacters`
 * without a line's end, or what is no JSON.
 */
export function onLines(socket: Socket, mostCharacters: number, take: (message: unknown) => void): void {
  let waiting = "";
  socket.setEncoding("utf8").on("data", (text: string) => {
    waiting += text;
    for (let end = waiting.indexOf("\n"); end >= 0; end = waiting.indexOf("\n")) {
      const line = waiting.slice(0, end);
      waiting = waiting.slice(end + 1);
      const message = parsed(line);
      if (message === undefined) socket.destroy();
      else take(message);
    }
    if (waiting.length > mostCharacters) socket.destroy();
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
