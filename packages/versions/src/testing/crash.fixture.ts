import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { WorkingCopyOptions } from "../manager/working-copy-options.js";

const script = fileURLToPath(new URL("../../tests/processes/crash.mjs", import.meta.url));
const PRIVATE_DOLT = "dolt:";

/** What the process is to do when it is killed. */
export interface Crash {
  readonly operation: string;
  readonly step: string;
  /** Not at the step itself, but so long after it. */
  readonly afterMs?: number;
  readonly url?: string;
}

/**
 * Processes that run one operation each, and are killed in it. The next one is always begun already: it loads Python and
 * Chroma, which takes longer than anything else of a crash, while the test makes its scene.
 */
export class Crashes {
  #next: ChildProcess | undefined = begin();

  /**
   * Runs an operation in a process of its own, which kills itself at the step, together with its private Dolt server if it has
   * one; rejects when it did not get there.
   */
  async crash(options: WorkingCopyOptions, crash: Crash): Promise<void> {
    const child = this.#next ?? begin();
    this.#next = begin();
    const { chroma, state, repository, author } = options;
    const server = repository.startsWith(PRIVATE_DOLT) ? repository.slice(PRIVATE_DOLT.length) : undefined;
    let errors = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const closed = once(child, "close") as Promise<[number | null, string | null]>;
    child.send({ ...crash, options: { chroma, state, repository, author }, server });
    const [, signal] = await closed;
    if (signal !== "SIGKILL") throw new Error(`the process was not killed at "${crash.step}": ${errors}`);
  }

  /** Ends the one that was begun for nothing. */
  async stop(): Promise<void> {
    const spare = this.#next;
    this.#next = undefined;
    if (!spare) return;
    const closed = once(spare, "close");
    spare.kill("SIGKILL");
    await closed;
  }
}

function begin(): ChildProcess {
  return fork(script, { stdio: ["ignore", "ignore", "pipe", "ipc"] });
}
