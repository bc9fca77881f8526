import { once } from "node:events";
import { chmodSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { type Logger, makeDirectories, randomHexId, silentLogger } from "@stemma/core";
import type { Bursts } from "../door/bursts.js";
import { CallRunner } from "../door/call-runner.js";
import { findTree, isSameTree } from "../project/find-tree.js";
import type { StemmaProject } from "../project/stemma-project.js";
import {
  MOST_QUESTION_CHARACTERS,
  onLines,
  sendLine,
  type WarmAnswer,
  type WarmQuestion,
} from "./warm-messages.js";
import { decisiveEnvironment, installedProgram } from "./warm-program.js";
import { fitsSocket, ownSockets, removeDeadSocket, removeOwnSocket, socketFolder } from "./warm-sockets.js";

const MOST_CONNECTIONS = 16;
/** Milliseconds for a client to say what it wants. */
const QUESTION_MS = 2_000;
const ANSWER_MS = 10_000;

/** What a warm process answers with. */
export interface WarmDoorOptions {
  readonly bursts: Bursts<StemmaProject>;
  /** Default: silent. */
  readonly logger?: Logger | undefined;
}

interface OpenedSocket {
  readonly folder: string;
  readonly path: string;
  readonly server: Server;
}

/**
 * Answers the command line's questions in a process that has the tree open for others, over a socket that only its user can reach. Whatever is
 * not answered as the asking process would by itself is declined: another version, another environment, another configuration, another
 * state, and every failure, of which that process then tells itself.
 */
export class WarmDoor {
  readonly #calls: CallRunner<StemmaProject>;
  readonly #logger: Logger;
  readonly #program = installedProgram();
  readonly #environment = decisiveEnvironment();
  readonly #sockets = new Set<Socket>();
  #opened: OpenedSocket | undefined;
  #opening: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor({ bursts, logger = silentLogger }: WarmDoorOptions) {
    this.#calls = new CallRunner(bursts);
    this.#logger = logger;
  }

  /**
   * Listens in the state directory of a tree, and no longer in another's; once closed, nowhere. Never rejects: a process is as good
   * without.
   */
  openAt(stateDirectory: string): Promise<void> {
    this.#opening = this.#opening.then(async () => {
      const folder = socketFolder(stateDirectory);
      // A question that came with the end opens the tree once more.
      if (this.#isClosed || this.#opened?.folder === folder) return;
      await this.#shut();
      try {
        this.#opened = await this.#listen(folder);
      } catch (error) {
        this.#logger.debug({ error }, "The command line will not be answered by this process");
      }
    });
    return this.#opening;
  }

  /** Removes the socket; idempotent. */
  close(): Promise<void> {
    this.#isClosed = true;
    this.#opening = this.#opening.then(() => this.#shut());
    return this.#opening;
  }

  async #listen(folder: string): Promise<OpenedSocket | undefined> {
    const path = join(folder, `${randomHexId(4)}.sock`);
    if (!fitsSocket(path)) return undefined;
    await makeDirectories(folder, 0o700);
    await removeDead(folder);
    const server = createServer({ allowHalfOpen: false }, (socket) => this.#serve(socket));
    server.maxConnections = MOST_CONNECTIONS;
    server.on("error", (error) => this.#logger.debug({ error }, "A socket had an error"));
    server.listen(path);
    await once(server, "listening");
    chmodSync(path, 0o600);
    // Whoever serves ends when it will, not when nobody asks any more.
    server.unref();
    return { folder, path, server };
  }

  async #shut(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    if (opened === undefined) return;
    // At once: a process that is to end may not have the time for the rest. Whoever waits for an answer asks elsewhere.
    removeOwnSocket(opened.path);
    const closed = once(opened.server, "close");
    opened.server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #serve(socket: Socket): void {
    const gone = new AbortController();
    this.#sockets.add(socket);
    socket.on("close", () => {
      this.#sockets.delete(socket);
      gone.abort();
    });
    socket.on("error", () => undefined);
    socket.setTimeout(QUESTION_MS, () => socket.destroy());
    let isAsked = false;
    onLines(socket, MOST_QUESTION_CHARACTERS, (message) => {
      if (isAsked) return void socket.destroy();
      isAsked = true;
      socket.setTimeout(0);
      void this.#reply(message as WarmQuestion | null, socket, gone.signal);
    });
  }

  /** Never rejects. */
  async #reply(asked: WarmQuestion | null, socket: Socket, cancelled: AbortSignal): Promise<void> {
    let answer: WarmAnswer | undefined;
    try {
      answer = await this.#answer(asked, socket, cancelled);
    } catch (error) {
      this.#logger.debug({ error }, "A question of the command line could not be answered");
    }
    sendLine(socket, answer === undefined ? { declined: true } : { answer });
    socket.end();
  }

  async #answer(
    asked: WarmQuestion | null,
    socket: Socket,
    cancelled: AbortSignal,
  ): Promise<WarmAnswer | undefined> {
    if (asked?.program !== this.#program || installedProgram() !== this.#program) return undefined;
    if (asked.environment !== this.#environment) return undefined;
    return this.#calls.ask(
      async (project, options) => {
        if (!(await isAsThere(project, asked))) return undefined;
        sendLine(socket, { taken: true });
        const { question, limit, like, filter } = asked;
        const results = await project.search(question, { ...options, limit, like, filter });
        return { root: project.state.root, results: [...results], standing: results.standing };
      },
      { name: "WarmSearch", isHeavy: true, mostMs: ANSWER_MS, cancelled },
    );
  }
}

/** Looks the tree up as the asking process would, which would also tell of settings that are withheld, and run a program as configuration anew. */
async function isAsThere(project: StemmaProject, { directory, flags }: WarmQuestion): Promise<boolean> {
  const found = await findTree(directory, flags);
  const { withheld, file } = found.loaded;
  const isData = file === null || file.endsWith(".json");
  return isData && withheld.length === 0 && isSameTree(found, project);
}

/** Removes what killed processes left. */
async function removeDead(folder: string): Promise<void> {
  for (const path of ownSockets(folder)) {
    const socket = connect(path);
    const refused = await new Promise<boolean>((resolve) => {
      socket.on("connect", () => resolve(false));
      socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code === "ECONNREFUSED"));
    });
    socket.destroy();
    if (refused) removeDeadSocket(path);
  }
}
