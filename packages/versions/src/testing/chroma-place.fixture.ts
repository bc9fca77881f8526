import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { randomHexId } from "@stemma/core";
import { startChromaServer } from "@stemma/test-cleanup";
import type { ChromaAccess } from "../chroma/python-chroma-contents.js";

/** Where the working copies are: data directories, or databases of a real Chroma server. */
export type ChromaKind = "directories" | "server";

/** Hands out places for working copies. */
export interface ChromaPlaces {
  /** A place of its own for each name asked for. */
  placeFor(directory: string): { readonly chroma: string; readonly chromaAccess: ChromaAccess };
  /** Makes what has to be there before the place can be opened. */
  prepare(access: ChromaAccess | undefined): Promise<void>;
  stop(): Promise<void>;
}

const nothing = (): Promise<void> => Promise.resolve();

/** Directories need no preparation. */
export const chromaDirectories: ChromaPlaces = {
  placeFor: (directory) => ({ chroma: directory, chromaAccess: {} }),
  prepare: nothing,
  stop: nothing,
};

/** A real `chroma run` with a database for each working copy. */
export async function startChromaDatabases(): Promise<ChromaPlaces> {
  const dataDirectory = await mkdtemp(join(tmpdir(), "versions-chroma-"));
  const command = fileURLToPath(new URL("../../../../.venv/bin/chroma", import.meta.url));
  const server = await startChromaServer({ command, dataDirectory });
  const { url } = server;
  const made = new Set<string>();
  return {
    placeFor: () => ({ chroma: url, chromaAccess: { database: `d${randomHexId(4)}` } }),
    prepare: async (access) => {
      const name = access?.database ?? "";
      if (made.has(name)) return;
      made.add(name);
      const response = await fetch(`${url}/api/v2/tenants/default_tenant/databases`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name }),
      });
      if (!response.ok) throw new Error(`the database ${name} was not made: ${await response.text()}`);
    },
    stop: async () => {
      await server.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
