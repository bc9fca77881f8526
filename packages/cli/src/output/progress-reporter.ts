import type { Ora } from "ora";
import type { Terminal } from "../terminal.js";
import { oneLine } from "./visible-text.js";

/** Shows the phases of a run on stderr. */
export interface ProgressReporter {
  /** A phase moves on; `total` is unknown at first in some phases. `note` says more of it, such as what it costs. */
  update(phase: string, done: number, total: number | null, note?: string): void;
  /** A phase is over; `detail` says with what. */
  finish(phase: string, detail: string): void;
  /** Clears what is still moving, so that other output starts on a line of its own. */
  stop(): void;
}

/** One moving line on a terminal; elsewhere one plain line a finished phase. */
export async function createProgressReporter(
  terminal: Terminal,
  options: { quiet: boolean },
): Promise<ProgressReporter> {
  if (options.quiet) return { update: nothing, finish: nothing, stop: nothing };
  return terminal.stderr.isTTY ? movingLine(terminal) : plainLines(terminal);
}

const nothing = (): void => undefined;

function plainLines({ stderr }: Terminal): ProgressReporter {
  return {
    update: nothing,
    finish: (phase, detail) => stderr.write(`${oneLine(`${phase}: ${detail}`)}\n`),
    stop: nothing,
  };
}

async function movingLine({ moving }: Terminal): Promise<ProgressReporter> {
  // Most calls move nothing.
  const { default: ora } = await import("ora");
  const spinner: Ora = ora({ stream: moving, discardStdin: false });
  return {
    update(phase, done, total, note = "") {
      const place = total === null ? `${phase} ${done}` : `${phase} ${done} of ${total}`;
      spinner.text = oneLine(note === "" ? place : `${place}; ${note}`);
      if (!spinner.isSpinning) spinner.start();
    },
    finish(phase, detail) {
      spinner.stopAndPersist({ symbol: "✔", text: oneLine(`${phase}: ${detail}`) });
    },
    stop: () => void spinner.stop(),
  };
}
