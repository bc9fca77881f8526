import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Deadline, StemmaError } from "@stemma/core";
import { atFreePort } from "./at-free-port.js";
import { GuardedProcess } from "./guarded-process.js";

const pollMs = 50;

/** A Chroma server of a test, on the loopback interface. */
export interface ChromaServer extends AsyncDisposable {
  readonly url: string;
  /** Ends it and waits for its end. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts `chroma run` and waits until it answers. It ends with {@link ChromaServer.stop}, and with this process however
 * that ends.
 *
 * @param command - The `chroma` program of a Python environment, for example `.venv/bin/chroma`.
 * @param dataDirectory - Where the server keeps its data.
 * @param allowReset - Whether a client may delete everything by `reset()`. Default false.
 * @param timeoutMs - Milliseconds until it must answer. Default 60,000: a cold start takes some 10 s.
 */
export async function startChromaServer({
  command,
  dataDirectory,
  allowReset = false,
  timeoutMs = 60_000,
}: {
  readonly command: string;
  readonly dataDirectory: string;
  readonly allowReset?: boolean;
  readonly timeoutMs?: number;
}): Promise<ChromaServer> {
  const deadline = new Deadline("StartChromaServer", { timeoutMs });
  const { server, url } = await atFreePort(async (port) => {
    const address = `http://127.0.0.1:${port}`;
    const settings = allowReset
      ? [await writeSettings(dataDirectory, port)]
      : ["--path", dataDirectory, "--host", "127.0.0.1", "--port", `${port}`];
    const process = new GuardedProcess(command, ["run", ...settings]);
    try {
      while (!(await answers(`${address}/api/v2/heartbeat`))) {
        if (process.hasExited) throw ended(command, process.output);
        deadline.check();
        await sleep(pollMs);
      }
    } catch (error) {
      await process.stop();
      throw error;
    }
    return { server: process, url: address };
  });
  const stop = (): Promise<void> => server.stop();
  return { url, stop, [Symbol.asyncDispose]: stop };
}

/** Only a file can allow the reset; JSON is YAML, too. */
async function writeSettings(dataDirectory: string, port: number): Promise<string> {
  await mkdir(dataDirectory, { recursive: true });
  const file = join(dataDirectory, "server.yaml");
  const settings = { persist_path: dataDirectory, listen_address: "127.0.0.1", port, allow_reset: true };
  await writeFile(file, JSON.stringify(settings));
  return file;
}

function ended(command: string, output: string): StemmaError {
  return new StemmaError(`${command} ended before it was ready:\n${output}`, {
    code: "CHROMA_SERVER_FAILED",
  });
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
