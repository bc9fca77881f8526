import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { RunMetrics } from "../metrics/run-metrics.js";
import type { ProcessingCounts } from "../processing-result.js";

/** What a run that was not killed tells. */
export interface ChildResult {
  readonly counts: ProcessingCounts;
  readonly calls: RunMetrics["calls"];
}

/** A run of the processor in a process of its own, from this workspace's sources. */
export class ChildRun {
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  #output = "";
  #hasClosed = false;
  #onOutput = (): void => undefined;

  constructor(
    location: string,
    serviceUrl: string,
    maxWorkers: number,
    environment: Record<string, string> = {},
  ) {
    const script = join(__dirname, "document-in-child.fixture.ts");
    const hook = createRequire(__filename).resolve("@stemma/test-support/run-typescript");
    const flags = ["--conditions", "@stemma/source", hook, script];
    this.#child = spawn(process.execPath, [...flags, location, serviceUrl, String(maxWorkers)], {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, ...environment },
    });
    this.#child.stdout?.on("data", (chunk: Buffer) => {
      this.#output += chunk.toString();
      this.#onOutput();
    });
    this.#closed = once(this.#child, "close").finally(() => {
      this.#hasClosed = true;
      this.#onOutput();
    });
  }

  /** Resolves when the run has begun. */
  async begin(): Promise<void> {
    while (!this.#output.startsWith("ready") && !this.#hasClosed) {
      await new Promise<void>((resolve) => (this.#onOutput = resolve));
    }
    this.#child.stdin?.end("go\n");
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  /** Stops the process where it is. */
  pause(): void {
    this.#child.kill("SIGSTOP");
  }

  resume(): void {
    this.#child.kill("SIGCONT");
  }

  /** Resolves when the process has ended: with its result, or with `undefined` when it was killed. Rejects with what it printed otherwise. */
  async end(): Promise<ChildResult | undefined> {
    await this.#closed;
    const [, result] = this.#output.split("\n");
    if (this.#child.signalCode === "SIGKILL") return undefined;
    if (this.#child.exitCode === 0 && result !== undefined) return JSON.parse(result) as ChildResult;
    throw new Error(`the run ended with ${this.#child.exitCode ?? this.#child.signalCode}: ${this.#output}`);
  }
}
