import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Clock, Deadline, randomHexId, StemmaError, systemClock } from "@stemma/core";
import { atFreePort } from "./at-free-port.js";
import { findDolt } from "./find-dolt.js";
import { freePort } from "./free-port.js";
import { GuardedProcess } from "./guarded-process.js";

/** A running Dolt sql-server with no databases. */
export interface DoltServer {
  readonly host: "127.0.0.1";
  readonly port: number;
  readonly user: "root";
  readonly password: string;
  /** `mysql://root:…@127.0.0.1:<port>/<database>` */
  urlOf(database: string): string;
  /** `http://127.0.0.1:<port>/<database>`: the database as a remote for other Dolt servers. */
  remoteUrlOf(database: string): string;
  /** Ends the server and removes its data; idempotent. */
  stop(): Promise<void>;
}

/** Options of {@link startDolt}. */
export interface StartDoltOptions {
  /** Until the server answers; 60,000 by default. */
  readonly timeoutMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/**
 * Starts a real Dolt sql-server on a free loopback port with a random password and no databases, in a temporary folder. It
 * ends with this process at the latest. Throws {@link DoltMissingError} when the program is not there.
 */
export async function startDolt(options: StartDoltOptions = {}): Promise<DoltServer> {
  const executable = findDolt();
  const deadline = new Deadline("StartDolt", options, 60_000, options.clock ?? systemClock);
  const home = await mkdtemp(join(tmpdir(), "stemma-dolt-"));
  const password = randomHexId();
  await mkdir(join(home, "data"));
  const environment = {
    ...process.env,
    HOME: home,
    DOLT_ROOT_PATH: home,
    DOLT_ROOT_PASSWORD: password,
    DOLT_ROOT_HOST: "localhost",
    DOLT_DISABLE_EVENT_FLUSH: "true",
  };
  let server: GuardedProcess | undefined;
  const launch = async (port: number): Promise<{ port: number; remotePort: number }> => {
    const configuration = join(home, "server.yaml");
    const remotePort = await freePort();
    await writeFile(configuration, configurationOf(join(home, "data"), port, remotePort));
    const args = ["sql-server", "--config", configuration];
    server = new GuardedProcess(executable, args, { environment, directory: home });
    await waitUntilReady(server, port, deadline);
    return { port, remotePort };
  };
  const stop = async (): Promise<void> => {
    await server?.stop();
    await rm(home, { recursive: true, force: true });
  };
  let ports: Awaited<ReturnType<typeof launch>>;
  try {
    ports = await atFreePort(launch);
  } catch (error) {
    await stop();
    throw error;
  }
  const { port, remotePort } = ports;
  return {
    host: "127.0.0.1",
    port,
    user: "root",
    password,
    urlOf: (database) => `mysql://root:${password}@127.0.0.1:${port}/${database}`,
    remoteUrlOf: (database) => `http://127.0.0.1:${remotePort}/${database}`,
    stop,
  };
}

/** JSON is YAML. */
function configurationOf(dataDirectory: string, port: number, remotePort: number): string {
  return JSON.stringify({
    log_level: "warning",
    behavior: { event_scheduler: "OFF", auto_gc_behavior: { enable: false } },
    listener: { host: "127.0.0.1", port },
    remotesapi: { port: remotePort },
    data_dir: dataDirectory,
  });
}

async function waitUntilReady(server: GuardedProcess, port: number, deadline: Deadline): Promise<void> {
  while (!(await greets(port))) {
    if (server.hasExited) {
      throw new StemmaError(`Dolt ended before it was ready:\n${server.output}`, { code: "DOLT_FAILED" });
    }
    deadline.check();
    await new Promise<void>((resolve) => systemClock.schedule(50, resolve));
  }
}

/** The server speaks first. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, timeout: 1_000 });
    const settle = (answers: boolean): void => {
      socket.destroy();
      resolve(answers);
    };
    socket.on("data", () => settle(true));
    for (const event of ["error", "close", "timeout"]) socket.on(event, () => settle(false));
  });
}
