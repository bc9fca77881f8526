// Keeps one private Dolt sql-server for all processes that work on one repository directory.
//
//   node dolt-supervisor.mjs <dolt> <directory>
//
// Each process holds a connection to the lease port while it needs the server. When the last one is gone, however it
// ended, the server is stopped and this process ends. What a process needs to join in is in `server.json`, readable by
// its owner only.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";

const [dolt, directory] = process.argv.slice(2);
/** Without anyone in this time the server ends; long enough for the process that started it to join in. */
const idleMs = 2_000;
const stopMs = 15_000;
const infoFile = join(directory, "server.json");

async function listen(server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server.address().port;
}

async function freePort() {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, "close");
  return port;
}

/** Dolt takes the password only when it makes its users, at the first start. */
function password() {
  const file = join(directory, "password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(16).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

function greets(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    const settle = (answers) => {
      socket.destroy();
      resolve(answers);
    };
    socket.on("data", () => settle(true));
    socket.on("error", () => settle(false));
    socket.on("close", () => settle(false));
  });
}

/** Only one supervisor a directory; the file of a killed one is taken over. */
function takeOffice() {
  const file = join(directory, "supervisor.pid");
  for (;;) {
    try {
      return writeFileSync(file, String(process.pid), { flag: "wx", mode: 0o600 });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const owner = Number(readFileSync(file, "utf8"));
    // Another one is at work: whoever started this process joins that one.
    if (owner > 0 && isAlive(owner)) process.exit(0);
    rmSync(file, { force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function leaveOffice() {
  rmSync(infoFile, { force: true });
  rmSync(join(directory, "supervisor.pid"), { force: true });
}

mkdirSync(join(directory, "data"), { recursive: true });
chmodSync(directory, 0o700);
takeOffice();
rmSync(infoFile, { force: true });
const port = await freePort();
const secret = password();
const token = randomBytes(16).toString("hex");
const configuration = join(directory, "server.yaml");
writeFileSync(
  configuration,
  JSON.stringify({
    log_level: "warning",
    behavior: { event_scheduler: "OFF" },
    listener: { host: "127.0.0.1", port },
    data_dir: join(directory, "data"),
  }),
);

let server;
let isSpoiled = false;
let isEnding = false;
let errorOutput = "";

function startServer() {
  server = spawn(dolt, ["sql-server", "--config", configuration], {
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...process.env,
      DOLT_ROOT_PATH: directory,
      DOLT_ROOT_PASSWORD: secret,
      DOLT_ROOT_HOST: "localhost",
      DOLT_DISABLE_EVENT_FLUSH: "true",
    },
  });
  server.stderr.on("data", (chunk) => {
    errorOutput = (errorOutput + chunk).slice(-4_000);
  });
  server.on("error", (error) => fail(error.message));
  server.on("exit", () => fail(errorOutput));
}

function fail(reason) {
  leaveOffice();
  process.stderr.write(`${reason}\n`, () => process.exit(1));
}

/** Once its server has ended, in any case. */
async function endServer() {
  server.removeAllListeners("exit");
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  const last = setTimeout(() => server.kill("SIGKILL"), stopMs);
  await ended;
  clearTimeout(last);
}

/** A server that once met a full disk can't write any more, whatever room there is: on the same port another one begins. */
async function restart() {
  isSpoiled = false;
  await endServer();
  startServer();
  await untilGreeting();
}

async function untilGreeting() {
  while (!(await greets(port))) await new Promise((resolve) => setTimeout(resolve, 30));
}

async function stop() {
  isEnding = true;
  rmSync(infoFile, { force: true });
  await endServer();
  leaveOffice();
  process.exit(0);
}

const holders = new Set();
let idle = setTimeout(stop, 15_000);
const lease = createServer((socket) => {
  socket.on("error", () => undefined);
  socket.once("data", (said) => {
    // Whoever comes while the server ends begins one of its own after that.
    if (isEnding || said.toString() !== token) return socket.destroy();
    clearTimeout(idle);
    holders.add(socket);
    // A server that has just died does not greet; with it this process ends, and the caller comes again.
    (isSpoiled ? restart() : untilGreeting()).then(() => socket.write("ok"));
    socket.on("data", (asked) => {
      const words = asked.toString();
      // Both may come as one piece.
      if (words.includes("spoiled")) isSpoiled = true;
      if (words.includes("restart")) restart().then(() => socket.write("ok"));
    });
    socket.on("close", () => {
      holders.delete(socket);
      if (holders.size === 0) idle = setTimeout(stop, idleMs);
    });
  });
});
const leasePort = await listen(lease);
startServer();
await untilGreeting();
writeFileSync(`${infoFile}.new`, JSON.stringify({ port, password: secret, leasePort, token }), {
  mode: 0o600,
});
renameSync(`${infoFile}.new`, infoFile);
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, stop);
