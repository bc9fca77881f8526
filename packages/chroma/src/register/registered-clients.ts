import { withoutUndefined } from "@stemma/core";
import type { ChromaClientArgs, Collection, ChromaClient as NpmClient } from "chromadb";
import { EmbeddedAdminClient } from "../client/embedded-admin-client.js";
import { EmbeddedChromaClient } from "../client/embedded-chroma-client.js";
import { takingOneOrMany } from "./one-or-many.js";

export * from "chromadb";

/** Where all clients of the process work. */
const path = process.env["STEMMA_CHROMA_PATH"] ?? "./chroma";

/** npm's `ChromaClient` for a program that knows of servers only: whatever server it names, it works here. */
export class ChromaClient extends EmbeddedChromaClient {
  constructor({ tenant, database }: Partial<ChromaClientArgs> = {}) {
    super(withoutUndefined({ path, tenant, database }));
    closeAtTheEnd(this);
  }

  override async createCollection(args: Parameters<NpmClient["createCollection"]>[0]): Promise<Collection> {
    return takingOneOrMany(await super.createCollection(args));
  }

  override async getOrCreateCollection(
    args: Parameters<NpmClient["getOrCreateCollection"]>[0],
  ): Promise<Collection> {
    return takingOneOrMany(await super.getOrCreateCollection(args));
  }

  override async getCollection(args: Parameters<NpmClient["getCollection"]>[0]): Promise<Collection> {
    return takingOneOrMany(await super.getCollection(args));
  }
}

/** npm's `AdminClient`, likewise. */
export class AdminClient extends EmbeddedAdminClient {
  constructor() {
    super({ path });
    closeAtTheEnd(this);
  }
}

/** Such a program has no `close()` to call: when nothing else is left to do, its client is closed. */
function closeAtTheEnd(client: { close(): Promise<void> }): void {
  process.once("beforeExit", () => {
    client.close().catch((error: unknown) => process.emitWarning(error as Error));
  });
}
