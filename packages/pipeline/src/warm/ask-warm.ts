import { lstatSync } from "node:fs";
import { connect } from "node:net";
import { dirname, join, resolve } from "node:path";
import { formatFileName, stateDirectoryName } from "../state/state-names.js";
import { onLines, sendLine, type WarmAnswer, type WarmQuestion } from "./warm-messages.js";
import { decisiveEnvironment, installedProgram } from "./warm-program.js";
import { ownSockets, removeDeadSocket, socketFolder } from "./warm-sockets.js";

/** Milliseconds until a process must say that it takes the question: one that is stopped, or busy, is left alone. */
const TAKE_MS = 250;
/** Milliseconds for the answer of one that has taken it. */
const ANSWER_MS = 10_000;
/** Characters of an answer. */
const MOST_ANSWER_CHARACTERS = 1 << 26;

/** What is asked, by whom. */
export interface AskWarmOptions
  extends Pick<WarmQuestion, "directory" | "flags" | "question" | "limit" | "like" | "filter"> {
  /** Gives the question up. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks a process that has the tree open, as `stemma serve` or `stemma mcp`, over its private socket in the state directory: what this process
 * would answer by itself, without loading anything. `undefined` where there is none, or none that answers exactly so, within a
 * quarter of a second; never throws. What a killed process left is removed.
 */
export async function askWarm({ signal, ...asked }: AskWarmOptions): Promise<WarmAnswer | undefined> {
  const directory = resolve(asked.directory);
  const state = stateDirectoryOf(directory, asked.flags.stateDir);
  if (state === undefined) return undefined;
  const folder = socketFolder(state);
  const sockets = ownSockets(folder);
  if (sockets.length === 0) return undefined;
  const question = {
    ...asked,
    directory,
    program: installedProgram(),
    environment: decisiveEnvironment(),
  };
  for (const path of sockets) {
    const answer = await askAt(path, question, signal);
    if (answer === "nobody") removeDeadSocket(path);
    else if (answer !== "declined") return answer;
    if (signal?.aborted) break;
  }
  return undefined;
}

/** Where the state is by flag, variable or default; the process that is asked knows it by the configuration, too. */
function stateDirectoryOf(directory: string, given: string | undefined): string | undefined {
  const named = given ?? process.env["STEMMA_STATE_DIR"];
  if (named !== undefined && named !== "") return resolve(directory, named);
  for (let folder = directory; ; folder = dirname(folder)) {
    const state = join(folder, stateDirectoryName);
    if (lstatSync(join(state, formatFileName), { throwIfNoEntry: false }) !== undefined) return state;
    if (folder === dirname(folder)) return undefined;
  }
}

type Asked = WarmAnswer | "declined" | "nobody";

function askAt(path: string, question: WarmQuestion, signal: AbortSignal | undefined): Promise<Asked> {
  return new Promise((resolveAsked) => {
    const socket = connect(path);
    const stop = (): void => settle("declined");
    let timer = setTimeout(stop, TAKE_MS);
    const settle = (asked: Asked): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      socket.destroy();
      resolveAsked(asked);
    };
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted) stop();
    socket.on("connect", () => sendLine(socket, question));
    socket.on("error", (error: NodeJS.ErrnoException) =>
      settle(error.code === "ECONNREFUSED" ? "nobody" : "declined"),
    );
    socket.on("close", stop);
    onLines(socket, MOST_ANSWER_CHARACTERS, (message) => {
      const line = (message ?? {}) as Partial<Record<"taken", true> & { answer: WarmAnswer }>;
      if (line.answer !== undefined) settle(line.answer);
      else if (line.taken) {
        clearTimeout(timer);
        timer = setTimeout(stop, ANSWER_MS);
      } else stop();
    });
  });
}
