import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { checkJson } from "./json-schemas.fixture.js";
import { commandEnvironment, type StemmaRun } from "./run-stemma.fixture.js";
import { type StemmaIn, stemmaBy } from "./stemma-in.fixture.js";

const script = fileURLToPath(new URL("../../tests/processes/commands-in-turn.mjs", import.meta.url));

/**
 * The built command in one process for many runs, which saves each of them the seconds in which Python and Chroma are
 * loaded. How a process of its own begins and ends, reads its input and takes signals is for {@link runStemma}.
 */
export class CommandsInTurn implements AsyncDisposable {
  readonly #child: ChildProcess;
  /** Commands that have printed JSON as their schemas say. */
  readonly printed = new Set<string>();

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(): Promise<CommandsInTurn> {
    const child = fork(script, { env: commandEnvironment(), silent: true });
    // What is read from it ends at once.
    child.stdin?.end();
    await once(child, "message");
    return new CommandsInTurn(child);
  }

  /** The command on a tree. */
  in(root: string): StemmaIn {
    return stemmaBy((...args) => this.#run(["-C", root, ...args]));
  }

  async #run(args: readonly string[]): Promise<StemmaRun> {
    const ended = new AbortController();
    const end = (): void => ended.abort(new Error(`the process ended during ${args.join(" ")}`));
    this.#child.once("exit", end);
    try {
      this.#child.send(args);
      const [run] = (await once(this.#child, "message", { signal: ended.signal })) as [StemmaRun];
      const command = checkJson(args, run.stdout);
      if (command !== undefined) this.printed.add(command);
      return run;
    } finally {
      this.#child.off("exit", end);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exited = once(this.#child, "exit");
    this.#child.disconnect();
    await exited;
  }
}
