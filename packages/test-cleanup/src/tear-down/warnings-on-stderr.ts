import { type LogFields, type Logger, silentLogger } from "@stemma/core";

function write(fields: LogFields, message: string): void {
  process.stderr.write(`warning: ${message} ${JSON.stringify(fields)}\n`);
}

/** Shows warnings and errors and nothing else: what clean-up logs to when it is given no logger. */
export const warningsOnStderr: Logger = { ...silentLogger, warn: write, error: write };
