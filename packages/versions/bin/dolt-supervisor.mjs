// Keeps one private Dolt sql-server for all processes that work on one repository directory.
//
//   node dolt-supervisor.mjs <dolt> <directory>
//
// Each process holds a connection to the supervisor while it needs the server. When the last one is gone, however it ended,
// the server is stopped and this process ends. What a process needs to join in is in `server.json`, readable by its owner only.
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { DoltServer } from "./supervisor/dolt-server.mjs";
import { takeOffice } from "./supervisor/office.mjs";
import { readPassword } from "./supervisor/password.mjs";
import { choosePlaces, listen, removeOwnFolder, removePlaces } from "./supervisor/places.mjs";

const [dolt, directory] = process.argv.slice(2);
/** Without anyone in this time the server ends; long enough for the process that started it to join in. */
const idleMs = 2_000;
const infoFile = join(directory, "server.json");

mkdirSync(directory, { recursive: true, mode: 0o700 });
chmodSync(directory, 0o700);
// Another one is at work: whoever started this process joins that one.
const office = takeOffice(directory) ?? process.exit(0);
const isNew = !existsSync(join(directory, "data"));
mkdirSync(join(directory, "data"), { recursive: true });
const places = choosePlaces(directory, readInfo());
rmSync(infoFile, { force: true });

let isSpoiled = false;
let isEnding = false;

function readInfo() {
  try {
    return JSON.parse(readFileSync(infoFile, "utf8"));
  } catch {
    return undefined;
  }
}

function leave() {
  if (!office.isOurs()) {
    removeOwnFolder(directory, places);
    return;
  }
  rmSync(infoFile, { force: true });
  removePlaces(directory, places);
  office.leave();
}

function fail(reason) {
  leave();
  if (office.isOurs()) removeAll();
  process.stderr.write(`${reason}\n`, () => process.exit(1));
}

/** What was made for nothing goes, under another name first, so that it goes at once. Never where there is a database. */
function removeAll() {
  if (!isNew || readdirSync(join(directory, "data")).some((name) => !name.startsWith("."))) return;
  const gone = `${directory}.${randomBytes(4).toString("hex")}.gone`;
  renameSync(directory, gone);
  rmSync(gone, { recursive: true, force: true });
}

async function stop(isDiscarded = false) {
  if (isEnding) return;
  isEnding = true;
  if (office.isOurs()) rmSync(infoFile, { force: true });
  // At its own end Dolt removes its socket by its name, which is another one's by then.
  await server.end(office.isOurs() ? "SIGTERM" : "SIGKILL");
  leave();
  if (isDiscarded && office.isOurs()) removeAll();
  process.exit(0);
}

async function restart() {
  isSpoiled = false;
  try {
    await server.restart();
  } catch (error) {
    fail(error.message);
  }
}

const token = randomBytes(16).toString("hex");
const holders = new Set();
let idle = setTimeout(stop, 15_000);
const lease = createServer((socket) => {
  socket.on("error", () => undefined);
  socket.once("data", (said) => {
    // Whoever comes while the server ends begins one of its own after that.
    if (isEnding || said.toString() !== token) {
      socket.destroy();
      return;
    }
    clearTimeout(idle);
    holders.add(socket);
    void (isSpoiled ? restart() : server.untilGreeting()).then(() => socket.write("ok"));
    socket.on("data", (asked) => {
      const words = asked.toString();
      // Both may come as one piece.
      if (words.includes("spoiled")) isSpoiled = true;
      if (words.includes("restart")) void restart().then(() => socket.write("ok"));
      if (words.includes("discard")) {
        if (holders.size === 1) void stop(true);
        else socket.destroy();
      }
    });
    socket.on("close", () => {
      holders.delete(socket);
      if (holders.size === 0) idle = setTimeout(stop, idleMs);
    });
  });
});

let server;
try {
  const secret = readPassword(directory);
  server = new DoltServer(dolt, directory, { secret, socket: places.socket, onEnd: fail });
  const leasePort = await listen(lease, places.leaseSocket);
  await server.start();
  const info = { port: server.port, password: secret, token, ...(leasePort && { leasePort }), ...places };
  writeFileSync(`${infoFile}.new`, JSON.stringify(info), { mode: 0o600 });
  renameSync(`${infoFile}.new`, infoFile);
} catch (error) {
  fail(error.message);
}
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => stop());
