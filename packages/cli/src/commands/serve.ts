import { endWithin } from "@stemma/pipeline";
import type { Command } from "commander";
import { Browser } from "../browser.js";
import type { CommandHost } from "../command-host.js";
import { exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";
import { wholeNumber } from "../whole-number.js";

/** Milliseconds for what runs to come to its end after Ctrl-C. */
const GRACE_MS = 600;

interface ServeFlags {
  readonly port?: number;
  readonly open?: boolean;
  readonly allowWrite?: boolean;
  readonly data?: string;
}

/** `stemma serve [dir] [--port] [--open] [--allow-write] [--data <dir>]` */
export function addServeCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("serve")
    .argument("[dir]", "a documented tree, or a folder in one (default: -C, else the current directory)")
    .description(
      "show the tree, its documentation and its history as a page, on this machine alone; Ctrl-C ends it",
    )
    .option("--port <number>", "where it listens; by default a port that is free", wholeNumber)
    .option("--open", "open the page in the browser")
    .option(
      "--data <dir>",
      "show the collections of a Chroma data directory, with their history, in place of a tree",
    )
    .option("--allow-write", "let the page merge branches, decide conflicts, and run document")
    .action(
      async (dir: string | undefined, { port, open, allowWrite: canWrite = false, data }: ServeFlags) => {
        const { terminal, json, directory, flags, logger, signal } = context();
        const { serveWeb } = await import("@stemma/web");
        using browser = new Browser(logger);
        const onReady = (link: string): void => {
          if (json) writeJson<"serve">(terminal, { link });
          else terminal.stdout.write(`The page is at ${link}\nCtrl-C ends it.\n`);
          if (open) browser.open(link);
        };
        // A call into Python that does not come back would keep the process.
        signal.addEventListener("abort", () => endWithin(GRACE_MS));
        await serveWeb({ directory: dir ?? directory, data, flags, logger, port, canWrite, signal, onReady });
        onExitCode(exitCode.fine);
      },
    );
}
