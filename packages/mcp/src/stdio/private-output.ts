import { Writable } from "node:stream";

/**
 * The process's standard output for the protocol alone: whatever else writes there, as a library that prints, goes to the standard
 * error from now on.
 */
export function takeOutput({ stdout, stderr }: Pick<NodeJS.Process, "stdout" | "stderr">): Writable {
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      write(chunk, done);
    },
  });
  stdout.on("error", (error: Error) => output.destroy(error));
  return output;
}
