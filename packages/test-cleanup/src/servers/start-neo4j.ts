import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Clock, Deadline, randomHexId, StemmaError, systemClock } from "@stemma/core";
import { atFreePort } from "./at-free-port.js";
import { GuardedProcess } from "./guarded-process.js";
import { Neo4jMissingError } from "./neo4j-missing-error.js";

const VERSION = "5.26.30";
const JAVA_OPTIONS = [
  "--add-opens=java.base/java.nio=ALL-UNNAMED",
  "--add-opens=java.base/java.io=ALL-UNNAMED",
  "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
];
/** Bolt's greeting: its magic number and four proposed versions, here 5.4 down to 5.0, 4.4, and two empty places. */
const BOLT_HANDSHAKE = Buffer.from("6060b01700040405000004040000000000000000", "hex");

/** A running server with an empty database. */
export interface Neo4jServer {
  /** `bolt://127.0.0.1:<port>` */
  readonly uri: string;
  readonly user: "neo4j";
  readonly password: string;
  /** Ends the server and keeps its data, to start it again at the same address. */
  pause(): Promise<void>;
  /** Starts it again after {@link Neo4jServer.pause}. */
  resume(): Promise<void>;
  /** Ends the server and removes its data; idempotent. */
  stop(): Promise<void>;
}

/** Options of {@link startNeo4j}. */
export interface StartNeo4jOptions {
  /** Until the server answers; 120,000 by default. */
  readonly timeoutMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/**
 * Starts a real Neo4j on a free loopback port with a random password and an empty database in a temporary folder. It ends
 * with this process at the latest. Throws {@link Neo4jMissingError} when its files or Java are not there.
 */
export async function startNeo4j(options: StartNeo4jOptions = {}): Promise<Neo4jServer> {
  const classPath = findJars();
  const home = await mkdtemp(join(tmpdir(), "stemma-neo4j-"));
  const password = randomHexId();
  const args = [...JAVA_OPTIONS, "-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-cp", classPath];
  const folders = [`--home-dir=${home}`, `--config-dir=${join(home, "conf")}`];
  let server: GuardedProcess | undefined;
  const launch = async (port: number): Promise<void> => {
    const command = [...args, "org.neo4j.server.CommunityEntryPoint", ...folders];
    server = new GuardedProcess("java", command, { directory: home });
    const deadline = new Deadline("StartNeo4j", options, 120_000, options.clock ?? systemClock);
    await waitUntilReady(server, port, deadline);
  };
  const stop = async (): Promise<void> => {
    await server?.stop();
    await rm(home, { recursive: true, force: true });
  };
  let port: number;
  try {
    await writeConfiguration(home, 0);
    await setPassword(args, home, password);
    port = await atFreePort(async (free) => {
      await writeConfiguration(home, free);
      await launch(free);
      return free;
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    uri: `bolt://127.0.0.1:${port}`,
    user: "neo4j",
    password,
    pause: async () => server?.stop(),
    resume: () => launch(port),
    stop,
  };
}

function findJars(): string {
  const cache = process.env["STEMMA_CACHE"] ?? join(homedir(), ".cache", "stemma");
  const home = process.env["STEMMA_NEO4J"] ?? join(cache, `neo4j-${VERSION}`);
  const jars = join(home, "lib");
  if (!existsSync(join(jars, `neo4j-${VERSION}.jar`))) {
    throw new Neo4jMissingError(
      `The Neo4j server is not in ${home}`,
      "Run `npx nx run neo4j:neo4j`, which fetches it with Maven.",
    );
  }
  return join(jars, "*");
}

async function writeConfiguration(home: string, port: number): Promise<void> {
  await mkdir(join(home, "conf"), { recursive: true });
  const settings = {
    "server.bolt.listen_address": `127.0.0.1:${port}`,
    "server.bolt.advertised_address": `127.0.0.1:${port}`,
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "dbms.usage_report.enabled": "false",
    "dbms.security.auth_enabled": "true",
    "server.memory.heap.max_size": "512m",
    "server.memory.pagecache.size": "128m",
    // A fresh data folder is 2 MB instead of 500.
    "db.tx_log.preallocate": "false",
    "db.tx_log.rotation.retention_policy": "keep_none",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(join(home, "conf", "neo4j.conf"), lines.join(""));
}

/** Must happen before the first start; the server's own tool does it. */
async function setPassword(args: readonly string[], home: string, password: string): Promise<void> {
  const command = ["org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password", password];
  const environment = { ...process.env, NEO4J_HOME: home, NEO4J_CONF: join(home, "conf") };
  try {
    await promisify(execFile)("java", [...args, ...command], { env: environment });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new Neo4jMissingError(
      "Java is not on the PATH",
      "Install Java 17 or newer (Debian: openjdk-17-jre-headless).",
    );
  }
}

async function waitUntilReady(server: GuardedProcess, port: number, deadline: Deadline): Promise<void> {
  while (!(await answersBolt(port))) {
    if (server.hasExited) {
      throw new StemmaError(`Neo4j ended before it was ready:\n${server.output}`, { code: "NEO4J_FAILED" });
    }
    deadline.check();
    await new Promise<void>((resolve) => systemClock.schedule(200, resolve));
  }
}

function answersBolt(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, timeout: 1_000 });
    const settle = (answers: boolean): void => {
      socket.destroy();
      resolve(answers);
    };
    socket.on("connect", () => socket.write(BOLT_HANDSHAKE));
    socket.on("data", () => settle(true));
    socket.on("error", () => settle(false));
    socket.on("close", () => settle(false));
    socket.on("timeout", () => settle(false));
  });
}
