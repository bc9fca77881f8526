import { createIsolatedDirectory, startChromaServer } from "@stemma/test-cleanup";
import type { ChromaService } from "../api/chroma-service.js";
import { type OpenChromaOptions, openChroma } from "../open-chroma.js";
import { startTestPython, venvProgram } from "../test-python.fixture.js";

/** A place where the contract's tests run. */
export interface RunningBackend {
  open(options?: OpenChromaOptions): Promise<ChromaService>;
  stop(): Promise<unknown>;
}

/** One of the two implementations. */
export interface ContractBackend {
  readonly name: string;
  readonly start: () => Promise<RunningBackend>;
}

/** The Chroma in this process, in memory. */
export const embeddedBackend: ContractBackend = {
  name: "in this process",
  start: async () => {
    const python = await startTestPython();
    return {
      open: (options) => openChroma("memory:contract", { ...options, python }),
      stop: () => python.close(),
    };
  },
};

/** A real server that allows resets. */
export const serverBackend: ContractBackend = {
  name: "on a server",
  start: async () => {
    const directory = await createIsolatedDirectory({ prefix: "chroma-server" });
    const running = await startChromaServer({
      command: venvProgram("chroma"),
      dataDirectory: directory.path,
      allowReset: true,
    });
    return {
      open: (options) => openChroma(running.url, options),
      stop: () => running.stop().then(() => directory.remove()),
    };
  },
};
