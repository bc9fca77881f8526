// Where the server and its supervisor listen.
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The longest path that every system takes for a socket. */
const LONGEST = 103;

/**
 * Sockets in the directory, which only its owner may enter; in one of their own where its path is too long for them. Windows has
 * none that both programs can use: there they are loopback ports.
 *
 * @returns {{ socket?: string, leaseSocket?: string }}
 */
export function choosePlaces(directory, former) {
  if (process.platform === "win32") return {};
  removePlaces(directory, former);
  const isShort = Buffer.byteLength(join(directory, "lease.sock")) <= LONGEST;
  const place = isShort ? directory : mkdtempSync(join(tmpdir(), "stemma-dolt-"));
  return { socket: join(place, "sql.sock"), leaseSocket: join(place, "lease.sock") };
}

/**
 * What a killed supervisor left. Only what is named as this program names it.
 *
 * @param {string} directory
 * @param {{ socket?: unknown, leaseSocket?: unknown }} [former] as read from a file, of which nothing is believed.
 */
export function removePlaces(directory, { socket, leaseSocket } = {}) {
  for (const file of [socket, leaseSocket, join(directory, "sql.sock"), join(directory, "lease.sock")]) {
    if (typeof file !== "string" || !/[\\/](sql|lease)\.sock$/.test(file)) continue;
    rmSync(file, { force: true });
    removeFolder(dirname(file));
  }
}

/**
 * Of places outside of a directory that is another one's by now.
 *
 * @param {string} directory
 * @param {{ socket?: string }} places
 */
export function removeOwnFolder(directory, { socket }) {
  if (socket !== undefined && dirname(socket) !== directory) removeFolder(dirname(socket));
}

function removeFolder(folder) {
  if (/stemma-dolt-[^\\/]+$/.test(folder)) rmSync(folder, { recursive: true, force: true });
}

/** A loopback port that was free a moment ago; a server that finds it taken is started with another one. */
export async function freePort() {
  const server = createServer();
  const port = await listen(server, undefined);
  server.close();
  await once(server, "close");
  return port;
}

/** At a socket, or at a loopback port of its own, which is returned. */
export async function listen(server, socket) {
  if (socket === undefined) server.listen(0, "127.0.0.1");
  else server.listen(socket);
  await once(server, "listening");
  return socket === undefined ? server.address().port : undefined;
}

/** Whether a MySQL server greets there. */
export function greets({ socket, port }) {
  return new Promise((resolve) => {
    const connection = connect(socket === undefined ? { host: "127.0.0.1", port } : { path: socket });
    const settle = (answers) => {
      connection.destroy();
      resolve(answers);
    };
    connection.on("data", () => settle(true));
    connection.on("error", () => settle(false));
    connection.on("close", () => settle(false));
  });
}
