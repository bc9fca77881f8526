/** Python's own exceptions below those of the table: what a call fails with is as a rule more special than what one thinks of. */
const bases: Readonly<Record<string, string>> = {
  UnicodeError: "ValueError",
  UnicodeDecodeError: "UnicodeError",
  UnicodeEncodeError: "UnicodeError",
  UnicodeTranslateError: "UnicodeError",
  "io.UnsupportedOperation": "OSError",
  "json.decoder.JSONDecodeError": "ValueError",
  BlockingIOError: "OSError",
  ChildProcessError: "OSError",
  ConnectionError: "OSError",
  BrokenPipeError: "ConnectionError",
  ConnectionAbortedError: "ConnectionError",
  ConnectionRefusedError: "ConnectionError",
  ConnectionResetError: "ConnectionError",
  FileExistsError: "OSError",
  FileNotFoundError: "OSError",
  InterruptedError: "OSError",
  IsADirectoryError: "OSError",
  NotADirectoryError: "OSError",
  PermissionError: "OSError",
  ProcessLookupError: "OSError",
  TimeoutError: "OSError",
};

/** A type and those it is a kind of, the nearest first. */
export function withBases(type: string): readonly string[] {
  const base = bases[type];
  return base === undefined ? [type] : [type, ...withBases(base)];
}
