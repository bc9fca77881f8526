import { fork } from "node:child_process";
import { join } from "node:path";

const limitMs = 180_000;

/** A contender in a process of its own, asked for one round at a time; one that fails or hangs is out of the race. */
export class ContenderProcess {
  #child;
  #stderr = "";
  isAlive = true;

  constructor(name, folder, settings, env) {
    this.name = name;
    this.#child = fork(join(folder, "run-contender.mjs"), [name, JSON.stringify(settings)], {
      cwd: folder,
      env,
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child.stderr?.setEncoding("utf8").on("data", (text) => {
      this.#stderr = (this.#stderr + text).slice(-2_000);
    });
  }

  ready() {
    return this.#answer();
  }

  /** The figures of one round; `undefined` when it has none. */
  async measure(name) {
    if (!this.isAlive) return undefined;
    this.#child.send(name);
    const answer = await this.#answer();
    if (answer?.failure !== undefined) console.error(`${this.name}, ${name}: ${answer.failure}`);
    return answer?.figures ?? undefined;
  }

  close() {
    if (this.#child.connected) this.#child.disconnect();
    setTimeout(() => this.#child.kill("SIGKILL"), 5_000).unref();
  }

  #answer() {
    return new Promise((resolve) => {
      const settle = (answer) => {
        clearTimeout(limit);
        this.#child.removeAllListeners("message").removeAllListeners("exit");
        resolve(answer);
      };
      const drop = (reason) => {
        this.isAlive = false;
        console.error(
          `${this.name} is out: ${reason} ${this.#stderr.trim().split("\n").slice(-3).join(" | ")}`,
        );
        settle(undefined);
      };
      const limit = setTimeout(() => {
        this.#child.kill("SIGKILL");
        drop(`no answer within ${limitMs} ms`);
      }, limitMs);
      this.#child.once("message", settle);
      this.#child.once("exit", (code, signal) => drop(`ended with ${signal ?? code}`));
    });
  }
}
