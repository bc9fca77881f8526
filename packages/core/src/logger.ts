/** Structured facts of a log record, for example `{ operationName, type, queuedMs, ranMs }`. Never secrets. */
export type LogFields = Readonly<Record<string, unknown>>;

/** What libraries of this project log to. `pino`, `console` adapters and test recorders all fit. */
export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

const ignore = (): void => undefined;

/** The default of every library: says nothing. */
export const silentLogger: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
