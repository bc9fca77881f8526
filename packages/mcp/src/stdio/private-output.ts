import { Writable } from "node:stream";

/**
 * The process's standard output for the protocol alone: whatever else writes there, as a library that prints, goes to the standard
 * error from now on.
 */
export function takeOutput({ stdout, stderr }: Pick<NodeJS.Process, "stdout" | "stderr">): Writable {
  const write = stdout.write.bind(stdout) as (chunk: Buffer, done: (error?: Error | null) => void) => boolean;
  stdout.write = stderr.write.bind(stderr) as typeof stdout.write;
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      write(chunk, done);
    },
  });
  stdout.on("error", (error) => output.destroy(error));
  return output;
}
