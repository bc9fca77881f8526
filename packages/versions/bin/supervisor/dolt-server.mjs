// One `dolt sql-server`, started, ended and started again at the same place.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, greets } from "./places.mjs";

const stopMs = 15_000;
const pollMs = 30;
/** Dolt opens a port beside its socket; in the moment between finding and opening it another program may take it. */
const attempts = 5;
const TAKEN = /already in use/i;

export class DoltServer {
  port;
  #dolt;
  #directory;
  #secret;
  #socket;
  #onEnd;
  #process;
  #errorOutput = "";

  /** `onEnd` is told what the server printed when it ended unasked. */
  constructor(dolt, directory, { secret, socket, onEnd }) {
    this.#dolt = dolt;
    this.#directory = directory;
    this.#secret = secret;
    this.#socket = socket;
    this.#onEnd = onEnd;
  }

  /** Rejects with what the server printed when it can't be started. */
  async start() {
    for (let attempt = 1; ; attempt++) {
      this.port = await freePort();
      this.#spawn();
      const hasEnded = once(this.#process, "exit").then(() => false);
      if (await Promise.race([this.#greeting(), hasEnded])) break;
      await hasEnded;
      if (attempt === attempts || !TAKEN.test(this.#errorOutput)) throw new Error(this.#errorOutput);
    }
    this.#process.on("exit", () => this.#onEnd(this.#errorOutput));
  }

  /** Resolves when the server is gone, in any case. */
  async end(signal = "SIGTERM") {
    this.#process.removeAllListeners("exit");
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, "exit");
    this.#process.kill(signal);
    const last = setTimeout(() => this.#process.kill("SIGKILL"), stopMs);
    await ended;
    clearTimeout(last);
  }

  /** A server that once met a full disk can't write any more, whatever room there is. */
  async restart() {
    await this.end();
    await this.start();
  }

  /** Of a server that has just died there is none; with it this process ends. */
  async untilGreeting() {
    await this.#greeting();
  }

  async #greeting() {
    const server = this.#process;
    while (!(await greets({ socket: this.#socket, port: this.port }))) {
      if (server !== this.#process || server.exitCode !== null || server.signalCode !== null) return false;
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
    return true;
  }

  #spawn() {
    const configuration = join(this.#directory, "server.yaml");
    writeFileSync(
      configuration,
      JSON.stringify({
        log_level: "warning",
        behavior: { event_scheduler: "OFF" },
        listener: {
          host: "127.0.0.1",
          port: this.port,
          ...(this.#socket === undefined ? {} : { socket: this.#socket }),
        },
        data_dir: join(this.#directory, "data"),
      }),
      { mode: 0o600 },
    );
    this.#errorOutput = "";
    const server = spawn(this.#dolt, ["sql-server", "--config", configuration], {
      stdio: ["ignore", "ignore", "pipe"],
      env: {
        ...process.env,
        DOLT_ROOT_PATH: this.#directory,
        DOLT_ROOT_PASSWORD: this.#secret,
        DOLT_ROOT_HOST: "localhost",
        DOLT_DISABLE_EVENT_FLUSH: "true",
      },
    });
    server.stderr.on("data", (chunk) => {
      this.#errorOutput = (this.#errorOutput + chunk).slice(-4_000);
    });
    server.on("error", () => undefined);
    this.#process = server;
  }
}
