import { InvalidArgumentError } from "@stemma/core";

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "another process listens there",
  EACCES: "it needs more rights",
  ERR_SOCKET_BAD_PORT: "there are 65,535",
};

/** What keeps a server from listening, in words where it is the port. */
export function portTaken(error: unknown, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const why = REASONS[code ?? ""];
  if (why === undefined) return error;
  return new InvalidArgumentError(`Port ${port} can't be used: ${why}`, {
    advice: "Name another one with --port, or none to take one that is free.",
  });
}
