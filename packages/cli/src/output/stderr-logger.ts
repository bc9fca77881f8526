import type { LogFields, Logger } from "@stemma/core";
import type { Terminal } from "../terminal.js";
import { oneLine, visibleJson } from "./visible-text.js";

const levels = ["debug", "info", "warn", "error"] as const;
type Level = (typeof levels)[number];

/**
 * Log records as lines on stderr, from `lowest` upwards: `warn: message {"operationName":"…"}`. A failed operation is an error that
 * its caller is given, too, and that the command reports: its record is shown only where all are.
 */
export function stderrLogger({ stderr }: Pick<Terminal, "stderr">, lowest: Level): Logger {
  const write =
    (level: Level) =>
    (fields: LogFields, message: string): void => {
      const counts = level === "error" ? "debug" : level;
      if (levels.indexOf(counts) < levels.indexOf(lowest)) return;
      const facts = Object.keys(fields).length > 0 ? ` ${visibleJson(fields)}` : "";
      stderr.write(`${level}: ${oneLine(message)}${facts}\n`);
    };
  return { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}
