import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Logger } from "@stemma/core";

/** What opens a file in the user's browser, by platform. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ["open"],
  linux: ["xdg-open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/**
 * The user's browser. A link that lets somebody in is on no command line, which others can read: it stands in a private file that leads there, kept
 * until this is disposed of.
 */
export class Browser implements Disposable {
  readonly #logger: Logger;
  readonly #folders: string[] = [];

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Does not wait, and never fails: the link was printed, too. */
  open(link: string): void {
    const opener = OPENERS[process.platform];
    if (opener === undefined) return;
    const folder = mkdtempSync(join(tmpdir(), "stemma-page-"));
    this.#folders.push(folder);
    const file = join(folder, "open.html");
    const page = `<!doctype html><meta http-equiv="refresh" content="0; url=${link}"><title>Stemma</title>\n`;
    writeFileSync(file, page, { mode: 0o600 });
    const [command, ...args] = opener;
    spawn(command, [...args, pathToFileURL(file).href], { stdio: "ignore", detached: true })
      .on("error", (error) => this.#logger.warn({ error }, "The browser could not be opened"))
      .unref();
  }

  [Symbol.dispose](): void {
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }
}
