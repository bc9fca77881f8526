import type { Logger } from "@stemma/core";

/** One record of Python's `logging`, or a warning (logger name `py.warnings`). */
export interface PythonLogRecord {
  /** Python's number: 10 debug, 20 info, 30 warning, 40 error, 50 critical. */
  readonly level: number;
  readonly name: string;
  readonly message: string;
}

/** Writes the record with the method that fits its level. */
export function forwardRecord(logger: Logger, { level, name, message }: PythonLogRecord): void {
  const fields = { pythonLogger: name, pythonLevel: level };
  if (level >= 40) logger.error(fields, message);
  else if (level >= 30) logger.warn(fields, message);
  else if (level >= 20) logger.info(fields, message);
  else logger.debug(fields, message);
}
