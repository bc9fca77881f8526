import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Deadline, systemClock } from "@stemma/core";
import { DoltUnavailableError } from "../../errors/dolt-unavailable-error.js";
import { RepositoryFullError } from "../../errors/repository-full-error.js";
import { hasRoom } from "../has-room.js";
import { makeDirectory } from "../made-directory.js";

/** A place on the private server of a repository directory. */
export interface ServerLease {
  readonly host: "127.0.0.1";
  readonly port: number;
  /** Goes before the port where there is one: no other program can be at its end. */
  readonly socketPath: string | undefined;
  readonly user: "root";
  readonly password: string;
  /** The server ends a moment after its last lease. */
  release(): Promise<void>;
  /**
   * As {@link ServerLease.release}; but when nobody else is there, and there is no database, the server ends at once, and a directory
   * that was made for it is gone.
   */
  discard(): Promise<void>;
  /** Ends the server and starts it again, at the same place. Connections to it are lost. */
  restart(): Promise<void>;
  /** It can't write any more: it is started again for whoever joins it next. */
  reportSpoiled(): void;
}

/** What a supervisor tells in `server.json`: sockets, or on Windows, and of older versions, loopback ports. */
interface ServerInfo {
  readonly port: number;
  readonly socket?: string;
  readonly password: string;
  readonly leasePort?: number;
  readonly leaseSocket?: string;
  readonly token: string;
}

const POLL_MS = 30;

/**
 * Joins the server of this directory, or starts it. It listens on loopback only, behind a random password, is shared by all
 * processes that use the directory, and ends when the last of them has released it or has died.
 */
export async function leasePrivateServer(
  directory: string,
  executable: () => Promise<string>,
  deadline: Deadline,
): Promise<ServerLease> {
  const removeDirectories = await makeDirectory(directory, 0o700);
  try {
    return await joinOrStart(directory, executable, deadline, removeDirectories);
  } catch (error) {
    await removeDirectories();
    throw error;
  }
}

async function joinOrStart(
  directory: string,
  executable: () => Promise<string>,
  deadline: Deadline,
  removeDirectories: () => Promise<void>,
): Promise<ServerLease> {
  let supervisor: Supervisor | undefined;
  for (;;) {
    const lease = await joinServer(directory, removeDirectories);
    if (lease) return lease;
    if (supervisor === undefined) supervisor = startSupervisor(await executable(), directory);
    else if (supervisor.exitCode === 1) {
      if (!(await hasRoom(directory))) throw new RepositoryFullError(directory);
      throw new DoltUnavailableError(`the private server of ${directory}`, supervisor.errorOutput.trim());
    } else if (supervisor.exitCode === 0) supervisor = undefined;
    deadline.check();
    await new Promise<void>((resolve) => systemClock.schedule(POLL_MS, resolve));
  }
}

async function joinServer(
  directory: string,
  removeDirectories: () => Promise<void>,
): Promise<ServerLease | undefined> {
  const text = await readFile(join(directory, "server.json"), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const info = JSON.parse(text) as ServerInfo;
  const socket = await holdLease(info);
  if (!socket) return undefined;
  return {
    host: "127.0.0.1",
    port: info.port,
    socketPath: info.socket,
    user: "root",
    password: info.password,
    release: async () => {
      socket.destroy();
      if (!socket.closed) await once(socket, "close");
    },
    discard: async () => {
      socket.ref();
      socket.write("discard");
      if (!socket.closed) await once(socket, "close");
      await removeDirectories();
    },
    reportSpoiled: () => {
      socket.write("spoiled");
    },
    restart: async () => {
      socket.ref();
      const answer = Promise.race([once(socket, "data"), once(socket, "close")]);
      socket.write("restart");
      await answer;
      socket.unref();
    },
  };
}

/** The connection itself is the lease: it ends with this process. Once it is held it does not keep the process alive. */
function holdLease({ leaseSocket, leasePort = 0, token }: ServerInfo): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(
      leaseSocket === undefined ? { host: "127.0.0.1", port: leasePort } : { path: leaseSocket },
    );
    socket.on("connect", () => socket.write(token));
    socket.once("data", () => {
      socket.unref();
      resolve(socket);
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(undefined));
  });
}

interface Supervisor {
  errorOutput: string;
  exitCode: number | null | undefined;
}

function startSupervisor(dolt: string, directory: string): Supervisor {
  const script = fileURLToPath(new URL("../../../bin/dolt-supervisor.mjs", import.meta.url));
  const child = spawn(process.execPath, [script, dolt, directory], {
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const supervisor: Supervisor = { errorOutput: "", exitCode: undefined };
  child.stderr.on("data", (chunk: Buffer) => {
    supervisor.errorOutput = (supervisor.errorOutput + chunk.toString()).slice(-4_000);
  });
  child.on("exit", (code) => {
    supervisor.exitCode = code;
  });
  child.unref();
  (child.stderr as unknown as { unref(): void }).unref();
  return supervisor;
}
