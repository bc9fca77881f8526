import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Runs the command that its arguments name and ends it when its own standard input ends, which happens at the latest
 * when the process that holds the other end dies, however it dies. Unless it was told `keep` before, it then removes the
 * directory that nobody else will remove.
 */
const GUARD = `
const { spawn } = require("node:child_process");
const { rmSync } = require("node:fs");
const [directory, command, ...args] = process.argv.slice(1);
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
let killing;
let isAlone = false;
let keeps = false;
const stop = () => {
  child.kill("SIGTERM");
  killing ??= setTimeout(() => child.kill("SIGKILL"), 15000);
};
child.on("error", (error) => { console.error(error.message); process.exit(127); });
child.on("exit", (code, signal) => {
  if (isAlone && !keeps && directory !== "") rmSync(directory, { recursive: true, force: true });
  process.exit(signal === null ? code : 1);
});
process.stdin
  .on("data", () => { keeps = true; })
  .on("end", () => { isAlone = true; stop(); })
  .on("error", stop);
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, stop);
`;

/** How much of the output is kept for messages, in characters. */
const KEPT_OUTPUT = 20_000;

/** How a server is run. */
export interface GuardedProcessOptions {
  /** Default: this process's. */
  readonly environment?: NodeJS.ProcessEnv | undefined;
  /** The server's own directory: when this process dies and so can't remove it, the guard does. */
  readonly directory?: string | undefined;
}

/** A server process that does not outlive this one, even after `kill -9`. */
export class GuardedProcess {
  readonly #guard: ChildProcess;
  readonly #exited: Promise<unknown>;
  #output = "";
  #hasExited = false;

  constructor(
    command: string,
    args: readonly string[],
    { environment = process.env, directory = "" }: GuardedProcessOptions = {},
  ) {
    this.#guard = spawn(process.execPath, ["-e", GUARD, "--", directory, command, ...args], {
      env: environment,
      stdio: ["pipe", "pipe", "pipe"],
    });
    const keep = (chunk: Buffer): void => {
      this.#output = (this.#output + chunk.toString()).slice(-KEPT_OUTPUT);
    };
    this.#guard.stdout?.on("data", keep);
    this.#guard.stderr?.on("data", keep);
    // Writing to a guard that has died is no error of ours.
    this.#guard.stdin?.on("error", () => undefined);
    this.#exited = once(this.#guard, "close").then(() => {
      this.#hasExited = true;
    });
  }

  /** The last of what the server printed. */
  get output(): string {
    return this.#output;
  }

  get hasExited(): boolean {
    return this.#hasExited;
  }

  /** Resolves when the process is gone; its directory stays. Idempotent. */
  async stop(): Promise<void> {
    if (this.#guard.stdin?.writable) this.#guard.stdin.end("keep");
    await this.#exited;
  }
}
